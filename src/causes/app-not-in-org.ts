import { defineCause } from './cause.js';
import { at, say, oneWay, capital } from './steps.js';

export const appNotInOrg = defineCause({
  id: 'app-not-in-org',
  side: 'app',
  gate: 'app-in-org',
  goesWith: ['app', 'org'],
  shownBy: {
    answers: {
      crossOrgBlocked: { basis: 'reported', weight: 30, named: true },
      uninstalledAppDenied: { basis: 'reported', weight: 24 },
      clientAppNotInstalled: { basis: 'reported', weight: 28 },
      connectedAppNotInstalled: { basis: 'documented', weight: 30, named: true },
      clientIdInvalid: { basis: 'reported', weight: 10 },
      refreshScopeRequired: { basis: 'reported', weight: 8, unusual: true },
      clientAppNotFoundInBrowser: { basis: 'reported', weight: 30 },
      approvalError: { basis: 'reported', weight: 20 },
    },
    history: {
      'consumer-deleted': { basis: 'documented', weight: 30, named: true },
      'package-missing': { basis: 'documented', weight: 30, named: true },
    },
  },
  leadsTo: ({ clientApp }) =>
    clientApp
      ? ['clientAppNotInstalled', 'clientIdInvalid']
      : ['connectedAppNotInstalled', 'clientIdInvalid', 'notApproved'],
  telling: /not installed|uninstalled|cross-org|not found in (?:this )?org/i,
  follows: ['sandbox-refresh', 'app-deleted'],
  oftenNext: true,
  title: 'The app is not in the org',
  summary: ({ app, host }) => `${capital(app)} doesn't exist in the org behind ${host}.`,
  remedy: (subject) =>
    subject.isClientApp
      ? oneWay(
          'Use an app that exists in this org.',
          at(
            subject,
            'externalClientApps',
            "Check whether the app is listed. A local External Client App serves its own org only, and a sandbox refresh doesn't copy it.",
          ),
          say(
            'If it is missing: click New External Client App (or deploy its metadata with the element "certificate"), and use its own consumer key.',
          ),
          say("If it is in another org: log in with that org's My Domain."),
        )
      : oneWay(
          'Use an app that exists in this org.',
          at(
            subject,
            'connectedAppsUsage',
            'Find the app and click Install. A connected app of another org must be installed here.',
          ),
          say(
            'If it is not listed: create an External Client App (External Client App Manager > New External Client App), and use its consumer key.',
          ),
          say("A deleted app doesn't come back under its old consumer key."),
        ),
});
