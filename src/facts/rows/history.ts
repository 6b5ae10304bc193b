import { fact } from '../fact.js';
import { flag, list, record, text } from '../shapes.js';

/** The facts of the time before the failure. */
export const HISTORY = {
  'history.workedUntil': fact(text('prose'), [], 'when the login last worked', 'you', null),
  'history.changed': fact(
    list(text('keep')),
    ['accumulates'],
    'what changed since: `sandbox-refresh`, `metadata-deploy`, `certificate-replaced`, `app-edited`, `user-edited`, `client-upgrade`, `release`, …',
    'you',
    null,
  ),
  'history.intermittent': fact(flag, [], 'it fails only sometimes', 'you', {
    ask: 'Does it fail always, or only sometimes?',
    how: 'try the same login five times, a minute apart',
  }),
  controls: fact(
    list(record({ what: text('prose'), works: flag })),
    ['accumulates'],
    'experiments: `other-client`, `other-user`, `other-org`, `web-login`, `same-key-by-curl`, …',
    'you',
    null,
  ),
};
