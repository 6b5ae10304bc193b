import { describe, expect, it } from '@jest/globals';
import { answer, checkTable, resultOf, type Facts } from '../support/check-table.js';

const REFUSAL = { status: 'Login Rate Exceeded', at: '2026-11-20T12:00:00Z' };
const LATER = { status: 'Success', at: '2026-11-20T12:30:00Z' };
const COUNTS = 'fail login-rate-exceeded rate/history-says-exceeded proven';
const OPEN = 'open login-rate-exceeded';

type Row = { status: string; at?: string; username?: string; loginType?: string };

function rows(...history: Row[]): Facts {
  return { 'assertion.subject': 'ci@acme.example.com', 'login.history': history };
}

function answeredAt(at: string): Facts {
  return { ...rows(REFUSAL), 'token.answers': [answer('invalid_grant', { at })] };
}

describe('a refusal in the Login History', () => {
  const earlier = { ...LATER, at: '2026-11-20T11:30:00Z' };
  checkTable({ check: 'rate' }, [
    ['counts where it is the newest row', rows(REFUSAL, earlier), COUNTS],
    ['counts where the newest row stands last', rows(earlier, REFUSAL), COUNTS],
    ['does not count after a success', rows(REFUSAL, LATER), OPEN],
    ['counts last in a list without times', rows({ status: 'Success' }, { status: REFUSAL.status }), COUNTS],
    ['does not count first in a list without times', rows({ status: REFUSAL.status }, { status: 'Success' }), OPEN],
    ['counts in other letters', rows({ status: 'LOGIN_RATE_EXCEEDED' }), COUNTS],
    ['counts for the user in capitals', rows({ ...REFUSAL, username: 'CI@acme.example.com' }), COUNTS],
    ['does not count for another user', rows({ ...REFUSAL, username: 'b@acme.example.com' }), OPEN],
    [
      'is not hidden by the success of another user',
      rows(REFUSAL, { ...LATER, username: 'b@acme.example.com' }),
      COUNTS,
    ],
    ['counts for an OAuth login', rows({ ...REFUSAL, loginType: 'Remote Access 2.0' }), COUNTS],
    ['does not count for a login to the org itself', rows({ ...REFUSAL, loginType: 'Application' }), OPEN],
    ['counts ten minutes around the answer', answeredAt('2026-11-20T12:10:00Z'), COUNTS],
    ['counts ten minutes around the answer, either way', answeredAt('2026-11-20T11:50:00Z'), COUNTS],
    ['is about another login further away', answeredAt('2026-11-20T12:10:01Z'), OPEN],
    ['does not count in words that nobody knows', rows({ status: 'Something New' }), OPEN],
  ]);

  const others = (at: string): Facts => ({
    'login.history': [
      { ...REFUSAL, username: 'a@acme.example.com' },
      { status: 'Success', at, username: 'b@acme.example.com' },
    ],
  });
  checkTable({ check: 'rate' }, [
    ['counts without a user, beside the success of another one', others('2026-11-20T12:05:00Z'), COUNTS],
    ['does not count without a user, long before it', others('2026-11-20T12:30:00Z'), OPEN],
  ]);

  it('is told by its own row, wherever in the list that stands', () => {
    for (const facts of [rows(REFUSAL, earlier), rows(earlier, REFUSAL)]) {
      const evidence = [expect.objectContaining({ fact: 'login.history', value: [REFUSAL] })];
      expect(resultOf('rate', facts).findings).toEqual([expect.objectContaining({ evidence })]);
    }
  });
});

describe('the row that the attempt left', () => {
  const LOGGED = 'clear wrong-login-host login-domain/org-logged-it';
  const UNSEEN = 'open wrong-login-host: org.myDomain';
  const row = { ...REFUSAL, loginUrl: 'acme.my.salesforce.com' };
  const attempt = (at: string, loginUrl = row.loginUrl): Facts => ({
    ...answeredAt(at),
    'login.history': [{ ...row, loginUrl }],
  });
  const unnamed = (...names: readonly string[]): Facts => ({
    'token.answers': [answer('invalid_grant', { at: '2026-11-20T12:00:10Z', url: '' })],
    'login.history': names.map((username) => ({ ...row, username })),
  });
  checkTable({ check: 'user', about: 'wrong-username' }, [
    [
      'shows that the org knows the user, where it alone is of that moment',
      unnamed('a@acme.example.com'),
      'clear wrong-username username/org-logged-it',
    ],
    [
      'shows nothing of the user beside rows of others',
      unnamed('a@acme.example.com', 'b@acme.example.com'),
      'open wrong-username: user.exists',
    ],
  ]);
  checkTable({ check: 'login-domain', about: 'wrong-login-host' }, [
    ['shows that the host led to the org', attempt('2026-11-20T12:10:00Z'), LOGGED],
    ['is not one of another time', attempt('2026-11-20T12:10:01Z'), UNSEEN],
    ['is not one of another host', attempt(REFUSAL.at, 'login.salesforce.com'), UNSEEN],
    [
      'is not known where the time of the answer is not',
      { ...attempt(REFUSAL.at), 'token.answers': [answer('invalid_grant')] },
      UNSEEN,
    ],
  ]);
});
