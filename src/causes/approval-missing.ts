import { defineCause } from './cause.js';
import { say, approveInBrowser, switchToAdminApproved, capital } from './steps.js';

export const approvalMissing = defineCause({
  id: 'approval-missing',
  side: 'user',
  gate: 'self-approval',
  shownBy: {
    answers: {
      codeChallengeMissing: { basis: 'reported', weight: 20 },
      notApproved: { basis: 'documented', weight: 30, when: { policy: 'self-authorize' } },
    },
    history: { 'not-approved': { basis: 'reported', weight: 20, when: { policy: 'self-authorize' } } },
  },
  leadsTo: ['notApproved'],
  telling: /has ?n[o']t approved|not approved/i,
  follows: ['self-authorize'],
  oftenNext: true,
  repairable: true,
  title: 'The user has never approved the app',
  summary: ({ user, app, policy }) =>
    policy === undefined
      ? `The JWT flow asks nobody: unless an admin pre-authorizes users, it needs an earlier approval in a browser, and ${user} has given none that counts.`
      : `${capital(app)} lets every user approve for themselves, and ${user} has never done so in a browser. The JWT flow asks nobody: it needs that earlier approval.`,
  remedy: (subject) => ({
    summary: 'Either approve once in a browser, or switch the app to pre-authorized users.',
    steps: [
      say(
        'Either (keeps "All users may self-authorize"): approve in a browser. A request by curl, Postman or code cannot approve: nobody is logged in, and nobody clicks Allow.',
      ),
      ...approveInBrowser(subject),
      say(
        'Or (better for servers and CI): switch the app to "Admin approved users are pre-authorized", so that no approval is needed.',
      ),
      ...switchToAdminApproved(subject),
    ],
  }),
});
