import { fact } from '../fact.js';
import { flag, list, number, text, textOrList } from '../shapes.js';

// Prints the claims of an assertion in a file, on this machine only.
const CLAIMS = "cut -d. -f2 assertion.jwt | tr '_-' '/+' | base64 -d 2>/dev/null";

/** The facts of the assertion. */
export const ASSERTION = {
  'assertion.problem': fact(
    text('keep'),
    ['own-words'],
    'the reason the assertion is malformed: `not-three-parts`, `standard-base64`, …',
    'an assertion, an HTTP transcript',
    null,
  ),
  'assertion.algorithm': fact(
    text('keep'),
    [],
    'the algorithm of the assertion (`alg` in its header); JWT login needs `RS256`',
    'an assertion, an HTTP transcript',
    {
      ask: 'Which algorithm signs the assertion (alg in its header)?',
      how: 'the decoded header, or the option "algorithm" of the signing library',
      command: 'cut -d. -f1 assertion.jwt | base64 -d 2>/dev/null',
      example: 'RS256',
    },
  ),
  'assertion.issuer': fact(
    text('key'),
    ['identity'],
    'the consumer key in the assertion (claim `iss`)',
    '`--client-id`, pasted text',
    {
      ask: 'Which consumer key did the client send (claim iss of the assertion)?',
      how: 'the setting "consumer key" or "client ID" of the client, or the decoded claims',
      command: CLAIMS,
      example: '3MVG9…',
    },
  ),
  'assertion.subject': fact(
    text('username'),
    ['identity'],
    'the username in the assertion (claim `sub`)',
    '`--username`, pasted text',
    {
      ask: 'Which username did the client send (claim sub of the assertion)?',
      how: 'the setting "username" of the client, or the decoded claims',
      command: CLAIMS,
      example: 'ci@acme.example.com',
    },
  ),
  'assertion.audience': fact(
    textOrList('url'),
    ['identity'],
    'the audience of the assertion (claim `aud`)',
    '`--audience`, pasted text',
    {
      ask: 'Which audience did the client send (claim aud of the assertion)?',
      how: 'the setting "audience" of the client, or the claims, decoded on your own machine',
      command: CLAIMS,
      example: 'https://login.salesforce.com',
    },
  ),
  'assertion.lifetimeSeconds': fact(
    number,
    [],
    'how long a program lets the assertion be valid, in seconds; below zero where it has expired when it is made',
    'the program that builds the assertion',
    null,
  ),
  'assertion.swapped': fact(
    flag,
    [],
    'a program gives the username to `iss` and the consumer key to `sub`',
    'the program that builds the assertion',
    null,
  ),
  'assertion.expiresAt': fact(
    number,
    ['identity'],
    'the expiry of the assertion (claim `exp`) as sent, in seconds or milliseconds',
    'an assertion, an HTTP transcript',
    {
      ask: 'When does the assertion expire (claim exp)?',
      how: 'the decoded claims',
      command: CLAIMS,
      example: '1795600000 (seconds since 1970)',
    },
  ),
  'assertion.id': fact(
    text('name'),
    ['identity'],
    'the unique ID of the assertion (claim `jti`)',
    'an assertion, an HTTP transcript',
    null,
  ),
  'assertion.acceptedBefore': fact(
    flag,
    ['identity'],
    'an assertion with the same `jti` got a token before',
    'several requests in one HTTP transcript',
    null,
  ),
  'assertion.signedBy': fact(
    text('thumbprint'),
    ['identity'],
    'the thumbprint of the key that signed the assertion',
    'an assertion together with a certificate',
    null,
  ),
  'assertion.notSignedBy': fact(
    list(text('thumbprint')),
    ['accumulates', 'identity'],
    'thumbprints of keys that did not sign the assertion',
    'an assertion together with a certificate',
    null,
  ),
  'clock.skewSeconds': fact(
    number,
    [],
    'the clock of this machine minus the clock of the server, in seconds',
    'the `Date` header of an answer',
    {
      ask: 'How many seconds is the clock of the machine wrong?',
      how: 'compare the clock with the Date header of a Salesforce host',
      command: 'date -u; curl -sI https://login.salesforce.com | grep -i ^date',
      example: '0',
    },
  ),
};
