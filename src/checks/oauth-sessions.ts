import { hasRefreshScope } from '../salesforce/scopes.js';
import { sentences, type Code } from './approval/sentences.js';
import { judgeAttempts } from './approval/attempts.js';
import { APPROVAL_FACTS, approvalCase } from './approval/case.js';
import { APPROVALS, judgeLiveToken } from './approval/live-token.js';
import { judgeByRecords } from './approval/records.js';
import { clear, defineCheck, fail, moot, type Finding } from './check.js';

/** With "All users may self-authorize", the user has approved the app, and a refresh token was issued. */
export const oauthSessions = defineCheck({
  id: 'oauth-sessions',
  title: 'The user has approved the app, and a refresh token was issued',
  failureTitle: 'The user has no valid approval for this app',
  gates: ['self-approval'],
  causes: ['approval-missing', 'approval-without-refresh-token', 'approval-lost', 'refresh-scope-missing'],
  rejects: ['notApproved', 'codeChallengeMissing'],
  needs: APPROVAL_FACTS,
  sentences,
  examine(input) {
    const { facts } = input;
    const policy = facts.get('app.permittedUsers');
    if (policy === 'admin-approved')
      return APPROVALS.map((cause) => moot(cause, 'approval/admin-approved', facts.cite('app.permittedUsers')));
    if (facts.get('user.useAnyApiClient') === true && facts.get('app.kind') === 'external-client-app') {
      const cited = facts.cite('user.useAnyApiClient', 'app.kind');
      return APPROVALS.map((cause) => clear(cause, 'permitted-users/any-api-client', cited));
    }
    const approval = approvalCase(input);
    if (approval.live !== undefined && approval.live.length > 0) return judgeLiveToken(approval);

    const scopes = facts.get('app.scopes');
    const lacksScope = policy === 'self-authorize' && scopes !== undefined && !hasRefreshScope(scopes);
    const cited = facts.cite('app.scopes', 'app.permittedUsers');
    const recorded =
      facts.get('approval.attempts') === undefined && approval.tokens !== undefined
        ? judgeByRecords(approval)
        : undefined;
    return [
      ...(lacksScope
        ? [
            fail('refresh-scope-missing', 'approval/app-lacks-refresh-scope', cited, 'proven', {
              gate: 'approval-scopes',
            }),
          ]
        : []),
      ...withPolicy(recorded ?? judgeAttempts(approval)),
    ];

    /** Where nothing else tells of the approval, a policy that ends it makes its end more likely. */
    function withPolicy(findings: Finding<Code>[]): Finding<Code>[] {
      const type = facts.get('app.refreshTokenPolicy')?.type;
      const isJudged = findings.some((finding) => finding.verdict === 'fail');
      if (type === undefined || type === 'infinite' || isJudged || policy === 'admin-approved') return findings;
      const ends = facts.cite('app.refreshTokenPolicy');
      return [...findings, fail('approval-lost', 'approval/policy-ends-it', ends, 'hint')];
    }
  },
});
