import type { SetupPlace } from '../salesforce/setup.js';
import type { Choice, Shape } from './shapes.js';

/** The question that asks a person for a fact. `{user}` and `{hostUrl}` stand for the names in a report. */
export interface FactQuestion {
  readonly ask: string;
  /** Where to look, within `place` where one is given. */
  readonly how: string;
  /** A place in Setup; the pages of the app depend on its kind. */
  readonly place?: SetupPlace | 'app policies' | 'app settings';
  readonly command?: string;
  /** An example for `--fact`; without one, the values of a choice are the example. */
  readonly example?: string;
  /** Usual answers in words, and as `--fact` takes them. */
  readonly usual?: readonly (readonly [words: string, value: string])[];
  /** Among equally telling questions the lowest number comes first: a person can look these up. */
  readonly firstLook?: number;
}

/** A property of few facts. */
export type Trait =
  /** A list to which every source contributes: several sources add up, they do not conflict. */
  | 'accumulates'
  /** It names a login, an org or a key, so it differs between any two of them. */
  | 'identity'
  /** It was said to a login: it is to be explained, and explains nothing. */
  | 'testimony'
  /** Its value is made of words of this tool, or has a text around a mask, so it is no mask itself. */
  | 'own-words';

/** The row of a fact: everything that the product knows about the fact itself. */
export interface Fact<S extends Shape = Shape> {
  readonly shape: S;
  readonly traits: readonly Trait[];
  /** The line in the documentation: the meaning, and who usually tells the fact. */
  readonly means: string;
  readonly toldBy: string;
  readonly question: FactQuestion | null;
}

/** The question for a value of this shape: only a choice needs no example. */
type QuestionFor<S extends Shape> = [S] extends [Choice] ? FactQuestion : FactQuestion & { readonly example: string };

/** A row of the table. No column may be left out. */
export function fact<S extends Shape>(
  shape: S,
  traits: readonly Trait[],
  means: string,
  toldBy: string,
  question: QuestionFor<S> | null,
): Fact<S> {
  return { shape, traits, means, toldBy, question };
}
