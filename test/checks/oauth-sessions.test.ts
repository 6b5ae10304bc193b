import { describe, expect, it } from '@jest/globals';
import { checkTable, disputed, resultOf, unknown, type Facts } from '../support/check-table.js';

const CAUSES = ['approval-missing', 'approval-without-refresh-token', 'approval-lost'];
const SELF: Facts = { 'app.permittedUsers': 'self-authorize' };
const NO_TOKEN: Facts = { 'approval.tokens': [], 'approval.attempts': [] };
const NEVER = 'fail approval-missing approval/never-tried proven';
const LIVE = CAUSES.map((cause) => `clear ${cause} approval/token-exists`);

describe('the approval of a user', () => {
  const client: Facts = { ...SELF, ...NO_TOKEN, 'user.useAnyApiClient': true };
  checkTable({ check: 'oauth-sessions' }, [
    ['is there', { ...SELF, 'approval.tokens': [{}] }, LIVE],
    ['is not there', { ...SELF, ...NO_TOKEN }, NEVER],
    [
      'is not asked for where admins approve',
      { ...NO_TOKEN, 'app.permittedUsers': 'admin-approved' },
      CAUSES.map((cause) => `moot ${cause} approval/admin-approved`),
    ],
    [
      'is not asked for with Use Any API Client',
      { ...client, 'app.kind': 'external-client-app' },
      CAUSES.map((cause) => `clear ${cause} permitted-users/any-api-client`),
    ],
    ['is asked for by a connected app all the same', { ...client, 'app.kind': 'connected-app' }, NEVER],
    ['stays open without facts', {}, 'open approval-missing: app.permittedUsers, approval.tokens'],
    [
      'stays open where the tokens may not be seen',
      { ...SELF, 'approval.tokens': unknown('denied') },
      'open approval-missing: approval.tokens',
    ],
    [
      'stays open where the tokens are disputed',
      { ...SELF, 'approval.tokens': disputed([], [{}]) },
      'open approval-missing: approval.tokens',
    ],
    [
      'is only a guess where the policy is disputed',
      { ...NO_TOKEN, 'app.permittedUsers': disputed('self-authorize' as const, 'admin-approved' as const) },
      'fail approval-missing approval/never-tried hint',
    ],
  ]);

  it('is certainly not there where no token is left, whatever took it away', () => {
    expect(resultOf('oauth-sessions', { ...SELF, 'approval.tokens': [] }).status).toBe('fail');
    expect(resultOf('oauth-sessions', { 'approval.tokens': [] }).status).toBe('warn');
  });
});

describe('an app without a refresh scope', () => {
  const LACKS = 'fail refresh-scope-missing approval/app-lacks-refresh-scope proven';
  const app = (...scopes: string[]): Facts => ({ ...SELF, ...NO_TOKEN, 'app.scopes': scopes });
  checkTable({ check: 'oauth-sessions' }, [
    ['lets no approval count', app('api'), [LACKS, NEVER]],
    ['is another one than an app that has it', app('api', 'offline_access'), NEVER],
    ['is no question where a token is there', { ...app('api'), 'approval.tokens': [{}] }, LIVE],
  ]);
  checkTable({ check: 'oauth-sessions', about: 'refresh-scope-missing' }, [
    ['is no question where the policy is not known', { ...NO_TOKEN, 'app.scopes': ['api'] }, []],
    ['is no question where its scopes are masked', { ...SELF, ...NO_TOKEN, 'app.scopes': ['***'] }, []],
  ]);
});
