import { describe } from '@jest/globals';
import { answer, checkTable, type Facts } from '../../support/check-table.js';

const NOW = '2026-11-20T12:00:00Z';
const SELF: Facts = { 'app.permittedUsers': 'self-authorize' };

describe('a token of the user', () => {
  const LIVES = 'clear approval-lost approval/token-exists';
  const ENDED = 'fail approval-lost approval/ended-by-policy proven';
  const token = { createdAt: '2026-11-19T12:00:00Z' };
  const ends = (type: 'zero' | 'infinite' | 'specific-lifetime' | 'specific-inactivity', hours?: number): Facts => ({
    ...SELF,
    'app.refreshTokenPolicy': { type, ...(hours !== undefined && { hours }) },
    'approval.tokens': [token],
  });
  const used: Facts = { 'approval.tokens': [{ ...token, lastUsedAt: '2026-11-20T11:00:00Z' }] };
  const answered: Facts = { 'token.answers': [answer('invalid_grant', { at: NOW })] };
  checkTable({ check: 'oauth-sessions', about: 'approval-lost' }, [
    ['lives for the whole of its last hour', ends('specific-lifetime', 24), LIVES, NOW],
    ['has ended after its last hour', ends('specific-lifetime', 24), ENDED, '2026-11-20T12:00:01Z'],
    ['has ended although it was used', { ...ends('specific-lifetime', 2), ...used }, ENDED, NOW],
    ['lives on where it was used', { ...ends('specific-inactivity', 2), ...used }, LIVES, NOW],
    ['has ended where it was not used', ends('specific-inactivity', 2), ENDED, NOW],
    ['has ended at once', ends('zero'), ENDED, NOW],
    ['never ends', ends('infinite'), LIVES, '2036-11-20T12:00:00Z'],
    ['has not ended where nobody knows how long it lives', ends('specific-lifetime'), LIVES, '2036-11-20T12:00:00Z'],
    [
      'has not ended where nobody knows since when it lives',
      { ...ends('specific-lifetime', 1), 'approval.tokens': [{}] },
      LIVES,
      NOW,
    ],
    [
      'is judged by the time of the answer',
      { ...ends('specific-lifetime', 24), ...answered },
      LIVES,
      '2036-11-20T12:00:00Z',
    ],
  ]);
});

describe('the token of another user', () => {
  const FOREIGN = 'fail approval-lost approval/token-of-other-user';
  const LIVES = 'clear approval-lost approval/token-exists';
  const other: Facts = {
    'assertion.subject': 'ci@acme.example.com',
    'approval.tokens': [{ username: 'b@acme.example.com' }],
  };
  const unapproved = answer("invalid_grant: user hasn't approved this consumer");
  const logged: Facts = { 'login.history': [{ status: 'Failed: Not approved for access' }] };
  checkTable({ check: 'oauth-sessions', about: 'approval-lost' }, [
    ['is none of this user', { ...SELF, ...other }, `${FOREIGN} proven`],
    ['is one of this user in capitals', { ...SELF, ...other, 'assertion.subject': 'B@acme.example.com' }, LIVES],
    [
      'is told by the username in the org before that in the assertion',
      { ...SELF, ...other, 'user.username': 'b@acme.example.com' },
      LIVES,
    ],
    ['proves less where the policy is not known', other, `${FOREIGN} hint`],
    ['proves more where the endpoint says so', { ...other, 'token.answers': [unapproved] }, `${FOREIGN} suspected`],
    ['proves more where the Login History says so', { ...other, ...logged }, `${FOREIGN} suspected`],
    [
      'proves no more where the endpoint says something else',
      { ...other, ...logged, 'token.answers': [answer('invalid_grant: inactive user')] },
      `${FOREIGN} hint`,
    ],
  ]);
});
