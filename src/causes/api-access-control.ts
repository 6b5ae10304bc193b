import { defineCause } from './cause.js';
import { at, say, policiesOf } from './steps.js';

export const apiAccessControl = defineCause({
  id: 'api-access-control',
  side: 'org',
  gate: 'use',
  shownBy: {
    answers: {
      notAdminApproved: { basis: 'reported', weight: 6, weak: true },
      appBlocked: { basis: 'reported', weight: 10 },
      accessDeniedByAdmin: { basis: 'reported', weight: 6 },
      sessionNotValidForRest: { basis: 'reported', weight: 16 },
      sessionExpired: { basis: 'reported', weight: 10 },
    },
    history: { rate: { basis: 'reported', weight: 8 } },
  },
  leadsTo: ['sessionNotValidForRest', 'notAdminApproved'],
  repairable: true,
  title: 'API Access Control refuses the app',
  summary: ({ app }) =>
    `API Access Control is on in this org, and ${app} is not one that an admin allowed for this user.`,
  remedy: (subject) => ({
    summary: 'Let an admin approve the app.',
    steps: [
      at(
        subject,
        subject.appPlace,
        `Install the app if it is not; then ${policiesOf(subject)}: set Permitted Users to "Admin approved users are pre-authorized" and select a profile or permission set of ${subject.user}.`,
      ),
      say('Or give the user the permission "Use Any API Client" (it opens every app; use it sparingly).'),
    ],
  }),
});
