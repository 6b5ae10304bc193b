import { fact } from '../fact.js';
import { list, text, url } from '../shapes.js';

/** The facts of the token request. */
export const REQUEST = {
  'request.url': fact(url, ['identity'], 'where the token request went', '`--instance-url`, a paste', {
    ask: 'To which URL was the token request sent?',
    how: 'the setting "login URL", "domain" or "token URL" of the client, or its log',
    example: 'https://login.salesforce.com/services/oauth2/token',
  }),
  'request.method': fact(text('keep'), [], '`POST`, or what was used instead', 'a pasted transcript', {
    ask: 'Which HTTP method did the request use?',
    how: 'the log of the client',
    example: 'POST',
  }),
  'request.contentType': fact(
    text('keep'),
    [],
    'media type of the body; `none` when the header was missing',
    'a pasted transcript',
    {
      ask: 'Which Content-Type did the request have?',
      how: 'the log of the client, or the same request by curl -v',
      example: 'application/x-www-form-urlencoded',
    },
  ),
  'request.grantType': fact(text('keep'), [], 'the field `grant_type`', 'a pasted transcript', {
    ask: 'Which grant_type was sent?',
    how: 'the log of the client',
    example: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  }),
  'request.parameters': fact(
    list(text('keep')),
    [],
    'names of the form fields that were sent, never their values',
    'a pasted transcript',
    {
      ask: 'Which form parameters were sent (names only)?',
      how: 'the log of the client',
      example: 'grant_type,assertion',
    },
  ),
};
