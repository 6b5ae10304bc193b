import { describe } from '@jest/globals';
import { checkTable, unknown, type Facts } from '../../support/check-table.js';

/** No token is left, and the refresh token policy ended none. */
const NO_TOKEN: Facts = {
  'app.permittedUsers': 'self-authorize',
  'app.refreshTokenPolicy': { type: 'infinite' },
  'app.name': 'Acme_CI',
  'approval.tokens': [],
};
const untimed: Facts = { ...NO_TOKEN, 'app.refreshTokenPolicy': unknown('denied') };

const WITHOUT = 'fail approval-without-refresh-token';
const ASK_LOST = 'open approval-lost: approval.attempts';
const ASK_MISSING = 'open approval-missing: approval.attempts';
const ASK_WITHOUT = 'open approval-without-refresh-token: approval.attempts';

function success(loginSubType?: string, at = '2026-11-10T12:00:00Z') {
  const sub = loginSubType === undefined ? {} : { loginSubType };
  return { at, status: 'Success', loginType: 'Remote Access 2.0', ...sub };
}

const browser = success('OAuth Web Server');
const four = [browser, browser, browser, browser];

describe('a session of the browser without a token', () => {
  const session = { loginType: 'OauthWebServer', createdAt: '2026-11-03T14:05:00Z', app: 'Acme_CI' };
  const sessions = (facts: Facts, over: Partial<typeof session> = {}): Facts => ({
    ...facts,
    'user.sessions': [{ ...session, ...over }],
  });
  const GUESS = `${WITHOUT} approval/session-without-token hint blocks`;
  const SILENCE = [ASK_LOST, 'fail approval-missing approval/no-token hint blocks', ASK_WITHOUT];
  checkTable({ check: 'oauth-sessions' }, [
    ['shows that none was given', sessions(NO_TOKEN), `${WITHOUT} approval/session-without-token proven`],
    [
      'may have lost it where nobody knows how long it lives',
      sessions(untimed),
      [GUESS, 'open approval-lost: app.refreshTokenPolicy', ASK_MISSING],
    ],
    [
      'may have lost it to the last of five logins',
      { ...sessions(NO_TOKEN), 'login.history': [...four, browser] },
      [GUESS, ASK_LOST, ASK_MISSING],
    ],
    [
      'has not lost it to four logins',
      { ...sessions(NO_TOKEN), 'login.history': four },
      `${WITHOUT} approval/session-without-token proven`,
    ],
    ['tells nothing in another app', sessions(NO_TOKEN, { app: 'Other' }), SILENCE],
    ['tells nothing where it came of another flow', sessions(NO_TOKEN, { loginType: 'Oauth2' }), SILENCE],
  ]);
});

describe('a login that worked before', () => {
  const logged = (more: Facts = {}): Facts => ({ ...NO_TOKEN, 'login.history': [success()], ...more });
  const switchedAt = (at: string): Facts => ({ 'org.changes': [{ action: 'changeUserRuntimeAccessPolicy', at }] });
  const LOST = 'fail approval-lost approval/worked-before';
  const changed: Facts = { 'app.changedAt': '2026-11-11' };
  checkTable({ check: 'oauth-sessions' }, [
    ['shows that an approval was lost', logged(), `${LOST} proven`],
    [
      'shows it by a refresh token, too',
      { ...NO_TOKEN, 'login.history': [success('OAuth Refresh Token')] },
      `${LOST} proven`,
    ],
    [
      'worked under another policy',
      logged(switchedAt('2026-11-11T12:00:00Z')),
      'fail approval-missing approval/policy-was-switched proven',
    ],
    ['worked under the same policy', logged(switchedAt('2026-11-09T12:00:00Z')), `${LOST} proven`],
    [
      'is judged by the last of them',
      {
        ...logged(switchedAt('2026-11-11T12:00:00Z')),
        'login.history': [success(), success('OAuth Refresh Token', '2026-11-12T12:00:00Z')],
      },
      `${LOST} proven`,
    ],
    [
      'may have worked under another policy where the app changed since',
      logged(changed),
      [`${LOST} hint`, ASK_MISSING],
    ],
    [
      'did not where the audit trail of a connected app is silent',
      logged({ ...changed, 'org.changes': [], 'app.kind': 'connected-app' }),
      `${LOST} proven`,
    ],
    [
      'may have where that of an External Client App is silent',
      logged({ ...changed, 'org.changes': [], 'app.kind': 'external-client-app' }),
      [`${LOST} hint`, ASK_MISSING],
    ],
    ['did not where the app changed before', logged({ 'app.changedAt': '2026-11-09' }), `${LOST} proven`],
  ]);
});

describe('the Login History of a user without a token', () => {
  const GUESS = 'approval/browser-login-without-token';
  const elsewhere = { status: 'Success', loginType: 'Application' };
  checkTable({ check: 'oauth-sessions' }, [
    [
      'shows a login by the browser that gave none',
      { ...NO_TOKEN, 'login.history': [browser] },
      [`${WITHOUT} ${GUESS} suspected blocks`, ASK_LOST],
    ],
    [
      'shows one whose token may have ended',
      { ...untimed, 'login.history': [browser] },
      [`${WITHOUT} ${GUESS} hint blocks`, ASK_LOST],
    ],
    [
      'shows four, whose tokens are all kept',
      { ...NO_TOKEN, 'login.history': four },
      [`${WITHOUT} ${GUESS} suspected blocks`, ASK_LOST],
    ],
    [
      'shows five, which push out an older one',
      { ...NO_TOKEN, 'login.history': [...four, browser] },
      [`fail approval-lost ${GUESS} hint blocks`, ASK_WITHOUT],
    ],
    ['shows none', { ...NO_TOKEN, 'login.history': [] }, 'fail approval-missing approval/no-token-and-no-login proven'],
    [
      'shows a login to the org, where an app can be approved',
      { ...NO_TOKEN, 'login.history': [elsewhere] },
      ['fail approval-missing approval/no-token hint blocks', ASK_WITHOUT],
    ],
    [
      'shows a login to the org that failed',
      { ...NO_TOKEN, 'login.history': [{ ...elsewhere, status: 'Invalid Password' }] },
      'fail approval-missing approval/no-token-and-no-login proven',
    ],
  ]);
});
