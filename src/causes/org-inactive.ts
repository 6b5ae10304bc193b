import { defineCause } from './cause.js';
import { say } from './steps.js';

export const orgInactive = defineCause({
  id: 'org-inactive',
  side: 'org',
  gate: 'state',
  shownBy: {
    answers: { inactiveOrg: { basis: 'reported', weight: 30, named: true } },
    shapes: { 'html-page': { basis: 'documented', weight: 15 } },
    history: { 'org-state': { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['inactiveOrg'],
  telling: /org(?:anization)? (?:is )?(?:inactive|locked|suspended|expired)|trial/i,
  title: 'The org is inactive',
  summary: ({ host }) => `The org behind ${host} is locked, expired, deleted or in maintenance.`,
  remedy: (subject) => ({
    summary: 'Bring the org back, or use another.',
    steps: [
      say('Open the login page in a browser; look the org up at https://status.salesforce.com:', subject.myDomain),
      say(
        'An expired scratch org does not come back; this shows its end date, and "sf org create scratch" makes a new one:',
        'sf org list --all',
      ),
      say(
        'An ended trial, or a sandbox unused for long: ask Salesforce Support at https://help.salesforce.com, or create a new one.',
      ),
    ],
  }),
});
