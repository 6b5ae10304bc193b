import type { AnswerId } from '../answers/index.js';
import { causeOf, type CauseId } from '../causes/index.js';
import type { FactStore } from '../facts/store.js';

// One cause, found at another hurdle than usual.
const EXPECTED_BY_FINDING: Readonly<Record<string, readonly AnswerId[]>> = {
  'request/lightning-host': ['grantTypeNotSupported'],
};

/**
 * The answers that a cause leads to, the one to expect first; further ones are reported for the same cause.
 * Empty where nothing is answered by the endpoint, or where no answer was ever seen. `code` is the finding that tells
 * of the cause, where one does.
 */
export function expectedAnswers(cause: CauseId, store: FactStore, code = ''): readonly AnswerId[] {
  const byFinding = EXPECTED_BY_FINDING[code];
  if (byFinding) return byFinding;
  const { leadsTo } = causeOf(cause);
  if (typeof leadsTo !== 'function') return leadsTo;
  return leadsTo({
    clientApp: store.value('app.kind') === 'external-client-app',
    selfAuthorize: store.value('app.permittedUsers') === 'self-authorize',
  });
}
