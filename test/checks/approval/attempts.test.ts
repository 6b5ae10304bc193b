import { describe } from '@jest/globals';
import { answer, checkTable, unknown, type Facts } from '../../support/check-table.js';

const SELF: Facts = { 'app.permittedUsers': 'self-authorize' };

describe('an attempt to approve', () => {
  const web = { flow: 'web-server' } as const;
  const VANISHED = 'fail approval-lost approval/token-vanished proven';
  const tried = (...attempts: NonNullable<Facts['approval.attempts']> & readonly unknown[]): Facts => ({
    ...SELF,
    'approval.tokens': [],
    'assertion.subject': 'ci@acme.example.com',
    'org.myDomain': 'https://acme.my.salesforce.com',
    'approval.attempts': attempts,
  });
  checkTable({ check: 'oauth-sessions' }, [
    [
      'cannot be made by an HTTP client',
      tried({ flow: 'http-client' }),
      'fail approval-missing approval/by-http-client proven',
    ],
    [
      'was made, and the org says it was not',
      {
        ...SELF,
        'assertion.subject': 'ci@acme.example.com',
        'approval.attempts': [
          { ...web, exchanged: true, scopes: ['api', 'refresh_token'], username: 'CI@acme.example.com' },
        ],
        'token.answers': [answer("invalid_grant: user hasn't approved this consumer")],
      },
      ['fail approval-lost approval/made-and-refused hint', 'clear approval-missing approval/was-made'],
    ],
    [
      'is there, and whether it is that of the login is open',
      {
        ...SELF,
        'approval.tokens': [{ username: 'b@acme.example.com' }],
        'approval.attempts': [{ ...web, exchanged: true, username: 'B@acme.example.com' }],
        'token.answers': [answer("invalid_grant: user hasn't approved this consumer")],
      },
      'open approval-lost: assertion.subject',
    ],
    [
      'was made by somebody, and the org says it was not',
      {
        ...SELF,
        'approval.attempts': [
          { ...web, exchanged: true, scopes: ['api', 'refresh_token'], username: 'b@acme.example.com' },
        ],
        'token.answers': [answer("invalid_grant: user hasn't approved this consumer")],
      },
      'fail approval-lost approval/made-and-refused hint',
    ],
    [
      'was made by another user',
      tried({ ...web, username: 'b@acme.example.com' }),
      'fail approval-lost approval/by-other-user proven',
    ],
    [
      'was made in another org',
      tried({ ...web, host: 'https://other.my.salesforce.com' }),
      'fail approval-lost approval/in-other-org proven',
    ],
    [
      'was left before its code was exchanged',
      tried({ ...web, exchanged: false }),
      'fail approval-without-refresh-token approval/code-not-exchanged proven',
    ],
    [
      'asked for no refresh scope',
      tried({ ...web, scopes: ['api'] }),
      'fail approval-without-refresh-token approval/without-refresh-scope proven',
    ],
    [
      'without a flaw left a token, which is gone',
      tried({ ...web, exchanged: true, scopes: ['api', 'refresh_token'] }),
      VANISHED,
    ],
    ['has no flaw in a username in capitals', tried({ ...web, username: 'CI@acme.example.com' }), VANISHED],
    ['has no flaw at the host of the org', tried({ ...web, host: 'https://ACME.my.salesforce.com/' }), VANISHED],
    ['has no flaw at a generic host', tried({ ...web, host: 'https://login.salesforce.com' }), VANISHED],
    ['without a flaw counts before one with a flaw', tried(web, { flow: 'http-client' }), VANISHED],
    [
      'is told by the last one that has a flaw',
      tried({ flow: 'http-client' }, { ...web, exchanged: false }),
      'fail approval-without-refresh-token approval/code-not-exchanged proven',
    ],
    [
      'stays open without a flaw where the tokens may not be seen',
      { ...tried(web), 'approval.tokens': unknown('denied') },
      'open approval-lost: approval.tokens',
    ],
    ['was never made', tried(), 'fail approval-missing approval/never-tried proven'],
    [
      'was never made, as far as people say',
      { ...tried(), 'approval.tokens': unknown('denied') },
      'fail approval-missing approval/never-tried suspected',
    ],
    [
      'was never made, and perhaps was not needed',
      { ...tried(), 'approval.tokens': unknown(), 'app.permittedUsers': unknown() },
      'fail approval-missing approval/never-tried hint',
    ],
  ]);
});

describe('no token, and nobody says how approval was tried', () => {
  const silence: Facts = { ...SELF, 'approval.tokens': [] };
  const WITHOUT = 'open approval-without-refresh-token: approval.attempts';
  const LOST = [
    'fail approval-lost approval/token-vanished suspected blocks',
    'open approval-missing: approval.attempts',
    WITHOUT,
  ];
  const missing = (certainty: string) => [
    'open approval-lost: approval.attempts',
    `fail approval-missing approval/no-token ${certainty}`,
    WITHOUT,
  ];
  checkTable({ check: 'oauth-sessions' }, [
    ['points to none', silence, missing('hint blocks')],
    ['points to none, which may not be needed', { 'approval.tokens': [] }, missing('hint')],
    [
      'points to one that ended where the login worked before',
      { ...silence, 'history.workedUntil': '2026-11-01' },
      LOST,
    ],
    [
      'points to one that ended with a refresh of the sandbox',
      { ...silence, 'history.changed': ['sandbox-refresh'] },
      LOST,
    ],
    [
      'points to none where something else changed',
      { ...silence, 'history.changed': ['certificate'] },
      missing('hint blocks'),
    ],
  ]);
});
