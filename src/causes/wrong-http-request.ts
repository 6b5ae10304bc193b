import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const wrongHttpRequest = defineCause({
  id: 'wrong-http-request',
  side: 'request',
  gate: 'form',
  goesWith: ['code'],
  shownBy: {
    answers: { grantTypeNotSupported: { basis: 'reported', weight: 30 } },
    shapes: { redirect: { basis: 'inferred', weight: 10 } },
  },
  leadsTo: ['grantTypeNotSupported'],
  follows: ['client-upgrade', 'code-changed'],
  title: 'The request is not a form posted to the token endpoint',
  summary: () =>
    'The token endpoint accepts only a form (application/x-www-form-urlencoded), sent with POST to /services/oauth2/token. This request is different.',
  remedy: ({ hostUrl }) =>
    oneWay(
      'Post the two fields as a form.',
      say(
        'Use POST to this address with Content-Type: application/x-www-form-urlencoded. Use no JSON body and no query:',
        `${hostUrl}/services/oauth2/token`,
      ),
      say(
        'Put these two fields into the body:',
        'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=SIGNED_JWT',
      ),
    ),
});
