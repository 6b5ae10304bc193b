import { describe, expect, it } from '@jest/globals';
import { checkTable, disputed, resultOf, unknown, type Facts } from '../support/check-table.js';

describe('the scope of a token', () => {
  const HAS = 'clear api-scope-missing api/has-scope';
  const ADMIN: Facts = { 'app.permittedUsers': 'admin-approved' };
  const lacks = (certainty: string) => `fail api-scope-missing api/no-scope ${certainty}`;
  checkTable({ check: 'api-access', about: 'api-scope-missing' }, [
    ['opens the API', { 'token.scope': ['api'] }, HAS],
    ['opens the API where it is full', { 'token.scope': ['full'] }, HAS],
    ['does not open the API', { 'token.scope': ['id', 'web'], 'app.scopes': ['api'] }, lacks('proven')],
    ['is that of the app where admins approve', { ...ADMIN, 'app.scopes': ['api'] }, HAS],
    ['is missing in the app where admins approve', { ...ADMIN, 'app.scopes': ['id'] }, lacks('proven')],
    [
      'is missing in the app where nobody approved more',
      { 'app.scopes': ['id'], 'approval.tokens': [] },
      lacks('proven'),
    ],
    ['is missing in the app, and an approval may have more', { 'app.scopes': ['id'] }, lacks('suspected')],
    [
      'stays open where the approval decides',
      { 'app.scopes': ['api'], 'app.permittedUsers': 'self-authorize' },
      'open api-scope-missing: token.scope',
    ],
    [
      'stays open where the policy is disputed',
      { 'app.scopes': ['api'], 'app.permittedUsers': disputed('admin-approved' as const, 'self-authorize' as const) },
      'open api-scope-missing: token.scope',
    ],
    ['stays open where it is masked', { 'token.scope': ['***'] }, 'open api-scope-missing: app.scopes'],
    ['stays open without facts', {}, 'open api-scope-missing: app.scopes'],
  ]);
});

describe('API Access Control', () => {
  const on = (more: Facts = {}): Facts => ({ 'org.apiAccessControl': true, ...more });
  const refuses = (certainty: string) => `fail api-access-control api/control-on ${certainty}`;
  checkTable({ check: 'api-access', about: 'api-access-control' }, [
    ['is off', { 'org.apiAccessControl': false }, 'clear api-access-control api/control-off'],
    ['refuses an app that users approve', on({ 'app.permittedUsers': 'self-authorize' }), refuses('proven')],
    ['refuses an app, perhaps, whose policy is not known', on(), refuses('suspected')],
    [
      'stays open for an app that admins approve',
      on({ 'app.permittedUsers': 'admin-approved' }),
      'open api-access-control: app.origin',
    ],
    [
      'lets a user with Use Any API Client through',
      on({ 'user.useAnyApiClient': true }),
      'clear api-access-control permitted-users/any-api-client',
    ],
    [
      'does not let a user through whose permission is disputed',
      on({ 'user.useAnyApiClient': disputed(true, false) }),
      refuses('suspected'),
    ],
    [
      'stays open where it may not be seen',
      { 'org.apiAccessControl': unknown('denied') },
      'open api-access-control: org.apiAccessControl',
    ],
    [
      'stays open where it is disputed',
      { 'org.apiAccessControl': disputed(true, false) },
      'open api-access-control: org.apiAccessControl',
    ],
  ]);
});

describe('the permission API Enabled', () => {
  const refused: Facts = {
    'user.apiEnabled': true,
    'login.history': [{ status: 'Failed: OAuth API Access Disabled' }],
  };
  checkTable({ check: 'api-access', about: 'api-not-enabled' }, [
    ['is given', { 'user.apiEnabled': true }, 'clear api-not-enabled api/enabled'],
    ['is not given', { 'user.apiEnabled': false }, 'fail api-not-enabled api/disabled proven'],
    ['was not given, says the Login History', refused, 'fail api-not-enabled api/history-says-disabled proven'],
    [
      'stays open where it may not be seen',
      { 'user.apiEnabled': unknown('denied') },
      'open api-not-enabled: user.apiEnabled',
    ],
    [
      'stays open where it is disputed',
      { 'user.apiEnabled': disputed(true, false) },
      'open api-not-enabled: user.apiEnabled',
    ],
  ]);
});

describe('a call of the API', () => {
  const open: Facts = { 'token.scope': ['api'], 'user.apiEnabled': true, 'org.apiAccessControl': false };
  const refused = { errorCode: 'INVALID_SESSION_ID', message: 'This session is not valid for use with the REST API' };
  const WORKED = ['api-scope-missing', 'api-access-control', 'api-not-enabled'].map(
    (cause) => `clear ${cause} api/call-worked`,
  );
  checkTable({ check: 'api-access' }, [
    [
      'that worked shows that the API is open, whatever the facts',
      { 'user.apiEnabled': false, 'api.answers': [refused, { status: 299 }] },
      WORKED,
    ],
  ]);
  checkTable({ check: 'api-access', about: 'warnings' }, [
    ['that is refused although all is fine is told', { ...open, 'api.answers': [refused] }, 'warn api/call-refused'],
    [
      'that is refused for a fault that is known is not told twice',
      { ...open, 'user.apiEnabled': false, 'api.answers': [refused] },
      [],
    ],
    [
      'that fails for its own sake is not told',
      { ...open, 'api.answers': [{ status: 404, errorCode: 'NOT_FOUND', message: 'no' }] },
      [],
    ],
  ]);
  checkTable({ check: 'api-access', about: 'api-not-enabled' }, [
    ['that gets 300 shows nothing', { 'api.answers': [{ status: 300 }] }, 'open api-not-enabled: user.apiEnabled'],
  ]);

  it('closes the API when it is refused, whatever the facts promise', () => {
    expect(resultOf('api-access', open).status).toBe('pass');
    expect(resultOf('api-access', { ...open, 'api.answers': [refused] }).status).toBe('warn');
  });
});
