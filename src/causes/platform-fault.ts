import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const platformFault = defineCause({
  id: 'platform-fault',
  side: 'platform',
  gate: 'transport',
  goesWith: ['org', 'host', 'moment'],
  beginsByItself: true,
  shownBy: {
    clients: {
      connection: { basis: 'inferred', weight: 10 },
      'salesforce-error-page': { basis: 'reported', weight: 30, named: true },
    },
    answers: {
      retryRequest: { basis: 'reported', weight: 24 },
      notApproved: { basis: 'reported', weight: 1, unusual: true },
    },
    shapes: {
      'server-fault': { basis: 'reported', weight: 30 },
      'html-page': { basis: 'reported', weight: 10 },
      'empty-answer': { basis: 'reported', weight: 20 },
      'cut-answer': { basis: 'reported', weight: 15 },
      intermittent: { basis: 'reported', weight: 30 },
    },
  },
  leadsTo: [],
  telling: /unknown_error|server_error|temporarily|try again|retry/i,
  title: 'Salesforce itself has a fault',
  summary: ({ host }) =>
    `${host} answers the same request sometimes with a token and sometimes with a fault. No setting explains that.`,
  remedy: ({ host, myDomain }) =>
    oneWay(
      "Use the org's My Domain, and report the fault.",
      say(
        `Use ${myDomain} instead of ${host} as login URL and as audience. The generic hosts had such faults in 2026.`,
      ),
      say('Check https://status.salesforce.com, and open a case with the time, the host and the status of the answer.'),
    ),
});
