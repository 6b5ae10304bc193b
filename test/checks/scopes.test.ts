import { describe } from '@jest/globals';
import { answer, checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const ADMIN: Facts = { 'app.permittedUsers': 'admin-approved' };

describe('a refresh scope', () => {
  const OPEN = 'open refresh-scope-missing: app.scopes';
  const HAS = 'clear refresh-scope-missing scopes/has-refresh';
  checkTable({ check: 'scopes', about: 'refresh-scope-missing' }, [
    ['is there', { ...ADMIN, 'app.scopes': ['api', 'refresh_token'] }, HAS],
    ['is there by its other name', { ...ADMIN, 'app.scopes': ['offline_access'] }, HAS],
    ['is missing', { ...ADMIN, 'app.scopes': ['api', 'full'] }, 'fail refresh-scope-missing scopes/no-refresh proven'],
    [
      'is missing, and no policy tells whether it is asked for',
      { 'app.scopes': ['api'] },
      'fail refresh-scope-missing scopes/no-refresh suspected',
    ],
    [
      'is judged with the approval where users approve for themselves',
      { 'app.scopes': ['api'], 'app.permittedUsers': 'self-authorize' },
      'moot refresh-scope-missing scopes/judged-with-approval',
    ],
    ['stays open where no scope is known', { ...ADMIN, 'app.scopes': unknown('denied') }, OPEN],
    ['stays open where one scope is masked', { ...ADMIN, 'app.scopes': ['refresh_token', '***'] }, OPEN],
    [
      'stays open where the scopes are disputed',
      { ...ADMIN, 'app.scopes': disputed(['api'], ['refresh_token']) },
      OPEN,
    ],
    ['stays open without facts', {}, OPEN],
  ]);
});

describe('too many scopes', () => {
  const own = { username: 'CI@acme.example.com' };
  const OPEN = 'open too-many-scopes';
  const TOO_MANY = 'fail too-many-scopes scopes/approvals-add-up proven';
  const asked = (tokens: Facts['approval.tokens'], words = 'invalid_request: too many scopes requested'): Facts => ({
    'assertion.subject': 'ci@acme.example.com',
    'token.answers': [answer(words)],
    ...(tokens && { 'approval.tokens': tokens }),
  });
  checkTable({ check: 'scopes', about: 'too-many-scopes' }, [
    ['add up from several approvals', asked([own, {}]), TOO_MANY],
    ['do not come from one approval', asked([own]), OPEN],
    ['do not come from the approvals of others', asked([own, { username: 'b@acme.example.com' }]), OPEN],
    ['are not what the server complained of', asked([own, own], 'invalid_grant: inactive user'), OPEN],
    ['stay open where the approvals are not known', asked(undefined), `${OPEN}: approval.tokens`],
    [
      'may be those of the app',
      { 'app.scopes': ['api', 'refresh_token', 'web', 'openid', 'profile', 'email', 'chatter_api', 'wave_api'] },
      'fail too-many-scopes scopes/many hint',
    ],
    ['stay open without facts', {}, `${OPEN}: approval.tokens`],
  ]);
});
