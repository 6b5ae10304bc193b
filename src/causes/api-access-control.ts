import { defineCause } from './cause.js';
import { at, say, eitherWay, policiesOf, capital } from './steps.js';

export const apiAccessControl = defineCause({
  id: 'api-access-control',
  side: 'org',
  gate: 'use',
  goesWith: ['users', 'app', 'org'],
  shownBy: {
    answers: {
      notAdminApproved: { basis: 'reported', weight: 6, unusual: true },
      appBlocked: { basis: 'reported', weight: 10 },
      accessDeniedByAdmin: { basis: 'reported', weight: 6 },
      sessionNotValidForRest: { basis: 'reported', weight: 16 },
      sessionExpired: { basis: 'reported', weight: 10 },
    },
    history: { rate: { basis: 'reported', weight: 8 } },
  },
  leadsTo: ['sessionNotValidForRest', 'notAdminApproved'],
  follows: ['api-control-on'],
  repairable: true,
  title: 'API Access Control blocks the app',
  summary: ({ app, user }) =>
    `API Access Control is on in this org, and no administrator has allowed ${app} for ${user}.`,
  remedy: (subject) =>
    eitherWay(
      'Ask an administrator to allow the app.',
      {
        title: 'Allow the app for this user',
        steps: [
          at(subject, 'connectedAppsUsage', 'If the app has no policies yet, find it and click Install.'),
          at(
            subject,
            subject.appPlace,
            `${capital(policiesOf(subject))}. Set Permitted Users to "Admin approved users are pre-authorized", and select a profile or permission set of ${subject.user}.`,
          ),
        ],
      },
      {
        title: 'Allow every app for this user',
        steps: [say('Give the user the permission "Use Any API Client". Use it sparingly.')],
      },
    ),
});
