import { defineCause } from './cause.js';
import { say } from './steps.js';

export const wrongHttpRequest = defineCause({
  id: 'wrong-http-request',
  side: 'request',
  gate: 'form',
  shownBy: {
    answers: { grantTypeNotSupported: { basis: 'reported', weight: 30 } },
    shapes: { redirect: { basis: 'inferred', weight: 10 } },
  },
  leadsTo: ['grantTypeNotSupported'],
  title: 'The request is not a form posted to the token endpoint',
  summary: () =>
    'The token endpoint reads only a form (application/x-www-form-urlencoded) sent with POST to /services/oauth2/token; what was sent is something else.',
  remedy: ({ hostUrl }) => ({
    summary: 'Send the two fields as a form.',
    steps: [
      say(
        'POST to this address, with Content-Type: application/x-www-form-urlencoded; no JSON body, nothing in the query:',
        `${hostUrl}/services/oauth2/token`,
      ),
      say(
        'The body holds grant_type and assertion:',
        'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=<the signed JWT>',
      ),
    ],
  }),
});
