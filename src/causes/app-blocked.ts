import { defineCause } from './cause.js';
import { at, capital } from './steps.js';

export const appBlocked = defineCause({
  id: 'app-blocked',
  side: 'app',
  gate: 'app-in-org',
  shownBy: { answers: { appBlocked: { basis: 'reported', weight: 30, named: true } } },
  leadsTo: ['appBlocked'],
  telling: /\bblocked\b/i,
  repairable: true,
  title: 'The app is blocked or switched off in the org',
  summary: ({ app }) => `${capital(app)} is blocked, or switched off, in this org.`,
  remedy: (subject) => ({
    summary: 'Unblock the app.',
    steps: [
      subject.isClientApp
        ? at(
            subject,
            'externalClientApps',
            'Open the app > Policies > Edit: App Status must be Enabled, and the OAuth plug-in enabled.',
          )
        : at(subject, 'connectedAppsUsage', 'Find the app and click Unblock. Ask the admin who blocked it first.'),
    ],
  }),
});
