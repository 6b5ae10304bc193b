import { defineCause } from './cause.js';
import { at, say, policiesOf, approveInBrowser, switchToAdminApproved, capital } from './steps.js';

export const approvalLost = defineCause({
  id: 'approval-lost',
  side: 'user',
  gate: 'self-approval',
  shownBy: { answers: { notApproved: { basis: 'reported', weight: 11, when: { policy: 'self-authorize' } } } },
  leadsTo: ['notApproved'],
  follows: ['sandbox-refresh', 'app-recreated', 'self-authorize'],
  repairable: true,
  title: 'The approval no longer counts for this user in this org',
  summary: ({ user }) =>
    `An approval was given, but not one that counts for ${user} here: it was revoked, expired, dropped, given by another user or given in another org.`,
  remedy: (subject) => ({
    summary: 'Approve again as this user in this org; then keep the approval from ending.',
    steps: [
      ...approveInBrowser(subject),
      at(
        subject,
        subject.appPlace,
        `${capital(policiesOf(subject))}: look at Refresh Token Policy; "Refresh token is valid until revoked" keeps the approval. A sixth approval of one user drops the oldest unused.`,
      ),
      say('Or switch the app to "Admin approved users are pre-authorized", so that no approval is needed:'),
      ...switchToAdminApproved(subject),
    ],
  }),
});
