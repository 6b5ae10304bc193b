import { defineCause } from './cause.js';
import { eitherWay, approveWay, approveByHandWay, preauthorizeWay } from './steps.js';

export const approvalWithoutRefreshToken = defineCause({
  id: 'approval-without-refresh-token',
  side: 'user',
  gate: 'self-approval',
  goesWith: ['users', 'app'],
  fromTheStart: true,
  shownBy: {
    answers: { notApproved: { basis: 'reported', weight: 18, when: { policy: 'self-authorize' } } },
    history: { 'not-approved': { basis: 'reported', weight: 15, when: { policy: 'self-authorize' } } },
  },
  leadsTo: ['notApproved'],
  repairable: true,
  title: 'The user approved the app, but no refresh token was issued',
  summary: ({ user }) =>
    `${user} approved the app, but no refresh token was issued: the code was not exchanged, or the scope refresh_token was not requested. Only an approval with a refresh token counts.`,
  remedy: (subject) =>
    eitherWay(
      'Approve again with the scope refresh_token, and exchange the code.',
      approveWay(subject),
      preauthorizeWay(subject),
      approveByHandWay(subject),
    ),
});
