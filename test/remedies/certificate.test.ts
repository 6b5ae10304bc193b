import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { makeCertificate, serialNumber } from '../../src/remedies/certificate.js';
import { world } from '../simulator/support/client.js';
import { scratchFolder } from '../support/login.js';

const DAY_MS = 86_400_000;

it('makes a certificate that belongs to the key, and that OpenSSL verifies', async () => {
  const key = createPrivateKey(world('healthy').login.key);
  const now = Date.now();
  const pem = await makeCertificate(key, { name: 'sf-jwt-doctor', days: 30, now });
  const certificate = new X509Certificate(pem);
  expect(certificate.checkPrivateKey(key)).toBe(true);
  expect(certificate.subject).toBe('CN=sf-jwt-doctor');
  expect(Math.round((Date.parse(certificate.validTo) - now) / DAY_MS)).toBe(30);
  const file = join(scratchFolder(), 'server.crt');
  writeFileSync(file, pem);
  expect(execFileSync('openssl', ['verify', '-CAfile', file, file], { encoding: 'utf8' })).toContain('OK');
});

it.each([
  [0x00, 0x01],
  [0x00, 0xff],
  [0x7f, 0xff],
  [0x80, 0x00],
  [0xff, 0xff],
])('gives a serial number that DER allows where the random bytes begin with %p %p', (...first) => {
  const [byte = 0] = Buffer.from(serialNumber(Buffer.from([...first, ...Array<number>(14).fill(1)])), 'hex');
  expect([byte > 0, byte < 0x80]).toEqual([true, true]);
});
