import { gateOf } from '../causes/index.js';
import type { FactStore } from '../facts/store.js';
import { contrastsOf } from '../story/contrasts.js';
import type { Candidate } from './candidates.js';
import { restsOnProgram } from './states.js';
import type { Symptom } from './symptom.js';

/** A fact speaks for another cause that is judged at the same gate: one of the two answers has the other's words. */
export function hasRival(named: Candidate | undefined, candidates: readonly Candidate[], store: FactStore): boolean {
  if (named === undefined) return false;
  return candidates.some(
    ({ cause, state: { failure } }) =>
      cause !== named.cause &&
      failure !== undefined &&
      !restsOnProgram(failure, store) &&
      gateOf(cause) === gateOf(named.cause),
  );
}

/** The app selects somebody, and still all are refused: perhaps nobody has the selection, perhaps it has not arrived yet. */
export function refusesTheSelected(named: Candidate | undefined, symptom: Symptom, store: FactStore): boolean {
  if (named?.cause !== 'user-not-preauthorized') return false;
  const selected = store.value('app.assignments') ?? [];
  return (
    selected.some(({ usable }) => usable) &&
    contrastsOf(store, symptom).some(({ contrast, works }) => contrast === 'other-user' && !works)
  );
}
