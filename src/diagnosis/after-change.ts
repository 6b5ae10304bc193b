import { causeOf } from '../causes/index.js';
import type { FactStore } from '../facts/store.js';
import type { ChangeKind } from '../salesforce/changes.js';
import type { Changes } from '../story/changes.js';
import { workedBefore } from '../story/contrasts.js';
import type { Candidate } from './candidates.js';

/**
 * The cause that follows the one change between the last success and the failure, or the change that people told of: the
 * same login worked, one thing changed, and the answer is one that this cause gives.
 */
export function causeAfterChange(
  candidates: readonly Candidate[],
  { recent }: Changes,
  store: FactStore,
): Candidate | undefined {
  const telling = [...recent].filter((kind) => workedBefore(store) || !VAGUE_CHANGES.has(kind));
  const fitting = candidates.filter(
    ({ cause, against, explanation }) =>
      against === undefined && !explanation.unusual && causeOf(cause).follows?.some((kind) => telling.includes(kind)),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The cause that a change of the last minutes singles out: what the answer asks for was just made. */
export function causeOfJustMade(candidates: readonly Candidate[], { justMade }: Changes): Candidate | undefined {
  if (!justMade.has('just-made')) return undefined;
  return candidates.find(
    ({ explanation, against }) => against === undefined && explanation.after?.some((kind) => justMade.has(kind)),
  );
}

// Changes that do not tell by themselves where the login broke.
const VAGUE_CHANGES: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'just-made',
  'domain-changed',
  'app-created',
  'app-edited',
  'user-edited',
]);
