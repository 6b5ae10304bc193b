import { defineCause } from './cause.js';
import { eitherWay, approveWay, approveByHandWay, preauthorizeWay, capital } from './steps.js';

export const approvalMissing = defineCause({
  id: 'approval-missing',
  side: 'user',
  gate: 'self-approval',
  goesWith: ['users', 'app'],
  fromTheStart: true,
  shownBy: {
    answers: {
      codeChallengeMissing: { basis: 'reported', weight: 20 },
      notApproved: { basis: 'documented', weight: 30, when: { policy: 'self-authorize' } },
    },
    history: { 'not-approved': { basis: 'reported', weight: 20, when: { policy: 'self-authorize' } } },
  },
  leadsTo: ['notApproved'],
  telling: /has ?n[o']t approved|not approved/i,
  follows: ['self-authorize', 'app-edited'],
  oftenNext: true,
  repairable: true,
  title: 'The user has never approved the app',
  summary: ({ user, app, policy }) =>
    policy === undefined
      ? `${capital(user)} must click Allow for the app once, because JWT login has no consent screen. Pre-authorized users don't need this.`
      : `${capital(app)} lets users approve it themselves, and ${user} has never clicked Allow. JWT login has no consent screen, so this must happen once before.`,
  remedy: (subject) =>
    eitherWay(
      'Approve the app once in a browser, or pre-authorize the user.',
      approveWay(subject),
      preauthorizeWay(subject),
      approveByHandWay(subject),
    ),
});
