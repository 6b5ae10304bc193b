import { fact } from '../fact.js';
import { list, number, text, textOrList } from '../shapes.js';

// Prints the claims of an assertion that stands in a file; nothing leaves the machine.
const CLAIMS = "cut -d. -f2 assertion.jwt | tr '_-' '/+' | base64 -d 2>/dev/null";

/** The facts of the assertion. */
export const ASSERTION = {
  'assertion.problem': fact(
    text('keep'),
    ['own-words'],
    'what is malformed, if anything: `not-three-parts`, `standard-base64`, …',
    'an assertion, a transcript',
    null,
  ),
  'assertion.algorithm': fact(text('keep'), [], '`alg` of the header; `RS256` is right', 'an assertion, a transcript', {
    ask: 'With which algorithm is the assertion signed (alg of its header)?',
    how: 'the decoded header, or the option "algorithm" of the signing library',
    command: 'cut -d. -f1 assertion.jwt | base64 -d 2>/dev/null',
    example: 'RS256',
  }),
  'assertion.issuer': fact(text('key'), ['identity'], 'claim `iss`: the consumer key', '`--client-id`, a paste', {
    ask: 'Which client id was sent (claim iss of the assertion)?',
    how: 'the setting "client id" or "consumer key" of the client, or the decoded claims',
    command: CLAIMS,
    example: '3MVG9…',
  }),
  'assertion.subject': fact(text('username'), ['identity'], 'claim `sub`: the username', '`--username`, a paste', {
    ask: 'Which username was sent (claim sub of the assertion)?',
    how: 'the setting "username" of the client, or the decoded claims',
    command: CLAIMS,
    example: 'ci@acme.example.com',
  }),
  'assertion.audience': fact(textOrList('url'), ['identity'], 'claim `aud`', '`--audience`, a paste', {
    ask: 'To which audience is the assertion addressed (claim aud)?',
    how: 'the setting "audience" of the client, or the decoded claims; decode them on your own machine',
    command: CLAIMS,
    example: 'https://login.salesforce.com',
  }),
  'assertion.expiresAt': fact(
    number,
    ['identity'],
    'claim `exp`, as it was sent: seconds, or milliseconds',
    'an assertion, a transcript',
    {
      ask: 'Until when is the assertion valid (claim exp)?',
      how: 'the decoded claims',
      command: CLAIMS,
      example: '1795600000 (seconds since 1970)',
    },
  ),
  'assertion.id': fact(text('name'), ['identity'], 'claim `jti`', 'an assertion, a transcript', null),
  'assertion.signedBy': fact(
    text('thumbprint'),
    ['identity'],
    'thumbprint of the key whose certificate verifies the signature',
    'assertion and certificate',
    null,
  ),
  'assertion.notSignedBy': fact(
    list(text('thumbprint')),
    ['accumulates', 'identity'],
    'thumbprints that do not verify it',
    'assertion and certificate',
    null,
  ),
  'clock.skewSeconds': fact(
    number,
    [],
    'clock of this machine minus that of the server, in seconds',
    'the `Date` header of an answer',
    {
      ask: 'How far is the clock of the machine off?',
      how: 'compare it with the Date header of a Salesforce host',
      command: 'date -u; curl -sI https://login.salesforce.com | grep -i ^date',
      example: '0',
    },
  ),
};
