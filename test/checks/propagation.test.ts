import { describe } from '@jest/globals';
import { answer, checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const NOW = '2026-11-20T12:00:00Z';
const YOUNG = 'fail change-not-propagated propagation/young hint';
const OLD = 'clear change-not-propagated propagation/old';
const OPEN = 'open change-not-propagated';

/** A connected app that changed long ago, and its user. */
const LONG_AGO: Facts = {
  'app.kind': 'connected-app',
  'app.changedAt': '2026-11-01T12:00:00Z',
  'user.assignedAt': '2026-11-01T12:00:00Z',
};

function changedAt(time: string, more: Facts = {}): Facts {
  return { ...LONG_AGO, 'app.changedAt': time, ...more };
}

describe('a change', () => {
  const answered: Facts = { 'token.answers': [answer('invalid_grant', { at: NOW })] };
  checkTable({ check: 'propagation' }, [
    ['of a connected app is young for ten minutes', changedAt('2026-11-20T11:50:01Z'), YOUNG, NOW],
    [
      'of an app is old without its assignment where the answer is about the app',
      {
        'app.kind': 'connected-app',
        'app.changedAt': '2026-11-01T12:00:00Z',
        'token.answers': [answer('invalid_client_id: client identifier invalid', { at: NOW })],
      },
      OLD,
      NOW,
    ],
    ['of a connected app is old after ten minutes', changedAt('2026-11-20T11:50:00Z'), OLD, NOW],
    [
      'of an External Client App is young for half an hour',
      changedAt('2026-11-20T11:30:01Z', { 'app.kind': 'external-client-app' }),
      YOUNG,
      NOW,
    ],
    [
      'of an External Client App is old after half an hour',
      changedAt('2026-11-20T11:30:00Z', { 'app.kind': 'external-client-app' }),
      OLD,
      NOW,
    ],
    [
      'of an app of a kind nobody knows is young for half an hour',
      changedAt('2026-11-20T11:30:01Z', { 'app.kind': unknown() }),
      YOUNG,
      NOW,
    ],
    ['may lie a minute ahead, by another clock', changedAt('2026-11-20T12:01:00Z'), YOUNG, NOW],
    ['that lies further ahead came after the attempt', changedAt('2026-11-20T12:01:01Z'), OLD, NOW],
    ['is judged by the time of the answer', changedAt('2026-11-20T11:55:00Z', answered), YOUNG, '2026-11-25T00:00:00Z'],
    ['of the assignment is young', { ...LONG_AGO, 'user.assignedAt': '2026-11-20T11:55:00Z' }, YOUNG, NOW],
    ['of the org, newly made, is young', { ...LONG_AGO, 'org.createdAt': '2026-11-20T11:55:00Z' }, YOUNG, NOW],
    [
      'shows where the same login works now and then',
      { ...LONG_AGO, 'history.intermittent': true },
      'fail change-not-propagated propagation/intermittent hint',
      NOW,
    ],
    [
      'of an assignment is none where users approve for themselves',
      changedAt('2026-11-01', { 'user.assignedAt': unknown(), 'app.permittedUsers': 'self-authorize' }),
      OLD,
      NOW,
    ],
    [
      'stays open where the assignment is not known',
      changedAt('2026-11-01', { 'user.assignedAt': unknown() }),
      `${OPEN}: user.assignedAt, org.createdAt`,
      NOW,
    ],
    [
      'stays open where its time is disputed',
      changedAt(NOW, { 'app.changedAt': disputed(NOW, '2026-11-01') }),
      `${OPEN}: app.changedAt, org.createdAt`,
      NOW,
    ],
    ['stays open without a time to compare it with', LONG_AGO, `${OPEN}: org.createdAt`],
    ['stays open without facts', {}, `${OPEN}: app.changedAt, user.assignedAt, org.createdAt`, NOW],
  ]);
});
