import type { Fact } from '../fact.js';
import { list, text, url } from '../shapes.js';

/** The facts of the token request. */
export const REQUEST = {
  'request.url': {
    shape: url,
    traits: ['identity'],
    means: 'where the token request went',
    toldBy: '`--instance-url`, a paste',
    question: {
      ask: 'To which URL was the token request sent?',
      how: 'the setting "login URL", "domain" or "token URL" of the client, or its log',
      example: 'https://login.salesforce.com/services/oauth2/token',
    },
  },
  'request.method': {
    shape: text('keep'),
    traits: [],
    means: '`POST`, or what was used instead',
    toldBy: 'a pasted transcript',
    question: { ask: 'Which HTTP method did the request use?', how: 'the log of the client', example: 'POST' },
  },
  'request.contentType': {
    shape: text('keep'),
    traits: [],
    means: 'media type of the body; `none` when the header was missing',
    toldBy: 'a pasted transcript',
    question: {
      ask: 'Which Content-Type did the request have?',
      how: 'the log of the client, or the same request by curl -v',
      example: 'application/x-www-form-urlencoded',
    },
  },
  'request.grantType': {
    shape: text('keep'),
    traits: [],
    means: 'the field `grant_type`',
    toldBy: 'a pasted transcript',
    question: {
      ask: 'Which grant_type was sent?',
      how: 'the log of the client',
      example: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    },
  },
  'request.parameters': {
    shape: list(text('keep')),
    traits: [],
    means: 'names of the form fields that were sent, never their values',
    toldBy: 'a pasted transcript',
    question: {
      ask: 'Which form parameters were sent (names only)?',
      how: 'the log of the client',
      example: 'grant_type,assertion',
    },
  },
} satisfies Record<string, Fact>;
