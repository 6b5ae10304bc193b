import { defineCause } from './cause.js';
import { say } from './steps.js';

export const algorithmUnsupported = defineCause({
  id: 'algorithm-unsupported',
  side: 'request',
  gate: 'shape',
  shownBy: { answers: { assertionInvalid: { basis: 'inferred', weight: 8 } } },
  leadsTo: ['assertionInvalid'],
  telling: /\balg(?:orithm)?\b|RS(?:384|512)|ES256/i,
  title: 'The assertion is not signed with RS256',
  summary: () =>
    'The login request (assertion) is signed in another way than RS256, the only one that Salesforce takes in this flow.',
  remedy: () => ({
    summary: 'Sign with RS256 and the RSA private key.',
    steps: [
      say(
        'Set the algorithm of the signing library to RS256: algorithm "RS256" for jsonwebtoken and PyJWT, setProtectedHeader({ alg: "RS256" }) for jose. Give it the private key (server.key), not the consumer secret.',
      ),
    ],
  }),
});
