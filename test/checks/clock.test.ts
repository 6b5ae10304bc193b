import { describe } from '@jest/globals';
import { answer, checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const NOW = '2026-11-20T12:00:00Z';
const seconds = (time: string) => Date.parse(time) / 1000;

function endsAt(time: string, more: Facts = {}): Facts {
  return { 'assertion.expiresAt': seconds(time), ...more };
}

describe('the end of an assertion', () => {
  const VALID = 'clear assertion-expired clock/not-expired';
  const EXPIRED = 'fail assertion-expired clock/expired proven';
  const UNTIMED = 'open assertion-expired: clock.skewSeconds, token.answers';
  const answered: Facts = { 'token.answers': [answer('invalid_grant', { at: '2026-11-20T12:00:00Z' })] };
  checkTable({ check: 'clock', about: 'assertion-expired' }, [
    ['may lie three minutes behind', endsAt('2026-11-20T11:57:00Z'), VALID, NOW],
    ['may not lie further behind', endsAt('2026-11-20T11:56:59Z'), EXPIRED, NOW],
    ['is judged by the clock of the server', endsAt('2026-11-20T11:57:00Z', { 'clock.skewSeconds': -1 }), EXPIRED, NOW],
    [
      'is judged by the clock of the server, either way',
      endsAt('2026-11-20T11:56:59Z', { 'clock.skewSeconds': 1 }),
      VALID,
      NOW,
    ],
    ['is judged by the time of the answer', endsAt('2026-11-20T11:56:59Z', answered), EXPIRED, '2026-11-20T11:00:00Z'],
    [
      'is judged by the time of the answer, long after',
      endsAt('2026-11-20T11:57:00Z', answered),
      VALID,
      '2026-11-22T00:00:00Z',
    ],
    ['may be told in milliseconds', { 'assertion.expiresAt': Date.parse(NOW) }, VALID, NOW],
    ['may be told in milliseconds that lie behind', { 'assertion.expiresAt': Date.parse(NOW) - 181_000 }, EXPIRED, NOW],
    [
      'is not needed where the clock of the client is far behind',
      { 'clock.skewSeconds': -3600 },
      'fail assertion-expired clock/behind suspected',
    ],
    [
      'is needed where the clock is a little behind',
      { 'clock.skewSeconds': -60 },
      'open assertion-expired: assertion.expiresAt',
    ],
    ['stays open without a time', endsAt(NOW), UNTIMED],
    [
      'stays open where the time of the answer cannot be read',
      endsAt(NOW, { 'token.answers': [answer('invalid_grant', { at: 'noon' })] }),
      'open assertion-expired: clock.skewSeconds',
    ],
    [
      'stays open where it is not known',
      { 'assertion.expiresAt': unknown('masked') },
      'open assertion-expired: assertion.expiresAt',
      NOW,
    ],
    [
      'stays open where it is disputed',
      { 'assertion.expiresAt': disputed(1, 2) },
      'open assertion-expired: assertion.expiresAt',
      NOW,
    ],
    ['stays open without facts', {}, 'open assertion-expired: assertion.expiresAt', NOW],
  ]);
  checkTable({ check: 'clock', about: 'warnings' }, [
    [
      'says that the clock of the client is ahead',
      { ...endsAt('2026-11-20T13:03:00Z'), 'clock.skewSeconds': 3600 },
      'warn clock/client-ahead',
      NOW,
    ],
    ['is unusual more than eight minutes ahead', endsAt('2026-11-20T12:08:01Z'), 'warn clock/far-ahead', NOW],
    ['is usual up to eight minutes ahead', endsAt('2026-11-20T12:08:00Z'), [], NOW],
    ['is unusual in milliseconds', { 'assertion.expiresAt': Date.parse(NOW) }, 'warn clock/milliseconds', NOW],
    ['is seconds up to a hundred thousand million', { 'assertion.expiresAt': 1e11 }, 'warn clock/far-ahead', NOW],
  ]);
});

describe('an assertion that is sent twice', () => {
  checkTable({ check: 'clock', about: 'assertion-replayed' }, [
    [
      'is refused, perhaps, where it has an id',
      { 'assertion.id': 'x1', 'assertion.algorithm': 'RS256' },
      'fail assertion-replayed clock/has-jti hint',
    ],
    ['is accepted where it has none', endsAt(NOW), 'moot assertion-replayed clock/no-jti'],
    ['is not judged where only its header was seen', { 'assertion.algorithm': 'RS256' }, []],
    ['is not judged where no assertion was seen', {}, []],
  ]);
});
