import { fact } from '../fact.js';
import { flag, list, number, oneOf, optional, record, text, url, wholeNumber } from '../shapes.js';

/** One answer of the token endpoint. `problem` is set when there was no HTTP answer. */
const tokenAnswer = record({
  url,
  audience: optional(url),
  subject: optional(text('username')),
  consumerKey: optional(text('key')),
  client: optional(text('text')),
  status: optional(wholeNumber),
  error: optional(text('keep')),
  description: optional(text('prose')),
  at: optional(text('keep')),
  /** Position among the events of the evidence, when there are several. */
  order: optional(number),
  intended: optional(flag),
  /** Whether the answer contained a token. */
  token: optional(flag),
  body: optional(text('prose')),
  bodyKind: optional(oneOf('json', 'html', 'empty', 'truncated', 'too-large', 'text')),
  location: optional(url),
  problem: optional(oneOf('dns', 'refused', 'reset', 'tls', 'timeout', 'proxy', 'network')),
});

/** The facts of the answers of Salesforce. */
export const ANSWERS = {
  'token.answers': fact(
    list(tokenAnswer),
    ['accumulates', 'identity', 'testimony'],
    'the answers of the token endpoint, one for each attempt',
    'the login, pasted text',
    {
      ask: 'What exactly did the token endpoint answer, and when?',
      how: 'the whole answer with its Date header; curl -i prints both',
      example: '…',
    },
  ),
  'token.scope': fact(
    list(text('keep')),
    [],
    'the scopes in the answer that contained the token',
    'the login, pasted text',
    {
      ask: 'Which scopes did Salesforce return with the token?',
      how: 'the field "scope" of the answer that contained the token',
      example: 'api,refresh_token',
    },
  ),
  'token.format': fact(oneOf('opaque', 'jwt'), [], 'the format of the access token', 'the login', null),
  'api.answers': fact(
    list(
      record({
        url: optional(url),
        status: optional(wholeNumber),
        errorCode: optional(text('keep')),
        message: optional(text('prose')),
        at: optional(text('keep')),
        order: optional(number),
      }),
    ),
    ['accumulates', 'testimony'],
    'the answers of the API to calls with the token',
    'the login, pasted text',
    {
      ask: 'What did the API answer to the first call with the token?',
      how: 'the client log after the login',
      example: '…',
    },
  ),
  'authorize.answer': fact(
    record({
      error: optional(text('keep')),
      description: optional(text('prose')),
      url: optional(url),
      at: optional(text('keep')),
      order: optional(number),
    }),
    ['testimony'],
    'the error that the authorize page or its redirect showed',
    'pasted text, the command `authorize`',
    null,
  ),
  'host.discovery': fact(
    list(
      record({
        origin: url,
        serves: oneOf('salesforce', 'something-else', 'nothing'),
        issuer: optional(url),
        orgId: optional(text('id')),
      }),
    ),
    ['accumulates', 'identity', 'testimony'],
    'the kind of server at a host: `serves` is `salesforce`, `something-else` or `nothing`',
    'a request without a login',
    {
      ask: 'Does the login host answer?',
      how: 'call it without a login',
      command: 'curl -sS {hostUrl}/.well-known/openid-configuration',
      example: '…',
    },
  ),
};
