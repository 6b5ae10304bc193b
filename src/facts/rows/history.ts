import { fact } from '../fact.js';
import { flag, list, optional, record, text } from '../shapes.js';

/** The facts about the time before the failure. */
export const HISTORY = {
  'history.workedUntil': fact(text('prose'), [], 'the time of the last successful login', 'you', null),
  'history.changed': fact(
    list(text('keep')),
    ['accumulates'],
    'changes since then: `sandbox-refresh`, `metadata-deploy`, `certificate-replaced`, `app-edited`, `user-edited`, `client-upgrade`, `release`, …',
    'you',
    null,
  ),
  'history.intermittent': fact(flag, [], 'the login fails only sometimes', 'you', {
    ask: 'Does the login fail always or only sometimes?',
    how: 'try the same login five times, a minute apart',
  }),
  controls: fact(
    list(
      record({
        what: text('prose'),
        works: flag,
        /** The words with which it failed, where they are seen. */
        error: optional(text('keep')),
        description: optional(text('prose')),
        at: optional(text('keep')),
      }),
    ),
    ['accumulates'],
    'experiments and whether they work: `other-client`, `other-user`, `other-org`, `web-login`, `same-key-by-curl`, …',
    'you',
    null,
  ),
};
