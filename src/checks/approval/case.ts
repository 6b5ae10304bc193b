import type { Code } from './sentences.js';
import { meantAnswer, readAnswer } from '../../facts/answers.js';
import type { FactValue } from '../../facts/vocabulary.js';
import { block, fail, type Certainty, type CheckInput, type FactView, type Finding } from '../check.js';
import { HISTORY_FACTS, refusalOf } from '../history.js';

/** An OAuth token of the app, as the org lists it. */
type Token = FactValue<'approval.tokens'>[number];

/** The facts that judge the approval of a user. */
export const APPROVAL_FACTS = [
  ...HISTORY_FACTS,
  'app.permittedUsers',
  'app.refreshTokenPolicy',
  'app.name',
  'app.changedAt',
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
] as const;

/** The approval of one user for one app, as far as it is known. */
export interface ApprovalCase {
  readonly facts: FactView<(typeof APPROVAL_FACTS)[number]>;
  readonly policy: FactValue<'app.permittedUsers'> | undefined;
  readonly subject: string | undefined;
  /** Tokens of any user, those of this user, and those of this user that have not ended. */
  readonly tokens: readonly Token[] | undefined;
  readonly own: readonly Token[] | undefined;
  readonly live: readonly Token[] | undefined;
  readonly meant: ReturnType<typeof meantAnswer>;
  readonly answeredSo: boolean;
  readonly loggedSo: boolean;
  /** How sure a missing approval is the cause. While Permitted Users is unknown, only the org's answer suggests it. */
  readonly certainty: Certainty;
}

const HOUR = 3_600_000;

/** True when the refresh token policy has expired a token at a moment (documented: help connected_app_manage_oauth). */
function isEnded(token: Token, policy: FactValue<'app.refreshTokenPolicy'> | undefined, moment: number): boolean {
  const since = policy?.type === 'specific-inactivity' ? (token.lastUsedAt ?? token.createdAt) : token.createdAt;
  if (policy?.type === 'zero') return true;
  if (policy?.hours === undefined || since === undefined) return false;
  return moment - Date.parse(since) > policy.hours * HOUR;
}

/** Gathers the known facts about the approval. */
export function approvalCase({ facts, now }: CheckInput<(typeof APPROVAL_FACTS)[number]>): ApprovalCase {
  const policy = facts.get('app.permittedUsers');
  const meant = meantAnswer(facts.get('token.answers') ?? []);
  const answeredSo = meant !== undefined && readAnswer(meant).answer === 'notApproved';
  const loggedSo = refusalOf(facts)?.status.id === 'not-approved';
  const saysUnapproved = answeredSo || (meant === undefined && loggedSo);
  const subject = facts.get('user.username') ?? facts.get('assertion.subject');
  const listed = facts.get('approval.tokens');
  // Whose tokens the named ones are is not known without the user.
  const isUndecided = subject === undefined && listed?.some(({ username }) => username !== undefined) === true;
  const tokens = isUndecided ? undefined : listed;
  const own = tokens?.filter(
    ({ username }) =>
      username === undefined || subject === undefined || username.toLowerCase() === subject.toLowerCase(),
  );
  const moment = meant?.at !== undefined ? Date.parse(meant.at) : (now ?? 0) * 1000;
  return {
    facts,
    policy,
    subject,
    tokens,
    own,
    live: own?.filter((token) => !isEnded(token, facts.get('app.refreshTokenPolicy'), moment)),
    meant,
    answeredSo,
    loggedSo,
    certainty: policy === 'self-authorize' ? 'proven' : saysUnapproved ? 'suspected' : 'hint',
  };
}

/** Without a token the user has no valid approval, whatever the reason. */
export function notTaken({ policy }: ApprovalCase, ...finding: Parameters<typeof block<Code>>): Finding<Code> {
  return policy === 'self-authorize' ? block(...finding) : fail(...finding);
}
