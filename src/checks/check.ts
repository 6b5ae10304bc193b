import type { CauseId } from '../causes/index.js';
import type { ClientErrorId } from '../answers/client-errors.js';
import type { AnswerId } from '../answers/index.js';
import type { Gate, JudgingPoint } from '../salesforce/gates.js';
import type { Known, NotKnown } from '../facts/store.js';
import type { FactName } from '../facts/names.js';
import type { Evidence, FactValue } from '../facts/vocabulary.js';

/** A true statement about the evidence, which may contain its values. */
export type Sentence = string | ((value: (fact: FactName) => string) => string);

/** The sentences of a check, by the codes of its findings. */
export type Sentences = Readonly<Record<string, Sentence>>;

/** The code of a finding that quotes an error of the client instead of a sentence of ours. */
export type ClientErrorCode = `client-error/${ClientErrorId}`;

/**
 * How sure a failing check is. `proven`: the facts prove the cause. `suspected`: the facts point to this cause but don't
 * prove it. `hint`: the facts fit the cause and others, too. See docs/certainty.md.
 */
export type Certainty = 'proven' | 'suspected' | 'hint';

/**
 * The result of a check for one cause. `fail`: the cause is present. `clear`: facts show that it is not. `open`: facts are
 * missing. `moot`: it cannot occur here. `warn`: worth knowing, but not a cause.
 */
export type Finding<C extends string = string> =
  | {
      readonly verdict: 'fail';
      readonly cause: CauseId;
      readonly code: C;
      readonly certainty: Certainty;
      /** The gate that refuses the login, if not the usual gate of the cause. */
      readonly gate?: JudgingPoint;
      /** The answers to expect, if not those of the cause. */
      readonly leadsTo?: readonly AnswerId[];
      /** The login certainly fails at this gate, although the cause is only a guess. */
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
  | {
      readonly verdict: 'open';
      readonly cause: CauseId;
      readonly missing: readonly FactName[];
      /** The known facts speak against the cause without excluding it. */
      readonly unlikely?: true;
    }
  | { readonly verdict: 'warn'; readonly code: C; readonly evidence: readonly Evidence[] };

/** Only the facts that the check named in `needs`. */
export interface FactView<N extends FactName> {
  /** The value of a fact, or undefined when it is not known or disputed. */
  get<K extends N>(name: K): FactValue<K> | undefined;
  /** The fact with its source, or the reason it is unknown. */
  read<K extends N>(name: K): Known<FactValue<K>> | NotKnown;
  /** The known facts as evidence. */
  cite(...names: N[]): Evidence[];
}

/** The input of a check. */
export interface CheckInput<N extends FactName> {
  readonly facts: FactView<N>;
  /** Epoch seconds for a login that is tried now; undefined for evidence, which has its own dates. */
  readonly now?: number;
}

/** A check of the sequence: one file, one exported object. */
export interface Check<N extends FactName = FactName, C extends string = string> {
  readonly id: string;
  /** A statement that is true when the check passes. */
  readonly title: string;
  /** A statement that is true when the check fails. A warning shows the sentence of its finding instead. */
  readonly failureTitle: string;
  /** The gates of the login that this check covers. */
  readonly gates: readonly Gate[];
  /** The causes that its findings are about. Plug-in checks may leave them out. */
  readonly causes?: readonly CauseId[];
  /** The server's answers that this check can explain. */
  readonly rejects: readonly AnswerId[];
  /** The facts the check reads; it gets no others. */
  readonly needs: readonly N[];
  /** A sentence for each finding. Plug-in checks may leave them out. */
  readonly sentences?: Readonly<Record<C, Sentence>>;
  examine(input: CheckInput<N>): Finding<NoInfer<C> | ClientErrorCode>[];
}

/** Defines a check. `examine` may read only the facts that `needs` names. */
export function defineCheck<const Id extends string, const N extends FactName, C extends string = string>(
  check: Check<N, C> & { readonly id: Id },
): Check & { readonly id: Id } {
  return check;
}

/** Returns the code if the check has a sentence for it, else `otherwise`: evidence may name an unknown kind of problem. */
export function codeIn<S extends Sentences>(sentences: S, code: string, otherwise: keyof S & string): keyof S & string {
  return code in sentences ? code : otherwise;
}

/** True for a fact that sources of the same rank tell differently: it is there, and its value proves nothing. */
export function isDisputed<N extends FactName>(facts: FactView<N>, name: N): boolean {
  return facts.get(name) === undefined && 'value' in facts.read(name);
}

/** True for a fact that was looked for and not seen, or that is disputed. What nobody asked for is not hidden. */
export function isHidden<N extends FactName>(facts: FactView<N>, name: N): boolean {
  const fact = facts.read(name);
  return 'unknown' in fact ? fact.unknown !== 'not-asked' : isDisputed(facts, name);
}

/** The cause is present; `proven` by default. */
export function fail<C extends string>(
  cause: CauseId,
  code: C,
  evidence: readonly Evidence[],
  certainty: Certainty = 'proven',
  elsewhere: { readonly gate?: JudgingPoint; readonly leadsTo?: readonly AnswerId[] } = {},
): Finding<C> {
  return { verdict: 'fail', cause, code, certainty, evidence, ...elsewhere };
}

/** The login certainly fails at this gate, and this cause is the best guess. */
export function block<C extends string>(
  cause: CauseId,
  code: C,
  evidence: readonly Evidence[],
  certainty: Certainty,
): Finding<C> {
  return { verdict: 'fail', cause, code, certainty, evidence, blocks: true };
}

/** Facts show that the cause is not present. */
export function clear<C extends string>(cause: CauseId, code: C, evidence: readonly Evidence[]): Finding<C> {
  return { verdict: 'clear', cause, code, evidence };
}

/** As `open`, while the known facts speak against the cause without excluding it. */
export function doubt(cause: CauseId, ...missing: FactName[]): Finding<never> {
  return { verdict: 'open', cause, missing, unlikely: true };
}

/** The missing facts decide whether the cause is present. */
export function open(cause: CauseId, ...missing: FactName[]): Finding<never> {
  return { verdict: 'open', cause, missing };
}

/** The cause can't occur in this situation. */
export function moot<C extends string>(cause: CauseId, code: C, evidence: readonly Evidence[] = []): Finding<C> {
  return { verdict: 'moot', cause, code, evidence };
}

/** Worth knowing, but not a cause. */
export function warn<C extends string>(code: C, evidence: readonly Evidence[]): Finding<C> {
  return { verdict: 'warn', code, evidence };
}
