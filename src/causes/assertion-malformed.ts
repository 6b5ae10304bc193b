import { defineCause } from './cause.js';
import { say } from './steps.js';

export const assertionMalformed = defineCause({
  id: 'assertion-malformed',
  side: 'request',
  gate: 'shape',
  shownBy: {
    answers: {
      clientCredentialsInvalid: { basis: 'reported', weight: 12 },
      assertionInvalid: { basis: 'reported', weight: 16 },
    },
  },
  leadsTo: ['assertionInvalid', 'clientCredentialsInvalid'],
  telling: /malformed|not a (?:valid )?jwt|could not be (?:parsed|decoded)|bad assertion/i,
  title: 'The assertion is not a well-formed JWT',
  summary: () =>
    'What was sent as assertion (the signed login request) is not a signed JWT with the fields iss, sub, aud and exp: three base64url parts with dots between.',
  remedy: () => ({
    summary: 'Send a compact, signed JWT.',
    steps: [
      say(
        'Let a library make it (jsonwebtoken, jose, PyJWT, java-jwt). The assertion starts with eyJ, has exactly two dots, no blanks, no line ends, and none of the characters + / =; this must print 2:',
        'tr -cd . < assertion.jwt | wc -c',
      ),
      say('It carries iss (consumer key), sub (username), aud and exp. It is neither the key nor the certificate.'),
    ],
  }),
});
