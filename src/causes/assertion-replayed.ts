import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const assertionReplayed = defineCause({
  id: 'assertion-replayed',
  side: 'request',
  gate: 'time',
  goesWith: ['code'],
  beginsByItself: true,
  shownBy: {
    answers: {
      assertionReplayed: { basis: 'reported', weight: 30, named: true },
      assertionInvalid: { basis: 'inferred', weight: 9, unusual: true },
    },
    history: { replay: { basis: 'inferred', weight: 30, named: true } },
  },
  leadsTo: ['assertionInvalid'],
  telling: /\bjti\b|replay|already (?:been )?used|already in use/i,
  follows: ['code-changed'],
  title: 'The assertion was used before',
  summary: () => 'The JWT has a unique ID (`jti`), so it can be used only once. Salesforce has seen this ID before.',
  remedy: () =>
    oneWay(
      'Make a new assertion for each request.',
      say('Leave out the claim jti, or fill it with a new random value (a UUID) for each request.'),
      say('Sign a new assertion before each retry.'),
    ),
});
