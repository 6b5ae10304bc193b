import { fact } from '../fact.js';
import { flag, list, number, oneOf, optional, record, text, url, wholeNumber } from '../shapes.js';

/** One answer of the token endpoint. `problem` stands where no HTTP answer came. */
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
  /** Its place among the events of the evidence, where several are told. */
  order: optional(number),
  intended: optional(flag),
  /** Whether the answer was seen to carry a token. */
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
    'what the token endpoint said, every attempt',
    'the login itself, a paste',
    {
      ask: 'What exactly did the token endpoint answer, and when?',
      how: 'the raw answer with its Date header, or the same request by curl -i',
      example: '…',
    },
  ),
  'token.scope': fact(
    list(text('keep')),
    [],
    'scopes named in the answer that carried the token',
    'the login itself, a paste',
    {
      ask: 'Which scopes does the token reply name?',
      how: 'the field "scope" of the answer that carried the token',
      example: 'api,refresh_token',
    },
  ),
  'token.format': fact(oneOf('opaque', 'jwt'), [], 'format of the access token', 'the login itself', null),
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
    'what the API said to the token',
    'the login itself, a paste',
    {
      ask: 'What did the API answer to the token?',
      how: 'the log of the client after the login',
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
    'the error that an authorize page or its redirect showed',
    'a paste; the command `authorize`',
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
    'what is at a host: `serves` is `salesforce`, `something-else` or `nothing`',
    'a request without a login',
    {
      ask: 'Does the host answer at all?',
      how: 'ask it without a login',
      command: 'curl -sS {hostUrl}/.well-known/openid-configuration',
      example: '…',
    },
  ),
};
