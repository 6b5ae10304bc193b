import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const algorithmUnsupported = defineCause({
  id: 'algorithm-unsupported',
  side: 'request',
  gate: 'shape',
  goesWith: ['code'],
  shownBy: { answers: { assertionInvalid: { basis: 'inferred', weight: 8 } } },
  leadsTo: ['assertionInvalid'],
  telling: /\balg(?:orithm)?\b|RS(?:384|512)|ES256/i,
  follows: ['client-upgrade', 'code-changed'],
  title: 'The assertion is not signed with RS256',
  summary: () => 'Salesforce accepts only assertions that are signed with RS256. This one uses another algorithm.',
  remedy: ({ key }) =>
    oneWay(
      'Sign with RS256 and the RSA private key.',
      say(
        'Set the algorithm to RS256: algorithm "RS256" in jsonwebtoken and PyJWT, setProtectedHeader({ alg: "RS256" }) in jose.',
      ),
      say(`Sign with ${key}, not with the consumer secret.`),
    ),
});
