import { describe } from '@jest/globals';
import { answer, checkTable, unknown, type Facts } from '../../support/check-table.js';

const THERE = 'clear approval-missing approval/token-exists';
const COUNTS = [
  THERE,
  'clear approval-without-refresh-token approval/token-exists',
  'clear approval-lost approval/token-exists',
];

/** The org of the user says that the user has not approved the app, and a token is there. */
const DENIED: Facts = {
  'app.permittedUsers': 'self-authorize',
  'app.refreshTokenPolicy': { type: 'infinite' },
  'org.myDomain': 'https://acme.my.salesforce.com',
  'user.exists': true,
  'approval.tokens': [{}],
  'token.answers': [answer("invalid_grant: user hasn't approved this consumer")],
};
const logged: Facts = { 'login.history': [{ status: 'Failed: Not approved for access' }] };

function worked(loginSubType?: string): Facts {
  const row = { at: '2026-11-20T12:00:00Z', loginType: 'Remote Access 2.0', status: 'Success' };
  return { 'login.history': [{ ...row, ...(loginSubType !== undefined && { loginSubType }) }] };
}

describe('a token that is there', () => {
  const useless = (certainty: string) =>
    `fail approval-without-refresh-token approval/token-does-not-count ${certainty}`;
  const LOST = [THERE, 'fail approval-lost approval/token-does-not-count-any-more suspected'];
  checkTable({ check: 'oauth-sessions' }, [
    ['counts', { ...DENIED, 'token.answers': [] }, COUNTS],
    ['counts where the policy is not known', { ...DENIED, 'app.permittedUsers': unknown('masked') }, COUNTS],
    ['counts where another host denies it', { ...DENIED, 'org.myDomain': 'https://other.my.salesforce.com' }, COUNTS],
    ['counts where the user may not be of this org', { ...DENIED, 'user.exists': false }, COUNTS],
    [
      'counts where the answer is another one',
      { ...DENIED, ...logged, 'token.answers': [answer('invalid_grant: inactive user')] },
      COUNTS,
    ],
    [
      'does not count where the org of the user denies it',
      DENIED,
      [THERE, 'open approval-lost: login.history', useless('suspected')],
    ],
    [
      'does not count where the Login History denies it, too',
      { ...DENIED, ...logged, 'user.exists': false },
      [THERE, 'open approval-lost', useless('proven')],
    ],
    [
      'may not count where nobody knows how long it lives',
      { ...DENIED, 'app.refreshTokenPolicy': unknown() },
      [THERE, 'open approval-lost: app.refreshTokenPolicy', useless('hint')],
    ],
    [
      'may be one of five, which push out an older one',
      { ...DENIED, 'approval.tokens': [{}, {}, {}, {}, {}] },
      [THERE, 'fail approval-lost approval/five-tokens hint', useless('hint')],
    ],
    [
      'is not crowded out among four',
      { ...DENIED, 'approval.tokens': [{}, {}, {}, {}] },
      [THERE, 'open approval-lost: login.history', useless('suspected')],
    ],
    ['does not count any more where a login worked', { ...DENIED, ...worked() }, LOST],
    ['does not count any more where it was used', { ...DENIED, ...worked('OAuth Refresh Token') }, LOST],
    [
      'never counted where only the browser worked',
      { ...DENIED, ...worked('OAuth Web Server') },
      [THERE, 'open approval-lost', useless('suspected')],
    ],
  ]);
});
