import { describe } from '@jest/globals';
import { checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const MASK = '***';
const PRINT = 'a'.repeat(64);

describe('a mask inside a value hides it', () => {
  checkTable({ check: 'certificate', about: 'certificate-mismatch' }, [
    [
      'a thumbprint of the certificate',
      { 'app.certificate': { thumbprint: MASK }, 'key.thumbprint': PRINT },
      'open certificate-mismatch: key.thumbprint',
    ],
  ]);
  checkTable({ check: 'certificate', about: 'certificate-missing' }, [
    [
      'and the certificate is there all the same',
      { 'app.certificate': { thumbprint: MASK } },
      'clear certificate-missing certificate/stored',
    ],
  ]);
  checkTable({ check: 'login-policy', about: 'ip-restricted' }, [
    [
      'a range of addresses',
      { 'user.loginIpRanges': [{ start: MASK, end: MASK }], 'client.ip': '203.0.113.7' },
      'open ip-restricted: login.history, user.loginIpRanges',
    ],
  ]);
  checkTable({ check: 'oauth-sessions', about: 'approval-missing' }, [
    [
      'the user of a token',
      {
        'app.permittedUsers': 'self-authorize',
        'assertion.subject': 'ci@acme.example.com',
        'approval.tokens': [{ username: MASK }],
      },
      'open approval-missing: approval.tokens',
    ],
  ]);
});

describe('a token of a named user', () => {
  const token: Facts = {
    'app.permittedUsers': 'self-authorize',
    'approval.tokens': [{ username: 'ci@acme.example.com' }],
  };
  checkTable({ check: 'oauth-sessions', about: 'approval-missing' }, [
    [
      'clears the approval of that user',
      { ...token, 'assertion.subject': 'CI@acme.example.com' },
      'clear approval-missing approval/token-exists',
    ],
    ['clears nothing where the user is not known', token, 'open approval-missing'],
  ]);
});

describe('a disputed fact proves nothing', () => {
  checkTable({ check: 'login-policy', about: 'high-assurance-required' }, [
    [
      'the session level of the profile',
      { 'app.highAssurance': false, 'user.highAssurance': disputed(true, false) },
      'open high-assurance-required: user.highAssurance',
    ],
  ]);
  checkTable({ check: 'private-key' }, [
    [
      'the problem of the key',
      { 'key.type': 'rsa', 'key.bits': 2048, 'key.problem': disputed('missing', 'empty') },
      ['open private-key-malformed', 'open private-key-unreadable', 'open private-key-unsupported'],
    ],
    [
      'the length of the key, where nobody knows it',
      { 'key.type': 'rsa' },
      [
        'clear private-key-unreadable key/usable',
        'open private-key-unsupported',
        'clear private-key-malformed key/usable',
      ],
    ],
  ]);
  checkTable({ check: 'assertion', about: 'assertion-malformed' }, [
    [
      'the problem of the assertion',
      { 'assertion.algorithm': 'RS256', 'assertion.expiresAt': 1, 'assertion.problem': disputed('empty', 'pem') },
      'open assertion-malformed',
    ],
  ]);
});

describe('a fact that was looked for in vain', () => {
  checkTable({ check: 'api-access', about: 'api-access-control' }, [
    [
      'the permission to use any API client',
      { 'org.apiAccessControl': true, 'app.permittedUsers': 'self-authorize', 'user.useAnyApiClient': unknown() },
      'fail api-access-control api/control-on suspected',
    ],
  ]);
  checkTable({ check: 'app-availability', about: 'app-blocked' }, [
    [
      'the status of the app',
      { 'app.inOrg': true, 'app.blocked': false, 'app.enabled': unknown() },
      'open app-blocked',
    ],
  ]);
});

describe('a secret in place of the consumer key', () => {
  checkTable({ check: 'consumer-key' }, [
    [
      'is told as one',
      { 'assertion.issuer': '1234567890123456789' },
      'fail wrong-consumer-key consumer-key/secret proven',
    ],
  ]);
});

describe('permission sets that carry no app', () => {
  const unassigned: Facts = { 'app.permittedUsers': 'admin-approved', 'user.assigned': false };
  checkTable({ check: 'permitted-users' }, [
    [
      'are named',
      { ...unassigned, 'user.setsWithoutApps': ['API_Set'] },
      'fail user-not-preauthorized permitted-users/sets-without-apps proven',
    ],
    [
      'are not named where there are none',
      { ...unassigned, 'user.setsWithoutApps': [] },
      'fail user-not-preauthorized permitted-users/not-assigned proven',
    ],
  ]);
});

describe('login hours over midnight', () => {
  const night: Facts = {
    'user.loginHours': { timeZone: 'UTC', days: { Friday: [{ start: '22:00', end: '04:00' }] } },
  };
  const INSIDE = 'clear outside-login-hours policy/inside-hours';
  const OUTSIDE = 'fail outside-login-hours policy/outside-hours proven';
  checkTable({ check: 'login-policy', about: 'outside-login-hours' }, [
    ['hold on Friday in the evening', { ...night }, INSIDE, '2026-11-20T23:00:00Z'],
    ['hold in the night to Saturday', { ...night }, INSIDE, '2026-11-21T03:59:00Z'],
    ['do not hold in the night to Friday', { ...night }, OUTSIDE, '2026-11-20T03:00:00Z'],
    ['do not hold on Saturday in the evening', { ...night }, OUTSIDE, '2026-11-21T23:00:00Z'],
  ]);
});
