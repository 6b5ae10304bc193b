import type { XmlNode } from './xml.js';

/** What a reader of one metadata type is handed: the root, and the source of an element with its line. */
export interface MetadataRecord {
  readonly root: XmlNode;
  /** All of it is there, as after a read from the org: what is absent then has its default. */
  readonly isWhole?: boolean;
  /** The name of the component: from the file name, else its label; undefined where nothing tells it. */
  readonly component?: string;
  readonly at: (element: string) => string;
}
