import { defineCause } from './cause.js';
import { at, say, oneWay, capital } from './steps.js';

export const appBlocked = defineCause({
  id: 'app-blocked',
  side: 'app',
  gate: 'app-in-org',
  goesWith: ['app', 'org'],
  shownBy: {
    answers: {
      appBlocked: { basis: 'reported', weight: 30, named: true },
      // An External Client App that is switched off may be answered as one that is not there.
      clientAppNotInstalled: { basis: 'inferred', weight: 4, unusual: true },
    },
  },
  leadsTo: ['appBlocked'],
  telling: /\bblocked\b/i,
  follows: ['app-blocked', 'app-disabled'],
  repairable: true,
  title: 'The app is blocked or disabled in the org',
  summary: ({ app }) => `${capital(app)} is blocked or disabled in this org.`,
  remedy: (subject) =>
    oneWay(
      'Unblock the app.',
      say('Ask the administrator who blocked the app for the reason.'),
      subject.isClientApp
        ? at(
            subject,
            'externalClientApps',
            'Open the app > Policies > Edit. Set App Status to Enabled, and enable the OAuth plug-in.',
          )
        : at(subject, 'connectedAppsUsage', 'Find the app and click Unblock.'),
    ),
});
