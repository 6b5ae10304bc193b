import { defineCause } from './cause.js';
import { at, say, settingsOf } from './steps.js';

export const tooManyScopes = defineCause({
  id: 'too-many-scopes',
  side: 'app',
  gate: 'scopes',
  shownBy: { answers: { tooManyScopes: { basis: 'reported', weight: 30, named: true } } },
  leadsTo: ['tooManyScopes'],
  title: 'The approvals of the user add up to too many scopes',
  summary: ({ user }) =>
    `The scopes of all approvals that ${user} ever gave to the app are combined, and they are too many.`,
  remedy: (subject) => ({
    summary: 'Revoke old approvals of this app.',
    steps: [
      at(
        subject,
        subject.isClientApp ? 'externalClientAppUsage' : 'connectedAppsUsage',
        `Find the app, open its users, and revoke the approvals of ${subject.user} that are no longer used.`,
      ),
      settingsOf(subject),
      say('Leave only the scopes on the app that the client needs, "api" and "refresh_token" for most, and save.'),
    ],
  }),
});
