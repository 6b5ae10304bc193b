import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

import { credentialIn, refusal } from '../../src/mcp/guard.js';
import { root } from '../support/cli.js';

const key = readFileSync(`${root}fixtures/keys/ci-2048.key`, 'utf8');
const certificate = readFileSync(`${root}fixtures/keys/ci-2048.crt`, 'utf8');
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const base64 = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '');
const token = `00D5g00000AbCdE!AQ4AQH${'x1Y2z3'.repeat(10)}`;

describe('a text is refused that holds', () => {
  it.each([
    ['a private key', key],
    ['a private key', `key: ${JSON.stringify(key)}`],
    ['a private key', Buffer.from(key).toString('base64')],
    ['a private key', base64(key)],
    ['a private key', base64(key).replace(/(.{64})/g, '$1\n')],
    ['a private key', base64(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString())],
    ['a private key', key.slice(0, 400)],
    ['a session ID (access token)', `Authorization: Bearer ${token}`],
    ['a session ID (access token)', JSON.stringify({ access_token: token })],
    ['an SFDX auth URL', 'force://PlatformCLI::5Aep861abcdefghijklmnop@acme.my.salesforce.com'],
    ['a refresh token', '5Aep861abcdefghijklmnopqrstuvwxyz0123456789'],
    ['a consumer secret', 'ABCDEF0123456789'.repeat(4)],
  ])('%s (%#)', (words, text) => {
    expect(credentialIn(text)).toBe(words);
    expect(credentialIn(`some log\n  ${text}\nthe end`)).toBe(words);
    expect(refusal(words)).not.toContain(text.slice(0, 12));
    expect(refusal(words)).toContain('rotate it');
  });
});

describe('a text is taken that holds', () => {
  it.each([
    ['a certificate', certificate],
    ['a certificate in base64', Buffer.from(certificate).toString('base64')],
    ['the body of a certificate', base64(certificate)],
    ['a masked key', '-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----'],
    ['a masked session', 'sid=00D5g00000AbCdE!REDACTED_REDACTED_REDACTED'],
    ['a consumer key', '3MVG9_I_oWkIqLrnVFcDd7Zz8y9Xw2Vu1Ts0RqPoNmLkJiHgFeDcBa9876543210'],
    ['an error', '{"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}'],
  ])('%s', (_, text) => {
    expect(credentialIn(text)).toBeUndefined();
  });
});
