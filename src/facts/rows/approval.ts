import { fact } from '../fact.js';
import { flag, list, number, oneOf, optional, record, text, url } from '../shapes.js';

/** The facts of the approvals and logins of the user. */
export const APPROVAL = {
  'approval.tokens': fact(
    list(
      record({
        appName: optional(text('name')),
        username: optional(text('username')),
        createdAt: optional(text('keep')),
        lastUsedAt: optional(text('keep')),
        useCount: optional(number),
      }),
    ),
    ['identity'],
    'the OAuth tokens of the user for this app; an empty list means certainly none',
    'you, from the user page > OAuth Connected Apps',
    {
      ask: 'Which OAuth tokens does the user have for this app?',
      how: 'open {user}, section OAuth Connected Apps',
      place: 'users',
      example: 'none (or what docs/facts.md shows)',
      usual: [['None for this app', '[]']],
      firstLook: 4,
    },
  ),
  'approval.attempts': fact(
    list(
      record({
        flow: oneOf('web-server', 'user-agent', 'device', 'http-client'),
        exchanged: optional(flag),
        scopes: optional(list(text('text'))),
        username: optional(text('username')),
        host: optional(url),
      }),
    ),
    ['accumulates', 'identity'],
    'attempts to approve the app: `flow` is `web-server`, `user-agent`, `device` or `http-client`',
    'you, pasted text, the command `authorize`',
    {
      ask: 'Has the user approved the app, and how?',
      how: 'ask the person who set it up: in a browser, as which user, and was the code exchanged for a token?',
      example: 'none (or what docs/facts.md shows)',
      usual: [
        ['Never', '[]'],
        [
          'By this user in a browser, and the code was exchanged for a refresh token',
          '[{"flow":"web-server","exchanged":true,"scopes":["api","refresh_token"]}]',
        ],
        ['In a browser, but the code was not exchanged', '[{"flow":"web-server","exchanged":false}]'],
        ['In a browser, without the scope refresh_token', '[{"flow":"web-server","exchanged":true,"scopes":["api"]}]'],
        ['By curl, Postman or code, without a browser', '[{"flow":"http-client"}]'],
      ],
    },
  ),
  'login.history': fact(
    list(
      record({
        at: optional(text('keep')),
        status: text('prose'),
        application: optional(text('name')),
        loginType: optional(text('keep')),
        loginSubType: optional(text('keep')),
        sourceIp: optional(text('address')),
        loginUrl: optional(url),
        username: optional(text('username')),
      }),
    ),
    ['accumulates', 'identity', 'testimony'],
    'the rows of the Login History for this user',
    'you, from Setup > Identity > Login History',
    {
      ask: 'What does the Login History show for the time of the failure?',
      how: 'all rows of this user, in production and in the sandbox',
      place: 'loginHistory',
      example: '…',
    },
  ),
};
