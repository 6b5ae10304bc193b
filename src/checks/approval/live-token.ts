import type { Code } from './sentences.js';
import { APPROVALS_PER_APP } from '../../salesforce/grant.js';
import { sameOrigin } from '../../salesforce/hosts.js';
import type { CauseId } from '../../causes/index.js';
import { clear, fail, open, type Finding } from '../check.js';
import { lastSuccesses } from '../history.js';
import type { ApprovalCase } from './case.js';

/** The causes about an approval. */
export const APPROVALS = [
  'approval-missing',
  'approval-without-refresh-token',
  'approval-lost',
] as const satisfies readonly CauseId[];

/** True when the user's own org says that the user has not approved the app. */
function isDenied({ facts, policy, answeredSo, loggedSo, meant }: ApprovalCase): boolean {
  const isHome = meant !== undefined && sameOrigin(meant.url, facts.get('org.myDomain') ?? '');
  return policy === 'self-authorize' && answeredSo && (loggedSo || (isHome && facts.get('user.exists') === true));
}

/** The user has a token. It is a valid approval unless the user's own org denies it. */
export function judgeLiveToken(approval: ApprovalCase): Finding<Code>[] {
  const { facts, live = [], loggedSo } = approval;
  const exists = facts.cite('approval.tokens');
  if (!isDenied(approval)) return APPROVALS.map((cause) => clear(cause, 'approval/token-exists', exists));

  const cited = facts.cite('approval.tokens', 'app.refreshTokenPolicy', 'token.answers', 'login.history');
  const { jwt, refresh: refreshed } = lastSuccesses(facts);
  const missing = clear('approval-missing', 'approval/token-exists', exists);
  if (jwt !== undefined || refreshed !== undefined)
    return [missing, fail('approval-lost', 'approval/token-does-not-count-any-more', cited, 'suspected')];

  const isFull = live.length >= APPROVALS_PER_APP;
  const isPolicyOpen = facts.get('app.refreshTokenPolicy') === undefined;
  const certainty = isFull || isPolicyOpen ? 'hint' : loggedSo ? 'proven' : 'suspected';
  return [
    missing,
    isFull
      ? fail('approval-lost', 'approval/five-tokens', cited, 'hint')
      : open('approval-lost', isPolicyOpen ? 'app.refreshTokenPolicy' : 'login.history'),
    fail('approval-without-refresh-token', 'approval/token-does-not-count', cited, certainty),
  ];
}
