import type { Code } from './sentences.js';
import type { FactValue } from '../../facts/vocabulary.js';
import type { CauseId } from '../../causes/index.js';
import { hostFacts, sameOrigin } from '../../salesforce/hosts.js';
import { hasRefreshScope } from '../../salesforce/scopes.js';
import { clear, fail, open, type Finding } from '../check.js';
import { notTaken, type ApprovalCase } from './case.js';

type Attempt = FactValue<'approval.attempts'>[number];

/** The reason an attempt to approve is not valid, or undefined when it may be. */
function flaw(
  { flow, username, host, exchanged, scopes }: Attempt,
  subject: string | undefined,
  home: string | undefined,
): { cause: CauseId; code: Code } | undefined {
  if (flow === 'http-client') return { cause: 'approval-missing', code: 'approval/by-http-client' };
  if (username !== undefined && subject !== undefined && username.toLowerCase() !== subject.toLowerCase())
    return { cause: 'approval-lost', code: 'approval/by-other-user' };
  const place = host === undefined ? undefined : hostFacts(host);
  if (place?.kind === 'my-domain' && home !== undefined && !sameOrigin(place.origin, home))
    return { cause: 'approval-lost', code: 'approval/in-other-org' };
  if (exchanged === false) return { cause: 'approval-without-refresh-token', code: 'approval/code-not-exchanged' };
  if (scopes !== undefined && !hasRefreshScope(scopes))
    return { cause: 'approval-without-refresh-token', code: 'approval/without-refresh-scope' };
  return undefined;
}

/** Judges without attempts: the user may never have approved, approved without a refresh token, or lost the approval. */
function judgeSilence(approval: ApprovalCase): Finding<Code>[] {
  const { facts, tokens, policy } = approval;
  if (tokens === undefined) {
    const first = policy === undefined ? (['app.permittedUsers'] as const) : [];
    return [open('approval-missing', ...first, 'approval.tokens')];
  }
  const cited = facts.cite('approval.tokens', 'app.permittedUsers', 'assertion.subject');
  const withoutToken = open('approval-without-refresh-token', 'approval.attempts');
  const hasEnded =
    facts.get('history.workedUntil') !== undefined ||
    facts.get('history.changed')?.includes('sandbox-refresh') === true;
  if (hasEnded)
    return [
      notTaken(approval, 'approval-lost', 'approval/token-vanished', cited, 'suspected'),
      open('approval-missing', 'approval.attempts'),
      withoutToken,
    ];
  return [
    open('approval-lost', 'approval.attempts'),
    notTaken(approval, 'approval-missing', 'approval/no-token', cited, 'hint'),
    withoutToken,
  ];
}

/** Judges the attempts to approve when no record of the org explains the missing token. */
export function judgeAttempts(approval: ApprovalCase): Finding<Code>[] {
  const { facts, subject, tokens, policy, certainty, answeredSo } = approval;
  const attempts = facts.get('approval.attempts');
  const cited = facts.cite('approval.attempts', 'approval.tokens', 'app.permittedUsers', 'assertion.subject');
  if (tokens !== undefined && tokens.length > 0)
    return [fail('approval-lost', 'approval/token-of-other-user', cited, certainty)];
  if (attempts === undefined) return judgeSilence(approval);

  const flaws = attempts.map((attempt) => flaw(attempt, subject, facts.get('org.myDomain')));
  const worst = flaws.findLast((one) => one !== undefined);
  const sound = attempts.filter((_, index) => flaws[index] === undefined);
  if (sound.length > 0) {
    if (tokens !== undefined) return [fail('approval-lost', 'approval/token-vanished', cited, certainty)];
    const holders = facts.get('approval.tokens')?.map(({ username }) => username?.toLowerCase());
    // The approval is there; whether it is that of the login, only the user of the login tells.
    if (sound.some(({ username }) => username !== undefined && holders?.includes(username.toLowerCase())))
      return [open('approval-lost', 'assertion.subject')];
    const isOwn = sound.some(
      ({ username }) => username !== undefined && username.toLowerCase() === subject?.toLowerCase(),
    );
    return [
      // Without the tokens, the approval may also be that of another user or org.
      answeredSo && sound.some(({ exchanged }) => exchanged === true)
        ? fail('approval-lost', 'approval/made-and-refused', cited, 'hint')
        : open('approval-lost', 'approval.tokens'),
      ...(isOwn ? [clear('approval-missing', 'approval/was-made', cited)] : []),
    ];
  }
  if (worst !== undefined) return [fail(worst.cause, worst.code, cited, certainty)];
  const never = tokens !== undefined ? certainty : policy === 'self-authorize' ? 'suspected' : 'hint';
  return [fail('approval-missing', 'approval/never-tried', cited, never)];
}
