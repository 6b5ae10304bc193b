import type { Fact } from '../fact.js';
import { list, number, text, textOrList } from '../shapes.js';

// Prints the claims of an assertion that stands in a file; nothing leaves the machine.
const CLAIMS = "cut -d. -f2 assertion.jwt | tr '_-' '/+' | base64 -d 2>/dev/null";

/** The facts of the assertion. */
export const ASSERTION = {
  'assertion.problem': {
    shape: text('keep'),
    traits: ['own-words'],
    means: 'what is malformed, if anything: `not-three-parts`, `standard-base64`, …',
    toldBy: 'an assertion, a transcript',
    question: null,
  },
  'assertion.algorithm': {
    shape: text('keep'),
    traits: [],
    means: '`alg` of the header; `RS256` is right',
    toldBy: 'an assertion, a transcript',
    question: {
      ask: 'With which algorithm is the assertion signed (alg of its header)?',
      how: 'the decoded header, or the option "algorithm" of the signing library',
      command: 'cut -d. -f1 assertion.jwt | base64 -d 2>/dev/null',
      example: 'RS256',
    },
  },
  'assertion.issuer': {
    shape: text('key'),
    traits: ['identity'],
    means: 'claim `iss`: the consumer key',
    toldBy: '`--client-id`, a paste',
    question: {
      ask: 'Which client id was sent (claim iss of the assertion)?',
      how: 'the setting "client id" or "consumer key" of the client, or the decoded claims',
      command: CLAIMS,
      example: '3MVG9…',
    },
  },
  'assertion.subject': {
    shape: text('username'),
    traits: ['identity'],
    means: 'claim `sub`: the username',
    toldBy: '`--username`, a paste',
    question: {
      ask: 'Which username was sent (claim sub of the assertion)?',
      how: 'the setting "username" of the client, or the decoded claims',
      command: CLAIMS,
      example: 'ci@acme.example.com',
    },
  },
  'assertion.audience': {
    shape: textOrList('url'),
    traits: ['identity'],
    means: 'claim `aud`',
    toldBy: '`--audience`, a paste',
    question: {
      ask: 'To which audience is the assertion addressed (claim aud)?',
      how: 'the setting "audience" of the client, or the decoded claims; decode them on your own machine',
      command: CLAIMS,
      example: 'https://login.salesforce.com',
    },
  },
  'assertion.expiresAt': {
    shape: number,
    traits: ['identity'],
    means: 'claim `exp`, as it was sent: seconds, or milliseconds',
    toldBy: 'an assertion, a transcript',
    question: {
      ask: 'Until when is the assertion valid (claim exp)?',
      how: 'the decoded claims',
      command: CLAIMS,
      example: '1795600000 (seconds since 1970)',
    },
  },
  'assertion.id': {
    shape: text('name'),
    traits: ['identity'],
    means: 'claim `jti`',
    toldBy: 'an assertion, a transcript',
    question: null,
  },
  'assertion.signedBy': {
    shape: text('thumbprint'),
    traits: ['identity'],
    means: 'thumbprint of the key whose certificate verifies the signature',
    toldBy: 'assertion and certificate',
    question: null,
  },
  'assertion.notSignedBy': {
    shape: list(text('thumbprint')),
    traits: ['accumulates', 'identity'],
    means: 'thumbprints that do not verify it',
    toldBy: 'assertion and certificate',
    question: null,
  },
  'clock.skewSeconds': {
    shape: number,
    traits: [],
    means: 'clock of this machine minus that of the server, in seconds',
    toldBy: 'the `Date` header of an answer',
    question: {
      ask: 'How far is the clock of the machine off?',
      how: 'compare it with the Date header of a Salesforce host',
      command: 'date -u; curl -sI https://login.salesforce.com | grep -i ^date',
      example: '0',
    },
  },
} satisfies Record<string, Fact>;
