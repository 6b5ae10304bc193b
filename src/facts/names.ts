import type { Fact, Trait } from './fact.js';
import { ROWS } from './rows/index.js';

/** The name of a fact. */
export type FactName = keyof typeof ROWS;

/** The row of every fact. */
export const FACTS: Readonly<Record<FactName, Fact>> = ROWS;

/**
 * The public names of facts, in the order in which reports list them. They are the contract of evidence files, of
 * `--fact name=value` and of the JSON report.
 */
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

/** True for the name of a fact. */
export function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}

/** The facts with a trait. */
export function factsWith(trait: Trait): ReadonlySet<FactName> {
  return new Set(FACT_NAMES.filter((name) => FACTS[name].traits.includes(trait)));
}
