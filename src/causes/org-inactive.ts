import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const orgInactive = defineCause({
  id: 'org-inactive',
  side: 'org',
  gate: 'state',
  goesWith: ['org'],
  beginsByItself: true,
  shownBy: {
    answers: { inactiveOrg: { basis: 'reported', weight: 30, named: true } },
    shapes: { 'html-page': { basis: 'documented', weight: 15 }, 'server-fault': { basis: 'inferred', weight: 6 } },
    clients: { 'salesforce-error-page': { basis: 'inferred', weight: 6 } },
    history: { 'org-state': { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['inactiveOrg'],
  telling: /org(?:anization)? (?:is )?(?:inactive|locked|suspended|expired)|trial/i,
  follows: ['org-locked'],
  title: 'The org is inactive',
  summary: ({ host }) => `The org behind ${host} is locked, expired, deleted or in maintenance.`,
  remedy: (subject) =>
    oneWay(
      'Reactivate the org, or log in to another one.',
      say('Open the login page in a browser, and look the org up at https://status.salesforce.com.', subject.myDomain),
      say(
        'Check the end date of a scratch org. An expired one doesn\'t come back; "sf org create scratch" makes a new one.',
        'sf org list --all',
      ),
      say('For an ended trial or an unused sandbox, ask Salesforce Support at https://help.salesforce.com.'),
    ),
});
