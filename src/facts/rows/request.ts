import { fact } from '../fact.js';
import { list, text, url } from '../shapes.js';

/** The facts of the token request. */
export const REQUEST = {
  'request.url': fact(url, ['identity'], 'the URL of the token request', '`--instance-url`, pasted text', {
    ask: 'Which URL did the client send the token request to?',
    how: 'the setting "login URL", "domain" or "token URL" of the client, or the client log',
    example: 'https://login.salesforce.com/services/oauth2/token',
  }),
  'request.method': fact(
    text('keep'),
    [],
    'the HTTP method of the token request; JWT login needs `POST`',
    'a pasted HTTP transcript',
    {
      ask: 'Which HTTP method did the token request use?',
      how: 'the client log',
      example: 'POST',
    },
  ),
  'request.contentType': fact(
    text('keep'),
    [],
    'the Content-Type of the token request; `none` when the header was missing',
    'a pasted HTTP transcript',
    {
      ask: 'Which Content-Type did the token request have?',
      how: 'the client log, or the same request with curl -v',
      example: 'application/x-www-form-urlencoded',
    },
  ),
  'request.grantType': fact(
    text('keep'),
    [],
    'the parameter `grant_type` of the token request',
    'a pasted HTTP transcript',
    {
      ask: 'Which grant_type did the client send?',
      how: 'the client log',
      example: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    },
  ),
  'request.parameters': fact(
    list(text('keep')),
    [],
    'the names of the form parameters in the token request, never their values',
    'a pasted HTTP transcript',
    {
      ask: 'Which form parameters did the client send (names only)?',
      how: 'the client log',
      example: 'grant_type,assertion',
    },
  ),
};
