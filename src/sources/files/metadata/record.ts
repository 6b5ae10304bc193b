import type { XmlNode } from './xml.js';

/** The input of a metadata reader: the root element, and a function that names an element's source and line. */
export interface MetadataRecord {
  readonly root: XmlNode;
  /** The record is complete, as after a read from the org: absent elements have their defaults. */
  readonly isWhole?: boolean;
  /** The component's name, from the file name or its label; undefined when neither gives it. */
  readonly component?: string;
  readonly at: (element: string) => string;
}
