import { defineCause } from './cause.js';
import { say, oneWay } from './steps.js';

export const assertionMalformed = defineCause({
  id: 'assertion-malformed',
  side: 'request',
  gate: 'shape',
  goesWith: ['code', 'machine'],
  shownBy: {
    answers: {
      clientCredentialsInvalid: { basis: 'reported', weight: 12 },
      assertionInvalid: { basis: 'reported', weight: 16 },
    },
  },
  leadsTo: ['assertionInvalid', 'clientCredentialsInvalid'],
  telling: /malformed|not a (?:valid )?jwt|could not be (?:parsed|decoded)|bad assertion/i,
  follows: ['code-changed'],
  title: 'The assertion is not a well-formed JWT',
  summary: () =>
    'The assertion must be a signed JWT: three base64url parts with dots between them, and the claims iss, sub, aud and exp. This one is not.',
  remedy: () =>
    oneWay(
      'Send a compact, signed JWT.',
      say('Let a library make it, such as jsonwebtoken, jose, PyJWT or java-jwt.'),
      say(
        'Check that it starts with eyJ and has exactly two dots, no blanks and none of + / =. This must print 2:',
        'tr -cd . < assertion.jwt | wc -c',
      ),
      say('Give it the claims iss (consumer key), sub (username), aud and exp.'),
    ),
});
