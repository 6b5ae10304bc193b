import type { SourceFact } from '../../facts/store.js';

/** One pasted text, and what it was called. */
export interface Paste {
  /** File name, or `standard input`. */
  readonly name: string;
  readonly text: string;
  /** The text parsed as JSON, when all of it is JSON. */
  readonly json?: unknown;
  /** Where only parts of an input were kept: for each line of `text` the number that it has in the input. */
  readonly lines?: readonly number[];
}

/** What is told of one app, with the names that it goes by: of several apps only one is meant. */
export interface OfApp {
  readonly name?: string;
  readonly consumerKey?: string;
  readonly facts: readonly SourceFact[];
  readonly certificates?: readonly string[];
}

/** What is told of one profile; whether it is the user's, other evidence tells. */
export interface OfProfile {
  readonly name: string;
  readonly facts: readonly SourceFact[];
}

/** What a shape gave. */
export interface Reading {
  readonly facts: readonly SourceFact[];
  /** Compact assertions that were found: for verifying, never for showing. */
  readonly assertions?: readonly string[];
  /** Certificates of apps, PEM or base64: for verifying. */
  readonly certificates?: readonly string[];
  readonly apps?: readonly OfApp[];
  readonly profiles?: readonly OfProfile[];
}

/** One shape of text that people paste. A shape is one file; it is recognised by content, never by file name. */
export interface Shape {
  readonly id: string;
  /** What it is, in words that fit after "this is". */
  readonly title: string;
  recognises(paste: Paste): boolean;
  read(paste: Paste): Reading | Promise<Reading>;
}
