import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readCertificate } from '../../../src/sources/key/read-certificate.js';
import * as m from './material.js';

const { certificate, pkcs8 } = m;
const bare = m.bodyOf(certificate);
const other = readFileSync(m.inFolder('other.crt'), 'utf8');

describe('a certificate in any dress', () => {
  test.each([
    ['PEM', certificate],
    ['DER', Buffer.from(bare, 'base64')],
    ['bare base64, as metadata returns it', bare],
    ['bare base64 in lines', bare.replace(/.{76}/g, '$&\n')],
    ['base64 of the PEM', Buffer.from(certificate).toString('base64')],
    ['a chain: the first', certificate + other],
    ['key and certificate', pkcs8 + certificate],
    ['certificate and key', certificate + pkcs8],
    ['newlines lost', certificate.replaceAll('\n', '')],
    ['literal \\n', certificate.replaceAll('\n', '\\n')],
    ['openssl x509 -text', `Certificate:\n    Data:\n        Version: 3 (0x2)\n${certificate}`],
    ['BOM and CRLF', `\ufeff${certificate.replaceAll('\n', '\r\n')}`],
  ])('%s', (_, bytes) => {
    const { certificate: reading, problem } = readCertificate(Buffer.from(bytes));
    expect(problem).toBeUndefined();
    expect(reading).toMatchObject({
      thumbprint: m.spkiHash(m.rsa),
      subject: 'CN=sf-jwt-doctor, O=Test',
      bits: 2048,
      type: 'rsa',
    });
    const days = (Date.parse(reading?.notAfter ?? '') - Date.parse(reading?.notBefore ?? '')) / 86_400_000;
    expect(days).toBe(365);
    expect(reading?.notAfter).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
  });

  test('an EC certificate', () => {
    expect(readCertificate(readFileSync(m.inFolder('ec.crt'))).certificate).toMatchObject({ type: 'ec', bits: 256 });
  });
});

describe('what is no certificate is named', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['mask', '***', 'masked'],
    ['masked body', '-----BEGIN CERTIFICATE-----\n***\n-----END CERTIFICATE-----', 'masked'],
    ['private key', pkcs8, 'private-key'],
    ['half', certificate.slice(0, 500), 'truncated'],
    ['half, bare', bare.slice(0, 500), 'truncated'],
    ['path', 'certs/server.crt', 'path-instead-of-text'],
    ['prose', 'hello there', 'not-a-certificate'],
    ['keystore', readFileSync(new URL('../../../fixtures/keystores/changeit.p12', import.meta.url)), 'keystore'],
    ['JKS', readFileSync(new URL('../../../fixtures/keystores/changeit.jks', import.meta.url)), 'keystore'],
    ['noise', Buffer.from([1, 2, 3, 255, 0, 7]), 'binary'],
  ])('%s', (_, bytes, kind) => {
    expect(readCertificate(Buffer.from(bytes)).problem?.kind).toBe(kind);
  });
});
