import type { CheckResult } from '../checks/run.js';
import { FACTS, type FactName } from '../facts/names.js';
import type { CauseId } from '../causes/index.js';
import type { Candidate } from './candidates.js';
import { stateOf } from './states.js';

/** A fact worth asking for, and the causes it would decide. */
export interface Question {
  readonly fact: FactName;
  readonly decides: readonly CauseId[];
}

const AT_MOST = 5;

/**
 * The unknown facts that would separate the remaining causes best, best first. For a named cause: the facts that
 * would confirm it.
 */
export function chooseQuestions(
  candidates: readonly Candidate[] | undefined,
  named: { readonly id: CauseId } | null,
  results: readonly CheckResult[],
): Question[] {
  const values = new Map<FactName, { value: number; decides: CauseId[] }>();
  const add = (fact: FactName, cause: CauseId, value: number) => {
    const entry = values.get(fact) ?? { value: 0, decides: [] };
    entry.value += value;
    entry.decides.push(cause);
    values.set(fact, entry);
  };
  if (named) for (const fact of stateOf(named.id, results).missing) add(fact, named.id, 1);
  else
    for (const { cause, state, weight } of candidates ?? [])
      state.missing.forEach((fact, index) => add(fact, cause, weight / (index + 1)));
  const rank = (fact: FactName) => FACTS[fact].question?.firstLook ?? Number.MAX_SAFE_INTEGER;
  return [...values]
    .sort(([a, left], [b, right]) => right.value - left.value || rank(a) - rank(b))
    .slice(0, AT_MOST)
    .map(([fact, { decides }]) => ({ fact, decides }));
}
