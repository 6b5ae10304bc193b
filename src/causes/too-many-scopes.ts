import { defineCause } from './cause.js';
import { at, say, oneWay, settingsOf } from './steps.js';

export const tooManyScopes = defineCause({
  id: 'too-many-scopes',
  side: 'app',
  gate: 'scopes',
  goesWith: ['app', 'users'],
  shownBy: { answers: { tooManyScopes: { basis: 'reported', weight: 30, named: true } } },
  leadsTo: ['tooManyScopes'],
  follows: ['scopes-changed', 'app-edited'],
  title: "The user's approvals add up to too many scopes",
  summary: ({ user }) =>
    `Salesforce combines the scopes of all approvals that ${user} gave to the app. Together they are too many.`,
  remedy: (subject) =>
    oneWay(
      'Revoke old approvals of this app.',
      at(
        subject,
        subject.isClientApp ? 'externalClientAppUsage' : 'connectedAppsUsage',
        `Find the app, open its users, and revoke the approvals of ${subject.user} that are no longer used.`,
      ),
      settingsOf(subject),
      say('Select only the scopes that the client needs ("api" and "refresh_token" for most), and save.'),
    ),
});
