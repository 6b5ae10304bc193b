import type { CauseId } from '../causes/index.js';
import type { ClientErrorId } from '../answers/client-errors.js';
import type { AnswerId } from '../answers/index.js';
import type { Gate, JudgingPoint } from '../salesforce/gates.js';
import type { Known, NotKnown } from '../facts/store.js';
import type { FactName } from '../facts/names.js';
import type { Evidence, FactValue } from '../facts/vocabulary.js';

/** The sentence of a finding: a statement of fact, perhaps with values of the evidence in it. */
export type Sentence = string | ((value: (fact: FactName) => string) => string);

/** The sentences of a check, by the codes of its findings. */
export type Sentences = Readonly<Record<string, Sentence>>;

/** The code of a finding that quotes what the client said itself; its sentence is the client's. */
export type ClientErrorCode = `client-error/${ClientErrorId}`;

/**
 * How sure a failing check is: `proven` by facts; `suspected`, when the facts single the cause out without proving it;
 * `hint`, when they only speak for it.
 */
export type Certainty = 'proven' | 'suspected' | 'hint';

/**
 * What a check found out about one cause. `fail`: the cause is there; `clear`: observed not to be there; `open`: the missing facts would tell; `moot`: it cannot occur here.
 */
export type Finding<C extends string = string> =
  | {
      readonly verdict: 'fail';
      readonly cause: CauseId;
      readonly code: C;
      readonly certainty: Certainty;
      /** Where the endpoint judges it, if not at the usual gate of its cause. */
      readonly gate?: JudgingPoint;
      /** The answers to expect from it, if not those of its cause. */
      readonly leadsTo?: readonly AnswerId[];
      /** The hurdle is certainly not taken; which of its causes it is remains a guess. */
      readonly blocks?: true;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly verdict: 'clear';
      readonly cause: CauseId;
      readonly code: C;
      readonly evidence: readonly Evidence[];
    }
  | { readonly verdict: 'moot'; readonly cause: CauseId; readonly code: C; readonly evidence: readonly Evidence[] }
  | { readonly verdict: 'open'; readonly cause: CauseId; readonly missing: readonly FactName[] }
  | { readonly verdict: 'warn'; readonly code: C; readonly evidence: readonly Evidence[] };

/** The facts a check asked for, and nothing else. */
export interface FactView<N extends FactName> {
  /** The value of a fact, or undefined when it is not known or disputed. */
  get<K extends N>(name: K): FactValue<K> | undefined;
  /** The fact with its source, or why it is not known. */
  read<K extends N>(name: K): Known<FactValue<K>> | NotKnown;
  /** The facts as evidence; those that are not known are left out. */
  cite(...names: N[]): Evidence[];
}

/** What a check is handed. */
export interface CheckInput<N extends FactName> {
  readonly facts: FactView<N>;
  /** Epoch seconds, when the attempt is being made now; undefined for evidence, which is judged by its own dates. */
  readonly now?: number;
}

/** A hurdle of the login: one file, one exported object. */
export interface Check<N extends FactName = FactName, C extends string = string> {
  readonly id: string;
  /** A statement of fact that is true when the check passes. */
  readonly title: string;
  /** A statement of fact that is true when it fails. */
  readonly failureTitle: string;
  /** The hurdles of the login that this check stands for. */
  readonly gates: readonly Gate[];
  /** The causes that its findings speak of; a check outside the project may leave them out. */
  readonly causes?: readonly CauseId[];
  /** The server's answers that this check can explain. */
  readonly rejects: readonly AnswerId[];
  /** The facts it looks at; the runner hands over only these. */
  readonly needs: readonly N[];
  /** A sentence for each finding; a check outside the project may leave them out. */
  readonly sentences?: Readonly<Record<C, Sentence>>;
  examine(input: CheckInput<N>): Finding<NoInfer<C> | ClientErrorCode>[];
}

/** Defines a check; the facts that `examine` may read are those that `needs` names. */
export function defineCheck<const Id extends string, const N extends FactName, C extends string = string>(
  check: Check<N, C> & { readonly id: Id },
): Check & { readonly id: Id } {
  return check;
}

/** The code, where the check has a sentence for it; another source of evidence may tell a kind of fault that is new. */
export function codeIn<S extends Sentences>(sentences: S, code: string, otherwise: keyof S & string): keyof S & string {
  return code in sentences ? code : otherwise;
}

/** The cause is there. `proven` unless said otherwise. */
export function fail<C extends string>(
  cause: CauseId,
  code: C,
  evidence: readonly Evidence[],
  certainty: Certainty = 'proven',
  elsewhere: { readonly gate?: JudgingPoint; readonly leadsTo?: readonly AnswerId[] } = {},
): Finding<C> {
  return { verdict: 'fail', cause, code, certainty, evidence, ...elsewhere };
}

/** The hurdle is certainly not taken, and this is the best guess which of its causes it is. */
export function block<C extends string>(
  cause: CauseId,
  code: C,
  evidence: readonly Evidence[],
  certainty: Certainty,
): Finding<C> {
  return { verdict: 'fail', cause, code, certainty, evidence, blocks: true };
}

/** The cause was looked for and is not there. */
export function clear<C extends string>(cause: CauseId, code: C, evidence: readonly Evidence[]): Finding<C> {
  return { verdict: 'clear', cause, code, evidence };
}

/** The missing facts would tell whether the cause is there. */
export function open(cause: CauseId, ...missing: FactName[]): Finding<never> {
  return { verdict: 'open', cause, missing };
}

/** The cause cannot occur in this situation. */
export function moot<C extends string>(cause: CauseId, code: C, evidence: readonly Evidence[] = []): Finding<C> {
  return { verdict: 'moot', cause, code, evidence };
}

/** Something odd that is no cause on its own. */
export function warn<C extends string>(code: C, evidence: readonly Evidence[]): Finding<C> {
  return { verdict: 'warn', code, evidence };
}
