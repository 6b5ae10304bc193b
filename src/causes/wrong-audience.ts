import { defineCause } from './cause.js';
import { say } from './steps.js';

export const wrongAudience = defineCause({
  id: 'wrong-audience',
  side: 'request',
  gate: 'audience',
  shownBy: {
    answers: { audienceInvalid: { basis: 'documented', weight: 30 } },
    history: { audience: { basis: 'inferred', weight: 30, named: true } },
  },
  leadsTo: ['audienceInvalid'],
  telling: /\baudience\b|\baud\b/i,
  follows: ['domain-changed'],
  oftenNext: true,
  title: 'The audience does not fit the host',
  summary: ({ host }) =>
    `The login request (assertion) is addressed to an audience (claim aud) that ${host} does not accept.`,
  remedy: (subject) => ({
    summary: 'Name the audience (claim aud) that belongs to the org.',
    steps: [
      say(
        `Set aud to one string, with https:// and without a path: ${subject.audience}. The My Domain URL of the org is accepted by current orgs as well (reports before 2024 say it was refused).`,
      ),
      say(
        'For the Salesforce CLI:',
        `export SF_AUDIENCE_URL=${subject.orgKind === 'sandbox' || subject.orgKind === 'scratch' ? 'https://test.salesforce.com' : 'https://login.salesforce.com'}`,
      ),
    ],
  }),
});
