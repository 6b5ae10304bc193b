import type { Code } from './sentences.js';
import type { Evidence } from '../../facts/vocabulary.js';
import { APPROVALS_PER_APP } from '../../salesforce/grant.js';
import { fail, open, type Finding } from '../check.js';
import { browserLogins, lastSuccesses, loggedInByBrowser } from '../history.js';
import { notTaken, type ApprovalCase } from './case.js';

const BROWSER_SESSION = /web ?server|user ?agent/i;

/** The user has a browser session with the app but no token. */
function judgeSession(approval: ApprovalCase, crowded: boolean): Finding<Code>[] | undefined {
  const { facts, certainty } = approval;
  const app = facts.get('app.name');
  const isLoggedIn = facts
    .get('user.sessions')
    ?.some((session) => session.app !== undefined && session.app === app && BROWSER_SESSION.test(session.loginType));
  if (!isLoggedIn) return undefined;
  const finding = [
    'approval-without-refresh-token',
    'approval/session-without-token',
    facts.cite('user.sessions', 'approval.tokens', 'app.permittedUsers'),
  ] as const;
  if (!crowded && facts.get('app.refreshTokenPolicy') !== undefined) return [fail(...finding, certainty)];
  return [
    notTaken(approval, ...finding, 'hint'),
    open('approval-lost', crowded ? 'approval.attempts' : 'app.refreshTokenPolicy'),
    open('approval-missing', 'approval.attempts'),
  ];
}

/** An earlier JWT or refresh token login of the user worked, so an approval existed then. */
function judgeEarlierLogin({ facts, certainty }: ApprovalCase, cited: Evidence[]): Finding<Code>[] | undefined {
  const { jwt, refresh } = lastSuccesses(facts);
  const worked = [jwt, refresh]
    .flatMap((at) => at ?? [])
    .sort()
    .at(-1);
  if (worked === undefined) return undefined;
  const isSwitched = facts
    .get('org.changes')
    ?.some(({ action, at }) => action === 'changeUserRuntimeAccessPolicy' && at !== undefined && at > worked);
  if (isSwitched) return [fail('approval-missing', 'approval/policy-was-switched', cited, certainty)];
  // The audit trail records no policy changes of External Client Apps (reported), so a missing entry proves nothing there.
  const isTold = facts.get('org.changes') !== undefined && facts.get('app.kind') === 'connected-app';
  const mayBeSwitched = !isTold && (facts.get('app.changedAt') ?? '') > worked;
  const rows = facts
    .cite('login.history')
    .map((one) => ({ ...one, value: facts.get('login.history')?.filter(({ at }) => at === worked) }));
  const proof = [...facts.cite('approval.tokens', 'app.permittedUsers'), ...rows];
  if (mayBeSwitched)
    return [
      fail('approval-lost', 'approval/worked-before', [...proof, ...facts.cite('app.changedAt')], 'hint'),
      open('approval-missing', 'approval.attempts'),
    ];
  return [fail('approval-lost', 'approval/worked-before', proof, certainty)];
}

/** The user logged in to the app in a browser but has no token. */
function judgeBrowserLogin(approval: ApprovalCase, cited: Evidence[], crowded: boolean): Finding<Code>[] | undefined {
  if (lastSuccesses(approval.facts).browser === undefined) return undefined;
  if (crowded)
    return [
      notTaken(approval, 'approval-lost', 'approval/browser-login-without-token', cited, 'hint'),
      open('approval-without-refresh-token', 'approval.attempts'),
    ];
  const certainty = approval.facts.get('app.refreshTokenPolicy') === undefined ? 'hint' : 'suspected';
  return [
    notTaken(approval, 'approval-without-refresh-token', 'approval/browser-login-without-token', cited, certainty),
    open('approval-lost', 'approval.attempts'),
  ];
}

/** Explains from the org's records why the user has no token; undefined when they don't show it. */
export function judgeByRecords(approval: ApprovalCase): Finding<Code>[] | undefined {
  const { facts, own, tokens, certainty } = approval;
  if (own !== undefined && own.length > 0) {
    const ended = facts.cite('approval.tokens', 'app.refreshTokenPolicy');
    return [fail('approval-lost', 'approval/ended-by-policy', ended, certainty)];
  }
  // Salesforce keeps five approvals, so a sixth browser login may have replaced an older one.
  const crowded = browserLogins(facts) >= APPROVALS_PER_APP;
  const session = judgeSession(approval, crowded);
  if (session !== undefined || facts.get('login.history') === undefined) return session;

  const cited = facts.cite('approval.tokens', 'login.history', 'app.permittedUsers', 'org.changes');
  const told = judgeEarlierLogin(approval, cited) ?? judgeBrowserLogin(approval, cited, crowded);
  if (told !== undefined) return told;
  if (tokens !== undefined && tokens.length > 0) return undefined;
  // An authorization code that is never exchanged leaves no login of the app in the Login History.
  if (loggedInByBrowser(facts))
    return [
      notTaken(approval, 'approval-missing', 'approval/no-token', cited, 'hint'),
      open('approval-without-refresh-token', 'approval.attempts'),
    ];
  return [fail('approval-missing', 'approval/no-token-and-no-login', cited, certainty)];
}
