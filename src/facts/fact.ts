import type { SetupPlace } from '../salesforce/setup.js';
import type { Choice, Shape } from './shapes.js';

/** The question that asks a person for a fact. Reports replace `{user}` and `{hostUrl}` by the names of the login. */
export interface FactQuestion {
  readonly ask: string;
  /** Where to look; inside `place`, if there is one. */
  readonly how: string;
  /** A page in Setup. The pages of the app depend on its type. */
  readonly place?: SetupPlace | 'app policies' | 'app settings';
  readonly command?: string;
  /** An example for `--fact`. A choice needs none: its values are the example. */
  readonly example?: string;
  /** Usual answers in words, with the value for `--fact`. */
  readonly usual?: readonly (readonly [words: string, value: string])[];
  /** Among equally useful questions the lowest number comes first, because people can look these up quickly. */
  readonly firstLook?: number;
}

/** A property that some facts have. */
export type Trait =
  /** A list to which several sources add without conflict. */
  | 'accumulates'
  /** It identifies a login, an org or a key, so it differs between any two of them. */
  | 'identity'
  /** It is an answer to a login, so the diagnosis explains it instead of using it as an explanation. */
  | 'testimony'
  /** Its value consists of words of this tool or contains a mask as a part, so it's never a mask itself. */
  | 'own-words';

/** The row of a fact: everything about the fact in one place. */
export interface Fact<S extends Shape = Shape> {
  readonly shape: S;
  readonly traits: readonly Trait[];
  /** The line in the documentation: the meaning and the usual source. */
  readonly means: string;
  readonly toldBy: string;
  readonly question: FactQuestion | null;
}

/** Only a question for a choice may omit the example. */
type QuestionFor<S extends Shape> = [S] extends [Choice] ? FactQuestion : FactQuestion & { readonly example: string };

/** Makes a row. Every column is required. */
export function fact<S extends Shape>(
  shape: S,
  traits: readonly Trait[],
  means: string,
  toldBy: string,
  question: QuestionFor<S> | null,
): Fact<S> {
  return { shape, traits, means, toldBy, question };
}
