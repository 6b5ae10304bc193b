import type { FactValue } from '../facts/vocabulary.js';
import type { CauseId } from '../salesforce/causes.js';
import { hasRefreshScope } from '../salesforce/scopes.js';
import { hostFacts, sameOrigin } from '../salesforce/hosts.js';
import { meantAnswer, readAnswer } from '../facts/answers.js';
import { APPROVALS_PER_APP } from '../salesforce/grant.js';
import { block, clear, defineCheck, fail, moot, open, type Certainty, type Finding } from './check.js';
import { HISTORY_FACTS, browserLogins, lastSuccesses, loggedInByBrowser, refusalOf } from './history.js';

type Attempt = FactValue<'approval.attempts'>[number];
type Token = FactValue<'approval.tokens'>[number];

const HOUR = 3_600_000;
const BROWSER_SESSION = /web ?server|user ?agent/i;

/** True when the refresh token policy has ended a token at a moment (documented: help connected_app_manage_oauth). */
function isEnded(token: Token, policy: FactValue<'app.refreshTokenPolicy'> | undefined, moment: number): boolean {
  const since = policy?.type === 'specific-inactivity' ? (token.lastUsedAt ?? token.createdAt) : token.createdAt;
  if (policy?.type === 'zero') return true;
  if (policy?.hours === undefined || since === undefined) return false;
  return moment - Date.parse(since) > policy.hours * HOUR;
}

const APPROVALS = [
  'approval-missing',
  'approval-without-refresh-token',
  'approval-lost',
] as const satisfies readonly CauseId[];

/** Why an attempt to approve does not count, or undefined when nothing speaks against it. */
function flaw(
  attempt: Attempt,
  subject: string | undefined,
  home: string | undefined,
): { cause: CauseId; code: string } | undefined {
  if (attempt.flow === 'http-client') return { cause: 'approval-missing', code: 'approval/by-http-client' };
  if (
    attempt.username !== undefined &&
    subject !== undefined &&
    attempt.username.toLowerCase() !== subject.toLowerCase()
  ) {
    return { cause: 'approval-lost', code: 'approval/by-other-user' };
  }
  const host = attempt.host === undefined ? undefined : hostFacts(attempt.host);
  if (host?.kind === 'my-domain' && home !== undefined && !sameOrigin(host.origin, home))
    return { cause: 'approval-lost', code: 'approval/in-other-org' };
  if (attempt.exchanged === false)
    return { cause: 'approval-without-refresh-token', code: 'approval/code-not-exchanged' };
  if (attempt.scopes !== undefined && !hasRefreshScope(attempt.scopes))
    return { cause: 'approval-without-refresh-token', code: 'approval/without-refresh-scope' };
  return undefined;
}

/** Under "All users may self-authorize", the user approved the app before, and a refresh token came of it. */
export const oauthSessions = defineCheck({
  id: 'oauth-sessions',
  title: 'The user has approved the app, with a refresh token',
  failureTitle: 'No approval of the user counts',
  gates: ['self-approval'],
  rejects: ['notApproved'],
  needs: [
    ...HISTORY_FACTS,
    'app.permittedUsers',
    'app.refreshTokenPolicy',
    'app.name',
    'user.exists',
    'user.sessions',
    'org.changes',
    'app.kind',
    'app.scopes',
    'user.useAnyApiClient',
    'approval.tokens',
    'approval.attempts',
    'user.username',
    'org.myDomain',
    'history.changed',
    'history.workedUntil',
  ],
  examine({ facts, now }) {
    const policy = facts.get('app.permittedUsers');
    if (policy === 'admin-approved')
      return APPROVALS.map((cause) => moot(cause, 'approval/admin-approved', facts.cite('app.permittedUsers')));
    if (facts.get('user.useAnyApiClient') === true && facts.get('app.kind') === 'external-client-app') {
      return APPROVALS.map((cause) =>
        clear(cause, 'permitted-users/any-api-client', facts.cite('user.useAnyApiClient', 'app.kind')),
      );
    }
    const meant = meantAnswer(facts.get('token.answers') ?? []);
    const answeredSo = meant !== undefined && readAnswer(meant).answer === 'notApproved';
    const loggedSo = refusalOf(facts)?.status.id === 'not-approved';
    const saysUnapproved = answeredSo || (meant === undefined && loggedSo);
    // While the policy is not known, a missing approval matters only where the org says that one is missing.
    const certainty: Certainty = policy === 'self-authorize' ? 'proven' : saysUnapproved ? 'suspected' : 'hint';
    const subject = facts.get('user.username') ?? facts.get('assertion.subject');
    const scopes = facts.get('app.scopes');
    const tokens = facts.get('approval.tokens');
    const own = tokens?.filter(
      (token) =>
        token.username === undefined || subject === undefined || token.username.toLowerCase() === subject.toLowerCase(),
    );
    const moment = meant?.at !== undefined ? Date.parse(meant.at) : (now ?? 0) * 1000;
    const refresh = facts.get('app.refreshTokenPolicy');
    const live = own?.filter((token) => !isEnded(token, refresh, moment));
    if (live !== undefined && live.length > 0) return judgeLive(live);

    const findings: Finding[] = [];
    if (policy === 'self-authorize' && scopes !== undefined && !hasRefreshScope(scopes)) {
      findings.push(
        fail(
          'refresh-scope-missing',
          'approval/app-lacks-refresh-scope',
          facts.cite('app.scopes', 'app.permittedUsers'),
        ),
      );
    }
    return [...findings, ...judge()];

    // Without a token there is no approval that counts, whichever way that came about.
    function gate(...finding: Parameters<typeof block>): Finding {
      return policy === 'self-authorize' ? block(...finding) : fail(...finding);
    }

    /** A token of the user is there. It counts, unless the org itself says that the user is not approved. */
    function judgeLive(tokens: readonly Token[]): Finding[] {
      const isHome = meant !== undefined && sameOrigin(meant.url, facts.get('org.myDomain') ?? '');
      if (policy !== 'self-authorize' || !answeredSo || !(loggedSo || (isHome && facts.get('user.exists') === true)))
        return APPROVALS.map((cause) => clear(cause, 'approval/token-exists', facts.cite('approval.tokens')));
      const cited = facts.cite('approval.tokens', 'app.refreshTokenPolicy', 'token.answers', 'login.history');
      const { jwt, refresh: refreshed } = lastSuccesses(facts);
      const missing = clear('approval-missing', 'approval/token-exists', facts.cite('approval.tokens'));
      if (jwt !== undefined || refreshed !== undefined)
        return [missing, fail('approval-lost', 'approval/token-does-not-count-any-more', cited, 'suspected')];
      const full = tokens.length >= APPROVALS_PER_APP;
      return [
        missing,
        full
          ? fail('approval-lost', 'approval/five-tokens', cited, 'hint')
          : open('approval-lost', refresh === undefined ? 'app.refreshTokenPolicy' : 'login.history'),
        fail(
          'approval-without-refresh-token',
          'approval/token-does-not-count',
          cited,
          full || refresh === undefined ? 'hint' : loggedSo ? 'proven' : 'suspected',
        ),
      ];
    }

    /** No token of the user is left, and the org tells how that came about. */
    function judgeByRecords(): Finding[] | undefined {
      if (own !== undefined && own.length > 0)
        return [
          fail(
            'approval-lost',
            'approval/ended-by-policy',
            facts.cite('approval.tokens', 'app.refreshTokenPolicy'),
            certainty,
          ),
        ];
      const app = facts.get('app.name');
      const browser = facts
        .get('user.sessions')
        ?.some(
          (session) => session.app !== undefined && session.app === app && BROWSER_SESSION.test(session.loginType),
        );
      // Five approvals are kept: with as many logins in the browser, an older one may have been pushed out.
      const crowded = browserLogins(facts) >= APPROVALS_PER_APP;
      if (browser && (crowded || refresh === undefined))
        return [
          gate(
            'approval-without-refresh-token',
            'approval/session-without-token',
            facts.cite('user.sessions', 'approval.tokens', 'app.permittedUsers'),
            'hint',
          ),
          open('approval-lost', crowded ? 'approval.attempts' : 'app.refreshTokenPolicy'),
        ];
      if (browser)
        return [
          fail(
            'approval-without-refresh-token',
            'approval/session-without-token',
            facts.cite('user.sessions', 'approval.tokens', 'app.permittedUsers'),
            certainty,
          ),
        ];
      if (facts.get('login.history') === undefined) return undefined;
      const cited = facts.cite('approval.tokens', 'login.history', 'app.permittedUsers', 'org.changes');
      const { jwt, refresh: refreshed, browser: web } = lastSuccesses(facts);
      const rowsAt = (at: string) =>
        facts
          .cite('login.history')
          .map((one) => ({ ...one, value: facts.get('login.history')?.filter((row) => row.at === at) }));
      const worked = [jwt, refreshed]
        .flatMap((at) => at ?? [])
        .sort()
        .at(-1);
      const switched = facts
        .get('org.changes')
        ?.find(
          ({ action, at }) =>
            action === 'changeUserRuntimeAccessPolicy' && at !== undefined && worked !== undefined && at > worked,
        );
      if (worked !== undefined && switched !== undefined)
        return [fail('approval-missing', 'approval/policy-was-switched', cited, certainty)];
      if (worked !== undefined) {
        const proof = [...facts.cite('approval.tokens', 'app.permittedUsers'), ...rowsAt(worked)];
        return [fail('approval-lost', 'approval/worked-before', proof, certainty)];
      }
      if (web !== undefined && crowded)
        return [
          gate('approval-lost', 'approval/browser-login-without-token', cited, 'hint'),
          open('approval-without-refresh-token', 'approval.attempts'),
        ];
      if (web !== undefined)
        return [
          gate(
            'approval-without-refresh-token',
            'approval/browser-login-without-token',
            cited,
            refresh === undefined ? 'hint' : 'suspected',
          ),
          open('approval-lost', 'approval.attempts'),
        ];
      if (tokens !== undefined && tokens.length > 0) return undefined;
      // A code that was issued in a browser and never exchanged leaves no login of the app.
      if (loggedInByBrowser(facts))
        return [
          gate('approval-missing', 'approval/no-token', cited, 'hint'),
          open('approval-without-refresh-token', 'approval.attempts'),
        ];
      return [fail('approval-missing', 'approval/no-token-and-no-login', cited, certainty)];
    }

    function judge(): Finding[] {
      const attempts = facts.get('approval.attempts');
      const flaws = (attempts ?? []).map((attempt) => flaw(attempt, subject, facts.get('org.myDomain')));
      const cited = facts.cite('approval.attempts', 'approval.tokens', 'app.permittedUsers', 'assertion.subject');
      const sound = flaws.some((one) => one === undefined);
      const worst = flaws.findLast((one) => one !== undefined);
      const recorded = attempts === undefined && tokens !== undefined ? judgeByRecords() : undefined;
      if (recorded !== undefined) return recorded;
      if (tokens !== undefined && tokens.length > 0)
        return [fail('approval-lost', 'approval/token-of-other-user', cited, certainty)];
      if (sound)
        return [
          tokens === undefined
            ? open('approval-lost', 'approval.tokens')
            : fail('approval-lost', 'approval/token-vanished', cited, certainty),
        ];
      if (worst !== undefined) return [fail(worst.cause, worst.code, cited, certainty)];
      if (attempts !== undefined) {
        const never = tokens !== undefined ? certainty : policy === 'self-authorize' ? 'suspected' : 'hint';
        return [fail('approval-missing', 'approval/never-tried', cited, never)];
      }
      if (tokens === undefined)
        return [
          open(
            'approval-missing',
            ...(policy === undefined ? (['app.permittedUsers'] as const) : []),
            'approval.tokens',
          ),
        ];
      // No token is left of an approval that never was, that held no refresh token, or that ended.
      const ended =
        facts.get('history.workedUntil') !== undefined ||
        facts.get('history.changed')?.includes('sandbox-refresh') === true;
      return [
        ended
          ? gate('approval-lost', 'approval/token-vanished', cited, 'suspected')
          : open('approval-lost', 'approval.attempts'),
        ended
          ? open('approval-missing', 'approval.attempts')
          : gate('approval-missing', 'approval/no-token', cited, 'hint'),
        open('approval-without-refresh-token', 'approval.attempts'),
      ];
    }
  },
});
