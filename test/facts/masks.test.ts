import { expect, it } from '@jest/globals';
import { isMasked } from '../../src/facts/masks.js';

it.each([
  '***',
  'xxx',
  'XXX',
  '...',
  '----',
  'xxx@xxx.com',
  '[REDACTED]',
  '<clientId>',
  '${SF_CLIENT_ID}',
  'CONSUMER_KEY',
  'CONSUMER_KEY_OF_THE_APP',
  'client-id',
  'your consumer key',
  'my_client_id',
  'YOUR_CONSUMER_KEY',
  '3MVG9xxx',
])('%j is a mask, so that the value is unknown', (value) => {
  expect(isMasked(value)).toBe(true);
});

it.each([
  'ci@acme.example.com',
  'maxxx@acme.example.com',
  'https://acme.my.salesforce.com',
  '3MVG9ci.example.consumer.key',
  'myapp',
  'My App',
  'The Connected App',
  'some-service@acme.example.com',
  'PlatformCLI',
  'aa',
  '00D000000000001EAA',
])('%j is a value', (value) => {
  expect(isMasked(value)).toBe(false);
});
