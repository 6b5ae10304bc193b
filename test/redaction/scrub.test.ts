import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scrub, scrubText } from '../../src/redaction/scrub.js';

const base64 = (length: number) => 'Ab1/'.repeat(Math.ceil(length / 4)).slice(0, length);

describe('redaction', () => {
  it.each([
    [
      'a private key',
      `-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA${base64(800)}\n-----END RSA PRIVATE KEY-----`,
      '[private key removed]',
    ],
    ['a key without its end', `-----BEGIN PRIVATE KEY-----\nMIIE${base64(900)}`, '[private key removed]'],
    ['an assertion', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHIn0.c2lnbmF0dXJl', '[assertion removed]'],
    ['a session id', '00D5g00000AbCdE!AQ4AQHtokentokentokentokentoken', '[session id removed]'],
    ['a refresh token', '5Aep861KIwKdekr90KlxVVU.xyzxyzxyzxyz', '[refresh token removed]'],
    ['a form field', 'client_secret=ABCDEF123456&x=1', 'client_secret=[secret removed]&x=1'],
    ['a JSON field', '{"access_token":"abcdefghijk"}', '{"access_token":"[secret removed]"}'],
    ['a header', 'Authorization: Bearer abcdefghijklmnop', 'Authorization: [secret removed]'],
    ['a cookie', 'Set-Cookie: BrowserId=abc; Path=/', 'Set-Cookie: [cookie removed]'],
    ['an auth URL', 'force://PlatformCLI::5Aep@acme.my.salesforce.com', '[auth URL removed]'],
  ])('takes out %s', (_name, secret, clean) => {
    expect(scrubText(`before ${secret} after`)).toContain(clean.slice(0, 12));
    expect(scrubText(secret)).toBe(clean);
  });

  it.each([
    "invalid_grant: user hasn't approved this consumer",
    'https://acme.my.salesforce.com/services/oauth2/token',
    '3MVG9odJFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDLkDmWJ6UuVTAIjvFu7WICPhDeOZIiBOB_Y',
    'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer',
    'ci@acme.example.com',
    '2026-11-23T12:00:00.000Z',
    '00D5g00000AbCdEAAV',
  ])('leaves %s as it is', (text) => {
    expect(scrubText(text)).toBe(text);
  });

  it('cleans every string of a value and keeps its shape', () => {
    const secret = '00D5g00000AbCdE!AQ4AQHtokentokentokentokentoken';
    expect(scrub({ a: [secret, { b: secret }], c: 1, d: null })).toEqual({
      a: ['[session id removed]', { b: '[session id removed]' }],
      c: 1,
      d: null,
    });
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const once = scrubText(text);
        expect(scrubText(once)).toBe(once);
      }),
    );
  });
});
