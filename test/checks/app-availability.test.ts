import { describe } from '@jest/globals';
import { answer, checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

function logged(status: string): Facts {
  return { 'login.history': [{ status }] };
}

/** What a call heard at its own host, and at login.salesforce.com. */
function heard(elsewhere: string) {
  return [
    answer('app_not_found: External client app is not installed in this org', {
      url: 'https://acme--dev.sandbox.my.salesforce.com/services/oauth2/token',
      order: 1,
    }),
    answer(elsewhere, { url: 'https://login.salesforce.com/services/oauth2/token', order: 1, intended: false }),
  ];
}

describe('the app in the org', () => {
  const OPEN = 'open app-not-in-org: app.inOrg';
  const UNINSTALLED: Facts = { 'app.inOrg': true, 'app.origin': 'uninstalled' };
  checkTable({ check: 'app-availability', about: 'app-not-in-org' }, [
    ['is there', { 'app.inOrg': true }, 'clear app-not-in-org app/in-org'],
    ['is not there', { 'app.inOrg': false }, 'fail app-not-in-org app/not-in-org proven'],
    [
      'is not there, says the Login History',
      logged('Failed: Consumer Deleted'),
      'fail app-not-in-org app/history-says-missing proven',
    ],
    ['is not installed, which may refuse the user', UNINSTALLED, 'fail app-not-in-org app/uninstalled suspected'],
    [
      'is not installed, which refuses this user',
      { ...UNINSTALLED, 'user.approveUninstalledApps': false },
      'fail app-not-in-org app/uninstalled proven',
    ],
    [
      'is not installed, which refuses others',
      { ...UNINSTALLED, 'user.approveUninstalledApps': true },
      'clear app-not-in-org app/user-may-use-uninstalled',
    ],
    [
      'is not installed, whatever a disputed permission says',
      { ...UNINSTALLED, 'user.approveUninstalledApps': disputed(true, false) },
      'fail app-not-in-org app/uninstalled suspected',
    ],
    [
      'is that of another org where another host of a call knows it and not the user',
      { 'token.answers': heard("invalid_grant: user hasn't approved this consumer") },
      'fail app-not-in-org app/in-another-org suspected',
    ],
    [
      'stays open where every host of a call misses it',
      { 'token.answers': heard('app_not_found: External client app is not installed in this org') },
      OPEN,
    ],
    ['stays open without facts', {}, OPEN],
    ['stays open where it may not be seen', { 'app.inOrg': unknown('denied') }, OPEN],
    ['stays open where it is disputed', { 'app.inOrg': disputed(true, false) }, OPEN],
    ['stays open where the newest login worked', logged('Success'), OPEN],
  ]);
});

describe('an app that is blocked', () => {
  const OPEN = 'open app-blocked: app.blocked';
  checkTable({ check: 'app-availability', about: 'app-blocked' }, [
    ['is blocked', { 'app.blocked': true }, 'fail app-blocked app/blocked proven'],
    ['is switched off', { 'app.blocked': false, 'app.enabled': false }, 'fail app-blocked app/switched-off proven'],
    ['is neither', { 'app.blocked': false, 'app.enabled': true }, 'clear app-blocked app/not-blocked'],
    [
      'is no question where the app is not there',
      { 'app.inOrg': false, 'app.blocked': false },
      'moot app-blocked app/not-in-org',
    ],
    ['stays open where it is only switched on', { 'app.enabled': true }, OPEN],
    ['stays open without facts', {}, OPEN],
    ['stays open where it may not be seen', { 'app.blocked': unknown('denied') }, OPEN],
    ['stays open where it is disputed', { 'app.blocked': disputed(true, false) }, OPEN],
  ]);
});
