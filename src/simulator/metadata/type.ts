import type { Viewer } from '../records/viewer.js';
import type { Fields, Node } from './xml.js';

/** A component of the org, as `listMetadata` shows it. */
export interface Component {
  readonly fullName: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  /** An installed component is listed, but its contents can't be read (reported). */
  readonly installed?: boolean;
}

/** A metadata type that the embedded org knows. */
export interface MetadataType {
  readonly name: string;
  /** Folder and suffix of its files. */
  readonly folder: string;
  readonly suffix: string;
  /** Why the viewer may not use it, or undefined. */
  readonly refuses?: (viewer: Viewer) => string | undefined;
  readonly list: (viewer: Viewer) => Component[];
  /** The contents; undefined when the component doesn't exist or can't be read. */
  readonly read: (viewer: Viewer, fullName: string) => Fields | undefined;
  /** Writes a whole component: elements that are left out return to their defaults. A returned sentence is an error. */
  readonly save?: (viewer: Viewer, fullName: string, fields: Node) => string | undefined;
  readonly remove?: (viewer: Viewer, fullName: string) => string | undefined;
}
