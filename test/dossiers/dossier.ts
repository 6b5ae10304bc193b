import type { CauseId } from '../../src/causes/index.js';

/** A file as it is handed over. */
export interface Handed {
  readonly name: string;
  readonly text: string;
}

/** What a person hands over, and what is really the matter. */
export interface Dossier {
  readonly files: readonly Handed[];
  /** The cause; null for a control, in which none is to be named. */
  readonly truth: CauseId | null;
  /** The causes that would give the same evidence. */
  readonly candidates: ReadonlySet<CauseId>;
  /** The login in question failed, so that no report may say that it is healthy. */
  readonly failed: boolean;
  readonly family: 'story' | 'client-error' | 'last-words' | 'control';
  readonly script: string;
  readonly client: string;
  readonly wrapper: string;
  /** The kinds of evidence. */
  readonly kinds: readonly string[];
  /** How the truth came about, for a person who reads a failure. */
  readonly note: string;
}
