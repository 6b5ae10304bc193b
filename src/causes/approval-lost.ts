import { defineCause } from './cause.js';
import { at, say, eitherWay, approveWay, approveByHandWay, preauthorizeWay, policiesOf, capital } from './steps.js';

export const approvalLost = defineCause({
  id: 'approval-lost',
  side: 'user',
  gate: 'self-approval',
  goesWith: ['users', 'app'],
  beginsByItself: true,
  shownBy: { answers: { notApproved: { basis: 'reported', weight: 15, when: { policy: 'self-authorize' } } } },
  leadsTo: ['notApproved'],
  follows: ['sandbox-refresh', 'app-recreated', 'approval-revoked', 'refresh-policy-changed', 'app-edited'],
  repairable: true,
  title: 'The user has no valid approval for this app any more',
  summary: ({ user }) =>
    `The app was approved, but ${user} has no valid approval in this org now: it was revoked, expired or replaced, or it belongs to another user or another org.`,
  remedy: (subject) => {
    const approve = approveWay(subject);
    const keep = [
      at(
        subject,
        subject.appPlace,
        `${capital(policiesOf(subject))}. Set the Refresh Token Policy to "Refresh token is valid until revoked".`,
      ),
      say('Each user keeps at most five approvals of an app. A sixth one ends the oldest unused one.'),
    ];
    return eitherWay(
      'Approve again as this user in this org, and keep the approval from ending.',
      { ...approve, steps: [...approve.steps, ...keep] },
      preauthorizeWay(subject),
      approveByHandWay(subject),
    );
  },
});
