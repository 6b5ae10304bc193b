import { defineCause } from './cause.js';
import { say, eitherWay } from './steps.js';

export const wrongAudience = defineCause({
  id: 'wrong-audience',
  side: 'request',
  gate: 'audience',
  goesWith: ['code', 'host', 'settings'],
  shownBy: {
    answers: { audienceInvalid: { basis: 'documented', weight: 30 } },
    history: { audience: { basis: 'inferred', weight: 30, named: true } },
  },
  leadsTo: ['audienceInvalid'],
  telling: /\baudience\b|\baud\b/i,
  follows: ['domain-changed', 'code-changed', 'settings-changed'],
  oftenNext: true,
  title: "The audience doesn't fit the host",
  summary: ({ host }) => `${host} doesn't accept the audience (claim aud) of this assertion.`,
  remedy: (subject) =>
    eitherWay(
      'Use the audience that belongs to the org.',
      {
        title: 'In the Salesforce CLI',
        steps: [
          say(
            'Set the audience in the environment, then log in again:',
            `export SF_AUDIENCE_URL=${subject.orgKind === 'sandbox' || subject.orgKind === 'scratch' ? 'https://test.salesforce.com' : 'https://login.salesforce.com'}`,
          ),
        ],
      },
      {
        title: 'In your own program',
        steps: [
          say(`Set aud to one string with https:// and without a path: ${subject.audience}.`),
          say("Current orgs also accept the org's My Domain URL (reports before 2024 say that it was refused)."),
        ],
      },
    ),
});
