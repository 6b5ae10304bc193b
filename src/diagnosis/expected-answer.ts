import type { AnswerId } from '../answers/index.js';
import { causeOf, type CauseId } from '../causes/index.js';
import type { FactStore } from '../facts/store.js';

/**
 * The answers that a cause leads to, the one to expect first; further ones are reported for the same cause.
 * Empty where nothing is answered by the endpoint, or where no answer was ever seen. A finding may name answers
 * of its own.
 */
export function expectedAnswers(
  cause: CauseId,
  store: FactStore,
  ofFinding?: readonly AnswerId[],
): readonly AnswerId[] {
  if (ofFinding) return ofFinding;
  const { leadsTo } = causeOf(cause);
  if (typeof leadsTo !== 'function') return leadsTo;
  return leadsTo({
    clientApp: store.value('app.kind') === 'external-client-app',
    selfAuthorize: store.value('app.permittedUsers') === 'self-authorize',
  });
}
