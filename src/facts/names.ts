import type { Fact, Trait } from './fact.js';
import { ROWS } from './rows/index.js';

export type FactName = keyof typeof ROWS;

/** The row of every fact. */
export const FACTS: Readonly<Record<FactName, Fact>> = ROWS;

/**
 * The public names of facts, in the order of reports. Evidence files, `--fact name=value` and the JSON report use them, so
 * they never change.
 */
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}

/** The facts with a trait. */
export function factsWith(trait: Trait): ReadonlySet<FactName> {
  return new Set(FACT_NAMES.filter((name) => FACTS[name].traits.includes(trait)));
}
