import { describe } from '@jest/globals';
import { checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const EXCEEDED: Facts = { 'login.history': [{ status: 'Login Rate Exceeded' }] };
const REFUSED = 'fail login-rate-exceeded rate/history-says-exceeded proven';

describe('the logins of an hour', () => {
  checkTable({ check: 'rate' }, [
    ['are used up, says the Login History', EXCEEDED, REFUSED],
    [
      'are used up in the end where good tokens are refused',
      { ...EXCEEDED, 'org.apiAccessControl': true },
      'fail login-rate-exceeded rate/consequence hint',
    ],
    [
      'are used up where this user may use any client',
      { ...EXCEEDED, 'org.apiAccessControl': true, 'user.useAnyApiClient': true },
      REFUSED,
    ],
    [
      'are used up where API Access Control is disputed',
      { ...EXCEEDED, 'org.apiAccessControl': disputed(true, false) },
      REFUSED,
    ],
    [
      'stay open where the newest login worked',
      { 'login.history': [{ status: 'Success' }] },
      'open login-rate-exceeded',
    ],
    [
      'stay open where the Login History may not be read',
      { 'login.history': unknown('denied') },
      'open login-rate-exceeded: login.history',
    ],
    ['stay open without facts', {}, 'open login-rate-exceeded: login.history'],
  ]);
});
