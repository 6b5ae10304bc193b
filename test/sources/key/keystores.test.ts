import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readPrivateKey } from '../../../src/sources/key/read-key.js';
import * as m from './material.js';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/keystores/${name}`, import.meta.url));
const fixtureThumbprint = /`([0-9a-f]{64})`/.exec(fixture('README.md').toString())?.[1];
const expected = m.spkiHash(m.rsa);

function p12(output: string, password: string, ...more: string[]): Buffer {
  const args = [
    'pkcs12',
    '-export',
    '-inkey',
    'rsa.pem',
    '-in',
    'rsa.crt',
    '-out',
    output,
    '-passout',
    `pass:${password}`,
  ];
  return m.openssl(output, ...args, ...more);
}

describe('the committed pair', () => {
  test.each(['changeit.p12', 'changeit.jks'])('%s', async (name) => {
    const reading = await readPrivateKey(fixture(name), { passphrase: 'changeit' });
    expect(reading).toMatchObject({ type: 'rsa', bits: 2048, thumbprint: fixtureThumbprint, repairs: [] });
    expect(await readPrivateKey(fixture(name), { passphrase: 'no' })).toMatchObject({
      problem: { kind: 'wrong-passphrase' },
    });
    expect(await readPrivateKey(fixture(name))).toMatchObject({
      problem: { kind: 'keystore-without-password', detail: '1 key: jwt' },
    });
    expect(await readPrivateKey(fixture(name), { passphrase: 'changeit\n' })).toMatchObject({
      thumbprint: fixtureThumbprint,
      repairs: ['passphrase-newline'],
    });
    expect(await readPrivateKey(fixture(name), { passphrase: 'changeit', alias: 'JWT' })).toMatchObject({
      thumbprint: fixtureThumbprint,
    });
    expect(await readPrivateKey(fixture(name), { passphrase: 'changeit', alias: 'other' })).toMatchObject({
      problem: { kind: 'keystore-alias-needed', detail: '1 key: jwt' },
    });
    const encoded = Buffer.from(fixture(name).toString('base64').replace(/.{76}/g, '$&\n'));
    expect(await readPrivateKey(encoded, { passphrase: 'changeit' })).toMatchObject({
      thumbprint: fixtureThumbprint,
      repairs: ['base64-of-file'],
    });
  });

  test.each(['changeit.p12', 'changeit.jks'])('%s cut anywhere never throws and is never a key', async (name) => {
    const bytes = fixture(name);
    for (let length = 12; length < bytes.length - 40; length += 97) {
      const reading = await readPrivateKey(bytes.subarray(0, length), { passphrase: 'no' });
      expect(reading.key).toBeUndefined();
      expect(reading.problem).toBeDefined();
    }
  });
});

describe('PKCS#12 as OpenSSL writes it', () => {
  test.each([
    ['modern', 'pw', []],
    ['empty password', '', []],
    ['without MAC', 'pw', ['-nomac']],
    ['without encryption', 'pw', ['-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac']],
    ['triple DES', 'pw', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['triple DES, empty password', '', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['modern, umlaut', 'gehäim€', []],
    ['triple DES, umlaut', 'gehäim€', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ])('%s', async (_, password, more) => {
    const reading = await readPrivateKey(p12('a.p12', password, ...more), { passphrase: password });
    expect(reading).toMatchObject({ thumbprint: expected, format: 'pkcs12', repairs: [], readableAsIs: false });
  });

  test('legacy encryption (RC2-40), where OpenSSL still has it', async () => {
    let bytes: Buffer;
    try {
      bytes = p12('l.p12', 'pw', '-legacy');
    } catch {
      return;
    }
    expect(await readPrivateKey(bytes, { passphrase: 'pw' })).toMatchObject({ thumbprint: expected });
  });

  test('no password given, none needed', async () => {
    expect(await readPrivateKey(p12('e.p12', ''))).toMatchObject({ thumbprint: expected });
  });

  test('an EC key', async () => {
    const bytes = m.openssl(
      'ec.p12',
      ...['pkcs12', '-export', '-inkey', 'ec.pem', '-in', 'ec.crt', '-passout', 'pass:p', '-out', 'ec.p12'],
    );
    expect(await readPrivateKey(bytes, { passphrase: 'p' })).toMatchObject({ type: 'ec', bits: 256 });
  });

  test('certificates only', async () => {
    const bytes = m.openssl(
      'c.p12',
      ...['pkcs12', '-export', '-nokeys', '-in', 'rsa.crt', '-passout', 'pass:p', '-out', 'c.p12'],
    );
    expect(await readPrivateKey(bytes, { passphrase: 'p' })).toMatchObject({
      problem: { kind: 'keystore-without-key' },
    });
    expect(await readPrivateKey(bytes, { passphrase: 'q' })).toMatchObject({ problem: { kind: 'wrong-passphrase' } });
    expect(await readPrivateKey(bytes)).toMatchObject({ problem: { kind: 'keystore-without-password' } });
  });

  test('two keys in one store: the alias decides', async () => {
    if (!m.has('keytool', '-help')) return;
    for (const type of ['PKCS12', 'JKS']) {
      const store = `two.${type}`;
      for (const name of ['rsa', 'other']) {
        m.openssl(
          't.p12',
          ...[
            'pkcs12',
            '-export',
            '-inkey',
            `${name}.pem`,
            '-in',
            `${name}.crt`,
            '-name',
            `key ${name}`,
            '-passout',
            'pass:changeit',
            '-out',
            't.p12',
          ],
        );
        keytool(
          '-importkeystore',
          '-srckeystore',
          't.p12',
          '-srcstoretype',
          'PKCS12',
          '-srcstorepass',
          'changeit',
          '-destkeystore',
          store,
          '-deststoretype',
          type,
          '-deststorepass',
          'changeit',
          '-noprompt',
        );
      }
      const bytes = readFileSync(m.inFolder(store));
      const options = { passphrase: 'changeit' };
      const reading = await readPrivateKey(bytes, options);
      expect(reading.problem?.kind).toBe('keystore-alias-needed');
      expect(reading.problem?.detail).toMatch(/^2 keys: key (rsa|other), key (rsa|other)$/);
      expect(await readPrivateKey(bytes, { ...options, alias: 'key rsa' })).toMatchObject({ thumbprint: expected });
      expect(await readPrivateKey(bytes, { ...options, alias: 'key other' })).toMatchObject({
        thumbprint: m.spkiHash(m.otherRsa),
      });
    }
  });
});

function keytool(...args: string[]): void {
  execFileSync('keytool', args, { stdio: 'ignore', cwd: m.inFolder('.') });
}

// keytool is not everywhere; the committed pair covers the formats where it is missing.
const withKeytool = m.has('keytool', '-help') ? test : test.skip;

describe('keystores as Java writes them', () => {
  withKeytool('PKCS#12, JKS, JCEKS', async () => {
    for (const [type, file] of [
      ['PKCS12', 'k.p12'],
      ['JKS', 'k.jks'],
      ['JCEKS', 'k.jceks'],
    ] as const) {
      keytool(
        '-genkeypair',
        '-alias',
        'sf',
        '-keyalg',
        'RSA',
        '-keysize',
        '2048',
        '-storetype',
        type,
        '-keystore',
        file,
        '-storepass',
        'changeit',
        '-keypass',
        'changeit',
        '-dname',
        'CN=x',
      );
      const reading = await readPrivateKey(readFileSync(m.inFolder(file)), { passphrase: 'changeit' });
      if (type === 'JCEKS') expect(reading.problem).toEqual({ kind: 'keystore-unsupported', detail: 'JCEKS' });
      else expect(reading).toMatchObject({ type: 'rsa', bits: 2048, repairs: [] });
    }
  });
});
