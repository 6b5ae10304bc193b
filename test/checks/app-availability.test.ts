import { describe } from '@jest/globals';
import { checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

function logged(status: string): Facts {
  return { 'login.history': [{ status }] };
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
