import { describe, expect, it } from '@jest/globals';
import { rememberSecret } from '../../src/redaction/own-secrets.js';
import { scrubText } from '../../src/redaction/scrub.js';

describe('a secret of this run', () => {
  const secret = 'plain+words/and =signs&';
  rememberSecret(secret);

  it.each([
    ['as it is', secret],
    ['in a URL', encodeURIComponent(secret)],
    ['in JSON', JSON.stringify({ a: secret })],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 of a URL', Buffer.from(secret).toString('base64url')],
    ['in HTML', secret.replace('&', '&amp;')],
  ])('is removed %s', (_how, written) => {
    expect(scrubText(`the server says ${written}, twice: ${written}`)).not.toContain(written.slice(2, -2));
  });

  it('is removed in parts where it is an assertion or a key', () => {
    rememberSecret('eyJhbGciOiJub25lIn0.claims-claims-claims.signature-signature');
    rememberSecret('-----BEGIN PRIVATE KEY-----\nfirst line of a key\nsecond line of a key\n-----END PRIVATE KEY-----');
    for (const part of ['claims-claims-claims', 'signature-signature', 'second line of a key'])
      expect(scrubText(`echo: ${part}!`)).toBe('echo: [secret removed]!');
    expect(scrubText('-----END OF LOG-----')).toBe('-----END OF LOG-----');
  });

  it('that is too short to be told from other words stays', () => {
    rememberSecret('login');
    expect(scrubText('login failed')).toBe('login failed');
  });
});
