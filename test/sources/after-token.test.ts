import { expect, it } from '@jest/globals';
import { apiOrigin } from '../../src/sources/after-token.js';

const HOME = 'https://acme.my.salesforce.com';
const LOGIN = 'https://login.salesforce.com';
const LOCAL = 'http://127.0.0.1:4000';

it.each([
  [HOME, LOGIN, HOME],
  [undefined, LOGIN, LOGIN],
  ['http://acme.my.salesforce.com', LOGIN, LOGIN],
  ['https://acme.example.com', LOGIN, LOGIN],
  [LOCAL, LOGIN, LOGIN],
  ['http://localhost:4000', HOME, HOME],
  ['https://[::1]:4000', HOME, HOME],
  [LOCAL, 'http://127.0.0.1:5000', LOCAL],
])('a token with the instance URL %s from %s goes to %s', (instanceUrl, issuer, origin) => {
  const token = { accessToken: 'x', ...(instanceUrl !== undefined && { instanceUrl }) };
  expect(apiOrigin(token, issuer)).toBe(origin);
});
