import type { FactName } from '../facts/names.js';
import type { FactStore } from '../facts/store.js';
import type { FactValue } from '../facts/vocabulary.js';

/** A value that the twin needs and that no fact tells. */
export interface Assumption {
  readonly fact: FactName;
  readonly assumed: unknown;
  /** Other values that the fact may have; each is tried where the twin's answer differs from the real one. */
  readonly otherwise: readonly unknown[];
}

/** Values that replace those of facts: one way of an assumption, or a what-if. */
export type Given = ReadonlyMap<FactName, unknown>;

/** Reads facts for the twin, and writes down what had to be assumed. */
export class Ledger {
  readonly #assumptions = new Map<FactName, Assumption>();

  constructor(
    readonly facts: FactStore,
    readonly given: Given = new Map(),
  ) {}

  /** The value of a fact. A fact on which sources of the same standing disagree decides nothing. */
  get<N extends FactName>(name: N): FactValue<N> | undefined {
    if (this.given.has(name)) return this.given.get(name) as FactValue<N>;
    return this.facts.isDisputed(name) ? undefined : this.facts.value(name);
  }

  /** The value of a fact, or the assumed one. */
  assume<N extends FactName>(
    name: N,
    assumed: FactValue<N>,
    otherwise: readonly FactValue<NoInfer<N>>[] = [],
  ): FactValue<N> {
    const known = this.get(name);
    if (known !== undefined) return known;
    if (!this.#assumptions.has(name)) this.#assumptions.set(name, { fact: name, assumed, otherwise });
    return assumed;
  }

  /** The assumptions so far, in the order in which they were needed. */
  assumptions(): Assumption[] {
    return [...this.#assumptions.values()];
  }
}
