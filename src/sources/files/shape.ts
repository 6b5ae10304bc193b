import type { SourceFact } from '../../facts/store.js';

/** One pasted text, and its name. */
export interface Paste {
  /** File name, or `standard input`. */
  readonly name: string;
  readonly text: string;
  /** The parsed JSON, if the whole text is JSON. */
  readonly json?: unknown;
  /** The text with the prefixes of runners and loggers, which carry times; the same number of lines. */
  readonly raw?: string;
  /** If only parts of an input were kept: the original number of each line of `text`. */
  readonly lines?: readonly number[];
}

/** The facts of one app with its names, because only one of several apps belongs to the login. */
export interface OfApp {
  readonly name?: string;
  readonly consumerKey?: string;
  readonly facts: readonly SourceFact[];
  readonly certificates?: readonly string[];
}

/** The facts of one profile or permission set. Other evidence tells whether it is the user's. */
export interface OfProfile {
  readonly name: string;
  readonly facts: readonly SourceFact[];
}

/** A login that a file sets up. Other evidence tells which one of several was tried. */
export interface OfLogin {
  readonly facts: readonly SourceFact[];
}

/** The result of reading one shape. */
export interface Reading {
  readonly facts: readonly SourceFact[];
  /** Compact assertions in the text: for verifying, never for showing. */
  readonly assertions?: readonly string[];
  /** Certificates of apps, PEM or base64: for verifying. */
  readonly certificates?: readonly string[];
  readonly apps?: readonly OfApp[];
  /** The line of the event to explain, counted from 1: words after it are about another call. */
  readonly explained?: number;
  /** The text only talks about errors, as documentation, tests and changelogs do: nothing in it happened. */
  readonly isTalk?: boolean;
  readonly profiles?: readonly OfProfile[];
  readonly logins?: readonly OfLogin[];
  /** Sentences about parts that could not be read. */
  readonly problems?: readonly string[];
  readonly permissionSets?: readonly OfProfile[];
}

/** One shape of pasted text. Each shape is one file and is recognised by content, never by file name. */
export interface Shape {
  readonly id: string;
  /** Its description, in words that fit after "this is". */
  readonly title: string;
  recognises(paste: Paste): boolean;
  read(paste: Paste): Reading | Promise<Reading>;
}
