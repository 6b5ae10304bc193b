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
    'OAuth tokens of the user for this app; an empty list: provably none',
    'you, from the user > OAuth Connected Apps',
    {
      ask: 'Which OAuth tokens does the user hold for this app?',
      how: '{user} > OAuth Connected Apps',
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
    'how the app was approved: `flow` is `web-server`, `user-agent`, `device` or `http-client`',
    'you, a paste; the command `authorize`',
    {
      ask: 'How was the app approved, if it was?',
      how: 'the person who set it up: in a browser, by which user, and was the code exchanged?',
      example: 'none (or what docs/facts.md shows)',
      usual: [
        ['It never was', '[]'],
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
    'rows of the Login History',
    'you, from Setup > Identity > Login History',
    {
      ask: 'What does the Login History say about the minute of the failure?',
      how: 'the rows of this user (in production and in the sandbox)',
      place: 'loginHistory',
      example: '…',
    },
  ),
};
