import { describe } from '@jest/globals';
import { answer, checkTable, disputed, unknown, type Facts, type Row } from '../support/check-table.js';

const NAME = 'ci@acme.example.com';

function sent(subject: string, more: Facts = {}): Facts {
  return { 'assertion.subject': subject, ...more };
}

const MY_DOMAIN = 'https://acme.my.salesforce.com/services/oauth2/token';
const TEST = 'https://test.salesforce.com/services/oauth2/token';

/** What a call heard at login.salesforce.com, its own host, and at test.salesforce.com. */
function call(here: string, there: string, code = 'invalid_grant') {
  return [
    answer(`invalid_grant: ${here}`, { url: 'https://login.salesforce.com/services/oauth2/token', order: 2 }),
    answer(`${code}: ${there}`, { url: TEST, order: 2, intended: false }),
  ];
}

function logged(status: string): Facts {
  return { 'login.history': [{ status }] };
}

describe('the username', () => {
  const OPEN = 'open wrong-username: user.exists';
  const KNOWN = 'clear wrong-username username/known';
  const wrong = (code: string, certainty = 'proven') => `fail wrong-username username/${code} ${certainty}`;
  const misplaced: readonly [kind: string, subject: string][] = [
    ['empty', ' '],
    ['blanks', `${NAME} `],
    ['escaped', 'ci%40acme.example.com'],
    ['escaped', 'ci&amp;co@acme.example.com'],
    ['record-id', '005000000000001'],
    ['record-id', '005000000000001AAA'],
    ['consumer-key', `3MVG9${'a'.repeat(40)}`],
    ['not-a-username', 'ci@acme'],
  ];
  checkTable({ check: 'user', about: 'wrong-username' }, [
    ['is that of a user', sent(NAME, { 'user.exists': true }), KNOWN],
    ['is that of the user, in capitals', sent(NAME.toUpperCase(), { 'user.username': NAME }), KNOWN],
    [
      'is not told, whoever was looked up',
      { 'user.exists': true, 'user.username': NAME },
      'open wrong-username: assertion.subject',
    ],
    ['is that of no user', sent(NAME, { 'user.exists': false }), wrong('unknown')],
    ['is that of another user', sent(NAME, { 'user.username': `${NAME}.uat` }), wrong('differs')],
    [
      'is that of another user, as a log names it',
      { 'user.username': NAME, 'token.answers': [answer('invalid_grant: x', { subject: 'other@acme.example.com' })] },
      wrong('differs-from-log', 'suspected'),
    ],
    [
      'is perhaps that of a user of another system, which a log names',
      { 'user.username': NAME, 'token.answers': [answer('invalid_grant: x', { subject: 'jane@elsewhere.example' })] },
      wrong('differs-from-log', 'hint'),
    ],
    [
      'is hardly unknown where one generic host of a call knows more than the other',
      {
        'token.answers': [
          answer('invalid_grant: authentication failure', {
            url: 'https://login.salesforce.com/services/oauth2/token',
            order: 2,
          }),
          answer("invalid_grant: user hasn't approved this consumer", {
            url: 'https://test.salesforce.com/services/oauth2/token',
            order: 2,
            intended: false,
          }),
        ],
      },
      OPEN,
    ],
    [
      'is known where one generic host of a call knows more than the other and somebody looked the user up',
      { 'user.active': true, 'token.answers': call('authentication failure', "user hasn't approved this consumer") },
      'clear wrong-username username/known-at-one-host',
    ],
    [
      'is that of another org where another host misses the app in it',
      {
        'token.answers': call("user hasn't approved this consumer", 'app must be installed into org', 'invalid_client'),
      },
      wrong('of-another-org', 'suspected'),
    ],
    [
      'is known where a user of this name approved the app',
      sent(NAME, { 'approval.tokens': [{ appName: 'Sync', username: NAME.toUpperCase() }] }),
      'clear wrong-username username/approved',
    ],
    [
      'is unknown where only others approved',
      sent(NAME, { 'approval.tokens': [{ username: 'b@acme.example.com' }] }),
      OPEN,
    ],
    ...[
      ['is nearly that of a login that worked', `cix@acme.example.com`, wrong('changed', 'suspected')],
      ['lacks what the name of a login that worked ends with', `${NAME}.uat`, wrong('changed', 'suspected')],
      ['is that of a second user', 'second.ci@acme.example.com', OPEN],
      ['is that of another of several users', 'ci2@acme.example.com', OPEN],
    ].map(([title, other, verdict]): Row => [
      title!,
      {
        'token.answers': [
          answer('a token', { url: MY_DOMAIN, subject: other!, order: 1 }),
          answer('invalid_grant: authentication failure', { url: MY_DOMAIN, subject: NAME, order: 2 }),
        ],
      },
      verdict!,
    ]),
    [
      'is that of another sandbox at a generic host',
      {
        'token.answers': [
          answer('a token', { url: TEST, subject: `${NAME}.uat`, order: 1 }),
          answer('invalid_grant: authentication failure', { url: TEST, subject: NAME, order: 2 }),
        ],
      },
      OPEN,
    ],
    ...misplaced.map(([kind, subject]): Row => [
      `is "${subject}"`,
      sent(subject, { 'user.exists': true }),
      wrong(kind),
    ]),
    [
      'lacks the suffix of a sandbox, perhaps',
      sent(NAME, { 'org.kind': 'sandbox' }),
      wrong('no-sandbox-suffix', 'hint'),
    ],
    ['has the suffix of a sandbox', sent(`${NAME}.uat`, { 'org.kind': 'sandbox' }), OPEN],
    ['needs no suffix in production', sent(NAME, { 'org.kind': 'production' }), OPEN],
    ['stays open where it is masked', sent('***', { 'user.username': NAME }), OPEN],
    [
      'stays open where it is disputed',
      { 'assertion.subject': disputed(NAME, 'b@acme.example.com'), 'user.username': NAME },
      OPEN,
    ],
    ['stays open where the user may not be seen', sent(NAME, { 'user.exists': unknown('denied') }), OPEN],
    ['stays open without facts', {}, OPEN],
  ]);
});

describe('the org', () => {
  checkTable({ check: 'user', about: 'org-inactive' }, [
    ['is active', { 'org.status': ' Active' }, 'clear org-inactive org/active'],
    ['is in another state', { 'org.status': 'Suspended' }, 'fail org-inactive org/inactive proven'],
    [
      'is not active, says the Login History',
      logged('Trial Expired'),
      'fail org-inactive org/history-says-inactive proven',
    ],
    ['stays open where its state is masked', { 'org.status': '***' }, 'open org-inactive: org.status'],
    [
      'stays open where its state is disputed',
      { 'org.status': disputed('Active', 'Closed') },
      'open org-inactive: org.status',
    ],
  ]);
});

describe('a user who is inactive', () => {
  const OPEN = 'open user-inactive: login.history, user.active';
  checkTable({ check: 'user', about: 'user-inactive' }, [
    ['is not active', { 'user.active': false }, 'fail user-inactive user/inactive proven'],
    ['is active', { 'user.active': true }, 'clear user-inactive user/active'],
    [
      'was not active, says the Login History',
      { ...logged('User is inactive'), 'user.active': true },
      'fail user-inactive user/history-says-inactive proven',
    ],
    ['is no question where there is none', { 'user.exists': false }, 'moot user-inactive username/unknown'],
    ['stays open without facts', {}, OPEN],
    ['stays open where it may not be seen', { 'user.active': unknown('denied') }, OPEN],
    ['stays open where it is disputed', { 'user.active': disputed(true, false) }, OPEN],
  ]);
});

describe('a user who is frozen', () => {
  const OPEN = 'open user-frozen: login.history, user.frozen';
  checkTable({ check: 'user', about: 'user-frozen' }, [
    ['is frozen', { 'user.frozen': true }, 'fail user-frozen user/frozen proven'],
    ['is not frozen', { 'user.frozen': false, 'user.locked': true }, 'clear user-frozen user/not-frozen'],
    [
      'was frozen, says the Login History',
      { ...logged('User is frozen'), 'user.frozen': false },
      'fail user-frozen user/history-says-frozen proven',
    ],
    ['may be one who is locked out', { 'user.locked': true }, 'fail user-frozen user/locked hint'],
    ['is no question where there is none', { 'user.exists': false }, 'moot user-frozen username/unknown'],
    [
      'stays open where a lockout is all the Login History tells',
      logged('User lockout'),
      'open user-frozen: user.frozen',
    ],
    ['stays open where it may not be seen', { 'user.frozen': unknown('denied'), 'user.locked': false }, OPEN],
    ['stays open where it is disputed', { 'user.frozen': disputed(true, false) }, OPEN],
  ]);
});
