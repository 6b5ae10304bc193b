import { defineCause } from './cause.js';
import { say, approveInBrowser, switchToAdminApproved } from './steps.js';

export const approvalWithoutRefreshToken = defineCause({
  id: 'approval-without-refresh-token',
  side: 'user',
  gate: 'self-approval',
  shownBy: {
    answers: { notApproved: { basis: 'reported', weight: 18, when: { policy: 'self-authorize' } } },
    history: { 'not-approved': { basis: 'reported', weight: 15, when: { policy: 'self-authorize' } } },
  },
  leadsTo: ['notApproved'],
  repairable: true,
  title: 'The approval of the user holds no refresh token',
  summary: ({ user }) =>
    `${user} approved the app, but no refresh token came of it (the code was not exchanged, or the scope refresh_token was not asked for), and only an approval with one counts.`,
  remedy: (subject) => ({
    summary: 'Approve again, with the scope refresh_token, and exchange the code.',
    steps: [
      ...approveInBrowser(subject),
      say('Or switch the app to "Admin approved users are pre-authorized", so that no approval is needed:'),
      ...switchToAdminApproved(subject),
    ],
  }),
});
