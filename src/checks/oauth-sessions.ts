import type { FactValue } from '../facts/vocabulary.js';
import type { CauseId } from '../salesforce/causes.js';
import { hasRefreshScope } from '../salesforce/scopes.js';
import { hostFacts, sameOrigin } from '../salesforce/hosts.js';
import { clear, defineCheck, fail, moot, open, type Certainty, type Finding } from './check.js';

type Attempt = FactValue<'approval.attempts'>[number];

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
    'app.permittedUsers',
    'app.kind',
    'app.scopes',
    'user.useAnyApiClient',
    'approval.tokens',
    'approval.attempts',
    'assertion.subject',
    'user.username',
    'org.myDomain',
    'history.changed',
    'history.workedUntil',
  ],
  examine({ facts }) {
    const policy = facts.get('app.permittedUsers');
    if (policy === 'admin-approved')
      return APPROVALS.map((cause) => moot(cause, 'approval/admin-approved', facts.cite('app.permittedUsers')));
    if (facts.get('user.useAnyApiClient') === true && facts.get('app.kind') === 'external-client-app') {
      return APPROVALS.map((cause) =>
        clear(cause, 'permitted-users/any-api-client', facts.cite('user.useAnyApiClient', 'app.kind')),
      );
    }
    const certainty: Certainty = policy === 'self-authorize' ? 'proven' : 'suspected';
    const subject = facts.get('user.username') ?? facts.get('assertion.subject');
    const scopes = facts.get('app.scopes');
    const tokens = facts.get('approval.tokens');
    const own = tokens?.filter(
      (token) =>
        token.username === undefined || subject === undefined || token.username.toLowerCase() === subject.toLowerCase(),
    );
    if (own !== undefined && own.length > 0)
      return APPROVALS.map((cause) => clear(cause, 'approval/token-exists', facts.cite('approval.tokens')));

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

    function judge(): Finding[] {
      const attempts = facts.get('approval.attempts');
      const flaws = (attempts ?? []).map((attempt) => flaw(attempt, subject, facts.get('org.myDomain')));
      const cited = facts.cite('approval.attempts', 'approval.tokens', 'app.permittedUsers', 'assertion.subject');
      const sound = flaws.some((one) => one === undefined);
      const worst = flaws.findLast((one) => one !== undefined);
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
          ? fail('approval-lost', 'approval/token-vanished', cited, 'suspected')
          : open('approval-lost', 'approval.attempts'),
        ended
          ? open('approval-missing', 'approval.attempts')
          : fail('approval-missing', 'approval/no-token', cited, 'hint'),
        open('approval-without-refresh-token', 'approval.attempts'),
      ];
    }
  },
});
