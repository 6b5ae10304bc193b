import type { Fact } from '../fact.js';
import { flag, list, record, text } from '../shapes.js';

/** The facts of the time before the failure. */
export const HISTORY = {
  'history.workedUntil': {
    shape: text('prose'),
    traits: [],
    means: 'when the login last worked',
    toldBy: 'you',
    question: null,
  },
  'history.changed': {
    shape: list(text('keep')),
    traits: ['accumulates'],
    means:
      'what changed since: `sandbox-refresh`, `metadata-deploy`, `certificate-replaced`, `app-edited`, `user-edited`, `client-upgrade`, `release`, …',
    toldBy: 'you',
    question: null,
  },
  'history.intermittent': {
    shape: flag,
    traits: [],
    means: 'it fails only sometimes',
    toldBy: 'you',
    question: { ask: 'Does it fail always, or only sometimes?', how: 'try the same login five times, a minute apart' },
  },
  controls: {
    shape: list(record({ what: text('prose'), works: flag })),
    traits: ['accumulates'],
    means: 'experiments: `other-client`, `other-user`, `other-org`, `web-login`, `same-key-by-curl`, …',
    toldBy: 'you',
    question: null,
  },
} satisfies Record<string, Fact>;
