import { defineCause } from './cause.js';
import { at, say, capital } from './steps.js';

export const appNotInOrg = defineCause({
  id: 'app-not-in-org',
  side: 'app',
  gate: 'app-in-org',
  shownBy: {
    answers: {
      crossOrgBlocked: { basis: 'reported', weight: 30, named: true },
      uninstalledAppDenied: { basis: 'reported', weight: 24 },
      clientAppNotInstalled: { basis: 'reported', weight: 28 },
      connectedAppNotInstalled: { basis: 'documented', weight: 30, named: true },
      clientIdInvalid: { basis: 'reported', weight: 10 },
      refreshScopeRequired: { basis: 'reported', weight: 8, weak: true },
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
  follows: ['sandbox-refresh', 'app-deleted', 'app-recreated'],
  oftenNext: true,
  title: 'The app is not in the org',
  summary: ({ app, host }) => `${capital(app)} is not in the org that ${host} leads to.`,
  remedy: (subject) => ({
    summary: 'Use an app that lives in this org.',
    steps: subject.isClientApp
      ? [
          at(
            subject,
            'externalClientApps',
            'Look whether the app is listed. A local External Client App serves its own org only; a sandbox does not get it by a refresh.',
          ),
          say(
            'If it is not: create it there with "New External Client App" (or deploy its metadata, with the element "certificate"), and use its own consumer key.',
          ),
          say(
            'If it is listed in another org: log in through the My Domain of that org (https://<its name>.my.salesforce.com).',
          ),
        ]
      : [
          at(
            subject,
            'connectedAppsUsage',
            'Find the app and click Install: a connected app of another org must be installed here.',
          ),
          say(
            'If it is not listed: create an External Client App in this org (Setup > Apps > External Client Apps > External Client App Manager > New External Client App) and use its consumer key. A deleted app does not come back under its old key.',
          ),
        ],
  }),
});
