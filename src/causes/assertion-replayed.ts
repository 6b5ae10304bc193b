import { defineCause } from './cause.js';
import { say } from './steps.js';

export const assertionReplayed = defineCause({
  id: 'assertion-replayed',
  side: 'request',
  gate: 'time',
  shownBy: {
    answers: {
      assertionReplayed: { basis: 'reported', weight: 30, named: true },
      assertionInvalid: { basis: 'inferred', weight: 2, weak: true },
    },
    history: { replay: { basis: 'inferred', weight: 30, named: true } },
  },
  leadsTo: ['assertionInvalid'],
  telling: /\bjti\b|replay|already (?:been )?used|already in use/i,
  title: 'The assertion was used before',
  summary: () =>
    'The login request (assertion) carries a number of its own (claim jti) that Salesforce has seen before.',
  remedy: () => ({
    summary: 'Make a new assertion each time.',
    steps: [
      say(
        'Leave the claim jti out, or fill it with a new random value (a UUID) for each request; sign anew before a retry.',
      ),
    ],
  }),
});
