import { describe, expect, test } from '@jest/globals';
import { createPublicKey } from 'node:crypto';
import { asksForAbsurdWork } from '../../../src/sources/key/der.js';
import { readPrivateKey } from '../../../src/sources/key/read-key.js';
import type { KeyFormat, KeyProblemKind, KeyRepair } from '../../../src/sources/key/types.js';
import * as m from './material.js';

const { pkcs8, pkcs1 } = m;
const expected = m.spkiHash(m.rsa);
const oneLine = pkcs8.trim().split('\n');
const body = m.bodyOf(pkcs8);
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const wrapped = (text: string): string => text.replace(/.{76}/g, '$&\n');
const bag = 'Bag Attributes\n    friendlyName: C:\\new\n    localKeyID: 54 69 6D\nKey Attributes: <No Attributes>\n';

describe('a clean key needs no repair', () => {
  const encrypted = { cipher: 'aes-256-cbc', passphrase: 'geheim' };
  const cases: [name: string, bytes: string | Buffer, format: KeyFormat, passphrase?: string][] = [
    ['PKCS#8', pkcs8, 'pkcs8'],
    ['PKCS#8 with CRLF', pkcs8.replaceAll('\n', '\r\n'), 'pkcs8'],
    ['PKCS#8 with its body on one line', `${oneLine[0]}\n${body}\n${oneLine.at(-1)}\n`, 'pkcs8'],
    ['PKCS#1', pkcs1, 'pkcs1'],
    ['DER of PKCS#8', m.der(m.rsa), 'der'],
    ['DER of PKCS#1', m.der(m.rsa, 'pkcs1'), 'der'],
    ['encrypted PKCS#8', m.rsa.export({ type: 'pkcs8', format: 'pem', ...encrypted }), 'pkcs8-encrypted', 'geheim'],
    ['encrypted PKCS#1', m.rsa.export({ type: 'pkcs1', format: 'pem', ...encrypted }), 'pkcs1-encrypted', 'geheim'],
    [
      'PKCS#1 under triple DES',
      m.rsa.export({ type: 'pkcs1', format: 'pem', cipher: 'des-ede3-cbc', passphrase: 'geheim' }),
      'pkcs1-encrypted',
      'geheim',
    ],
    ['encrypted DER', m.rsa.export({ type: 'pkcs8', format: 'der', ...encrypted }), 'der', 'geheim'],
    [
      'an umlaut in the passphrase',
      m.rsa.export({ type: 'pkcs8', format: 'pem', ...encrypted, passphrase: 'ä€' }),
      'pkcs8-encrypted',
      'ä€',
    ],
    ['JWK', JSON.stringify(m.rsa.export({ format: 'jwk' })), 'jwk'],
  ];
  test.each(cases)('%s', async (...[, bytes, format, passphrase]) => {
    const reading = await readPrivateKey(Buffer.from(bytes), { passphrase });
    expect(reading).toMatchObject({ type: 'rsa', bits: 2048, thumbprint: expected, format, repairs: [] });
    expect(reading.problem).toBeUndefined();
    expect(reading.key?.type).toBe('private');
  });

  test('openssl genrsa, genpkey, ecparam and pkcs8 files', async () => {
    for (const [args, format, type] of [
      [['genrsa', '-traditional', '-out', 'g.pem', '2048'], 'pkcs1', 'rsa'],
      [['genrsa', '-out', 'g.pem', '2048'], 'pkcs8', 'rsa'],
      [['ecparam', '-name', 'prime256v1', '-genkey', '-out', 'g.pem'], 'sec1', 'ec'],
      [
        ['pkcs8', '-topk8', '-in', 'rsa.pem', '-passout', 'pass:x', '-scrypt', '-out', 'g.pem'],
        'pkcs8-encrypted',
        'rsa',
      ],
      [
        ['pkcs8', '-topk8', '-in', 'rsa.pem', '-passout', 'pass:x', '-v1', 'PBE-SHA1-3DES', '-out', 'g.pem'],
        'pkcs8-encrypted',
        'rsa',
      ],
    ] as const) {
      const reading = await readPrivateKey(m.openssl('g.pem', ...args), { passphrase: 'x' });
      expect(reading).toMatchObject({ format, type, repairs: [] });
    }
  });
});

describe('a damaged key is repaired, and the damage named', () => {
  const legacy = m.rsa.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'p' }).toString();
  const cases: [name: string, bytes: string | Buffer, repairs: KeyRepair[], passphrase?: string][] = [
    ['literal \\n', pkcs8.replaceAll('\n', '\\n'), ['literal-newlines']],
    ['literal \\r\\n', pkcs8.replaceAll('\n', '\\r\\n'), ['literal-newlines']],
    ['doubly escaped \\\\n', pkcs8.replaceAll('\n', '\\\\n'), ['literal-newlines']],
    ['PowerShell `n', pkcs8.replaceAll('\n', '`n'), ['literal-newlines']],
    ['backslashes eaten', pkcs8.replaceAll('\n', 'n'), ['lost-newlines', 'lost-backslashes', 'surrounding-text']],
    ['newlines lost', pkcs8.replaceAll('\n', ''), ['lost-newlines']],
    ['all blanks lost', pkcs8.replaceAll(/\s/g, ''), ['header-damaged', 'lost-newlines']],
    ['newlines to blanks', pkcs8.replaceAll('\n', ' '), ['newlines-as-blanks']],
    ['CR only', pkcs8.replaceAll('\n', '\r'), ['carriage-returns']],
    ['CR CR LF', pkcs8.replaceAll('\n', '\r\r\n'), ['carriage-returns']],
    ['double quotes', `"${pkcs8.trim()}"`, ['quotes']],
    ['single quotes', `'${pkcs8.trim()}'\n`, ['quotes']],
    ['backticks', `\`${pkcs8.trim()}\``, ['quotes']],
    ['a trailing comma', `${pkcs8.trim()},`, ['commas']],
    ['quotes and comma', `"${pkcs8.trim()}",\n`, ['quotes', 'commas']],
    ['a JSON string', JSON.stringify(pkcs8), ['literal-newlines', 'quotes']],
    [
      'a JSON string of PHP',
      JSON.stringify(pkcs8).replaceAll('/', '\\/'),
      ['json-escapes', 'literal-newlines', 'quotes'],
    ],
    ['a JSON object', JSON.stringify({ private_key: pkcs8 }), ['literal-newlines', 'quotes', 'json']],
    [
      'quoted lines of a program',
      oneLine.map((line) => `  "${line}\\n"`).join(' +\n'),
      ['literal-newlines', 'indentation', 'quotes'],
    ],
    ['UTF-8 mark', `\ufeff${pkcs8}`, ['bom']],
    ['UTF-16 LE', Buffer.from(`\ufeff${pkcs8}`, 'utf16le'), ['utf-16']],
    ['UTF-16 BE', Buffer.from(`\ufeff${pkcs8}`, 'utf16le').swap16(), ['utf-16']],
    ['UTF-16 LE without mark', Buffer.from(pkcs8, 'utf16le'), ['utf-16']],
    ['indentation', pkcs8.replace(/^/gm, '    '), ['indentation']],
    ['indentation with tabs', oneLine.join('\n\t'), ['indentation']],
    ['blank lines', pkcs8.replaceAll('\n', '\n\n'), ['blank-lines']],
    ['YAML block', `|\n${pkcs8.replace(/^/gm, '  ')}`, ['indentation', 'yaml-block']],
    ['YAML key', `SF_KEY: |-\n${pkcs8.replace(/^/gm, '  ')}`, ['indentation', 'yaml-block']],
    ['folded YAML', `key: >\n  ${pkcs8.replaceAll('\n', ' ')}`, ['indentation', 'newlines-as-blanks', 'yaml-block']],
    ['NAME=', `SF_KEY=${pkcs8}`, ['variable-name']],
    ['export NAME="…"', `export SF_KEY="${pkcs8.trim()}"`, ['quotes', 'variable-name']],
    ['base64', base64(pkcs8), ['base64-of-pem']],
    ['base64 wrapped', wrapped(base64(pkcs8)), ['base64-of-pem']],
    ['base64url', base64(pkcs8).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''), ['base64-of-pem']],
    ['base64 twice', base64(base64(pkcs8)), ['base64-of-pem']],
    ['base64 wrapped twice', wrapped(base64(wrapped(base64(pkcs8)))), ['base64-of-pem']],
    ['NAME=base64', `SF_KEY_B64=${base64(pkcs8)}`, ['variable-name', 'base64-of-pem']],
    [
      'quoted base64 with newlines lost inside',
      `"${base64(pkcs8.replaceAll('\n', ' '))}"`,
      ['quotes', 'base64-of-pem', 'newlines-as-blanks'],
    ],
    ['base64 of UTF-16', base64(Buffer.from(pkcs8, 'utf16le')), ['base64-of-pem', 'utf-16']],
    ['a data URI', `data:application/x-pem-file;base64,${base64(pkcs8)}`, ['base64-of-pem']],
    ['only the body', body, ['missing-header']],
    ['only the body, in lines', oneLine.slice(1, -1).join('\n'), ['missing-header']],
    ['only the body, literal \\n', oneLine.slice(1, -1).join('\\n'), ['literal-newlines', 'missing-header']],
    ['header line lost', oneLine.slice(1).join('\n'), ['missing-header']],
    ['footer line lost', oneLine.slice(0, -1).join('\n'), ['missing-footer']],
    ['a dash lost', pkcs8.trim().slice(0, -1), ['header-damaged']],
    ['long dashes', pkcs8.replaceAll('-----', '\u2014\u2014-'), ['header-damaged']],
    ['base64url body', pkcs8.replaceAll('+', '-').replaceAll('/', '_').replace(/=+/g, ''), ['base64url']],
    ['Bag Attributes', bag + pkcs8, ['bag-attributes']],
    ['certificate before', m.certificate + pkcs8, ['certificate-beside-key']],
    ['certificate after', pkcs8 + m.certificate, ['certificate-beside-key']],
    ['text above', `Here is our key:\n\n${pkcs8}`, ['surrounding-text']],
    ['text below', `${pkcs8}\nregards`, ['surrounding-text']],
    ['PKCS#8 under an RSA header', pkcs8.replaceAll('PRIVATE', 'RSA PRIVATE'), ['header-mismatch']],
    ['PKCS#1 under a PKCS#8 header', pkcs1.replaceAll('RSA PRIVATE', 'PRIVATE'), ['header-mismatch']],
    ['key under a certificate header', pkcs8.replaceAll('PRIVATE KEY', 'CERTIFICATE'), ['header-mismatch']],
    ['no-break spaces', pkcs8.replaceAll(' ', '\u00a0'), ['invisible-characters']],
    ['zero-width spaces', pkcs8.replaceAll('\n', '\u200b\n'), ['invisible-characters']],
    ['HTML entities', pkcs8.replaceAll('\n', '&#10;'), ['html-entities']],
    [
      'more HTML entities',
      pkcs8.replaceAll('+', '&#43;').replaceAll('/', '&#x2F;').replaceAll('=', '&equals;').replaceAll('\n', '&#xA;'),
      ['html-entities'],
    ],
    ['percent-encoding', encodeURIComponent(pkcs8), ['percent-encoding']],
    ['form encoding', new URLSearchParams({ k: pkcs8 }).toString().slice(2), ['percent-encoding']],
    ['+ turned into a blank', pkcs8.replaceAll('+', ' '), ['plus-as-blank', 'indentation', 'newlines-as-blanks']],
    [
      'quoted-printable',
      pkcs8
        .replace(/=/g, '=3D')
        .replace(/^(.{40})(.+)$/gm, '$1=\n$2')
        .replace(/^-----BEGIN.*$/m, '$&'),
      ['quoted-printable'],
    ],
    ['backslashes at line ends', pkcs8.trim().replaceAll('\n', ' \\\n'), ['line-continuations']],
    ['mail quotation', pkcs8.trim().replace(/^/gm, '> '), ['stray-characters']],
    ['legacy encryption, newlines to blanks', legacy.replace(/\n+/g, ' '), ['newlines-as-blanks'], 'p'],
    ['legacy encryption, newlines lost', legacy.replace(/\n+/g, ''), ['lost-newlines'], 'p'],
    ['legacy encryption, literal \\n', legacy.replaceAll('\n', '\\n'), ['literal-newlines'], 'p'],
    ['a line end after the passphrase', legacy, ['passphrase-newline'], 'p\r\n'],
  ];
  test.each(cases)('%s', async (...[name, bytes, repairs, passphrase]) => {
    const reading = await readPrivateKey(Buffer.from(bytes), { passphrase });
    expect(reading.problem).toBeUndefined();
    expect(reading.thumbprint).toBe(expected);
    const allowed = name === 'quoted-printable' || name === '+ turned into a blank' || name === 'base64url body';
    // What depends on the characters of a random key is not demanded of it.
    if (allowed) expect(repairs).toEqual(expect.arrayContaining([...reading.repairs]));
    else expect([...reading.repairs]).toEqual(repairs);
  });
});

describe('whether OpenSSL reads the text as it is', () => {
  test.each([
    ['clean', pkcs8, true],
    ['PKCS#1', pkcs1, true],
    ['BOM', `\ufeff${pkcs8}`, true],
    ['Bag Attributes', bag + pkcs8, true],
    ['PKCS#8 under an RSA header', pkcs8.replaceAll('PRIVATE', 'RSA PRIVATE'), true],
    ['PKCS#1 under a PKCS#8 header', pkcs1.replaceAll('RSA PRIVATE', 'PRIVATE'), false],
    ['newlines lost', pkcs8.replaceAll('\n', ''), false],
    ['indented', pkcs8.replace(/^/gm, '  '), false],
    ['base64', base64(pkcs8), false],
  ])('%s', async (_, text, readableAsIs) => {
    expect(await readPrivateKey(Buffer.from(text))).toMatchObject({ readableAsIs });
  });
});

describe('other kinds of key are keys all the same', () => {
  test.each([
    ['RSA 1024', m.pem(m.smallRsa), 'rsa', 1024],
    ['RSA-PSS', m.pem(m.pss), 'rsa-pss', 2048],
    ['EC in PKCS#8', m.pem(m.ec), 'ec', 256],
    ['EC in SEC1', m.pem(m.ec, 'sec1'), 'ec', 256],
    ['EC in SEC1 DER', m.der(m.ec, 'sec1'), 'ec', 256],
    ['Ed25519', m.pem(m.ed), 'ed25519', 255],
  ])('%s', async (_, bytes, type, bits) => {
    expect(await readPrivateKey(Buffer.from(bytes))).toMatchObject({ type, bits, repairs: [] });
  });
});

describe('what is no key is named', () => {
  const publicKey = createPublicKey(m.rsa);
  const request = m.openssl('r.csr', 'req', '-new', '-key', 'rsa.pem', '-subj', '/CN=x', '-out', 'r.csr').toString();
  const encrypted = m.rsa.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' });
  const legacy = m.rsa.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' });
  const certificateDer = Buffer.from(m.bodyOf(m.certificate), 'base64');
  const cases: [name: string, bytes: string | Buffer, kind: KeyProblemKind, passphrase?: string][] = [
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t\n', 'empty'],
    ['a pair of quotes', '""', 'empty'],
    ['a BOM alone', '\ufeff', 'empty'],
    ['stars', '***', 'masked'],
    ['stars in lines', '***\n***\n***\n', 'masked'],
    ['GitLab mask', '[MASKED]', 'masked'],
    ['CLI mask', "[REDACTED] Use 'sf org auth show-access-token' to view", 'masked'],
    ['logger mask', '<jwt - HIDDEN>', 'masked'],
    ['logger mask 2', '<REDACTED JWT TOKEN>', 'masked'],
    ['hardis mask', '***HIDDEN***', 'masked'],
    ['token mask', '***TOKEN_KEY_AB12***', 'masked'],
    ['har mask', '[assertion redacted]', 'masked'],
    ['x', 'xxxxxxxx', 'masked'],
    ['dots', '...', 'masked'],
    ['masked body', '-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----', 'masked'],
    ['body in brackets', '-----BEGIN RSA PRIVATE KEY-----\n[REDACTED]\n-----END RSA PRIVATE KEY-----', 'masked'],
    ['body with dots', '-----BEGIN RSA PRIVATE KEY-----\nMIIE...\n-----END RSA PRIVATE KEY-----', 'masked'],
    ['no body', '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----', 'truncated'],
    ['first line only', '-----BEGIN PRIVATE KEY-----', 'truncated'],
    ['half a key', pkcs8.slice(0, 900), 'truncated'],
    ['half a key and a footer', `${pkcs8.slice(0, 900)}\n-----END PRIVATE KEY-----\n`, 'truncated'],
    ['half a key in base64', base64(pkcs8).slice(0, 900), 'truncated'],
    ['half a DER', m.der(m.rsa).subarray(0, 700), 'truncated'],
    ['half an encrypted key', legacy.slice(0, 900), 'truncated'],
    ['certificate', m.certificate, 'certificate'],
    ['certificate in DER', certificateDer, 'certificate'],
    ['certificate in bare base64', m.bodyOf(m.certificate), 'certificate'],
    ['certificate under a key header', m.certificate.replaceAll('CERTIFICATE', 'PRIVATE KEY'), 'certificate'],
    ['certificate request', request, 'certificate-request'],
    ['public key', publicKey.export({ type: 'spki', format: 'pem' }), 'public-key'],
    ['public key in DER', publicKey.export({ type: 'spki', format: 'der' }), 'public-key'],
    ['RSA public key', publicKey.export({ type: 'pkcs1', format: 'pem' }), 'public-key'],
    ['public JWK', JSON.stringify(publicKey.export({ format: 'jwk' })), 'public-key'],
    [
      'OpenSSH',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n-----END OPENSSH PRIVATE KEY-----',
      'openssh-key',
    ],
    ['ssh public key', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 me@home', 'ssh-public-key'],
    ['PuTTY', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n', 'putty-key'],
    ['PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBF\n-----END PGP PRIVATE KEY BLOCK-----', 'pgp-key'],
    ['JWT', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOSJ9.c2lnbmF0dXJl', 'assertion-instead-of-key'],
    ['path', '/home/runner/work/server.key', 'path-instead-of-text'],
    ['path without extension', '/home/runner/work/secret_key', 'path-instead-of-text'],
    ['Windows path', 'C:\\Users\\me\\server.pem', 'path-instead-of-text'],
    ['relative path', 'assets/server.key', 'path-instead-of-text'],
    ['quoted path', '"./server.key"', 'path-instead-of-text'],
    ['iv:hex', `${'0f'.repeat(16)}:${'a1'.repeat(800)}`, 'ciphertext'],
    ['openssl enc', base64(Buffer.concat([Buffer.from('Salted__'), Buffer.alloc(800, 7)])), 'ciphertext'],
    ['openssl enc, binary', Buffer.concat([Buffer.from('Salted__'), Buffer.alloc(800, 0xf7)]), 'ciphertext'],
    ['ansible-vault', '$ANSIBLE_VAULT;1.1;AES256\n3132', 'ciphertext'],
    ['sops', 'ENC[AES256_GCM,data:abc,iv:abc,tag:abc,type:str]', 'ciphertext'],
    ['unfilled secret', '${{ secrets.SF_KEY }}', 'placeholder'],
    ['unfilled variable', '$SF_JWT_KEY', 'placeholder'],
    ['undefined', 'undefined', 'placeholder'],
    ['template', '<paste your key here>', 'placeholder'],
    ['encrypted', encrypted, 'encrypted-without-passphrase'],
    ['encrypted, empty passphrase', encrypted, 'encrypted-without-passphrase', ''],
    ['encrypted, wrong passphrase', encrypted, 'wrong-passphrase', 'q'],
    ['legacy encrypted', legacy, 'encrypted-without-passphrase'],
    ['legacy encrypted, wrong passphrase', legacy, 'wrong-passphrase', 'q'],
    ['noise', Buffer.from([0, 1, 2, 200, 201, 0, 9, 255, 254, 3, 3, 3]), 'binary'],
    ['DER stored as text', Buffer.from(m.der(m.rsa).toString('utf8')), 'binary'],
    ['much', Buffer.alloc(1024 * 1024 + 1, 65), 'too-large'],
    ['prose', 'please see the attached file', 'not-a-key'],
    ['a web page', '<!DOCTYPE html><html></html>', 'not-a-key'],
    ['two keys', pkcs8 + m.pem(m.otherRsa), 'several-keys'],
    ['JCEKS', Buffer.from('cececece0000000200000001', 'hex'), 'keystore-unsupported'],
  ];
  test.each(cases)('%s', async (...[, bytes, kind, passphrase]) => {
    const reading = await readPrivateKey(Buffer.from(bytes), { passphrase });
    expect(reading.problem?.kind).toBe(kind);
    expect(reading.key).toBeUndefined();
  });

  test('the same key twice is one key', async () => {
    expect(await readPrivateKey(Buffer.from(pkcs8 + pkcs1))).toMatchObject({ thumbprint: expected });
  });

  test('a changed character is noticed, even where the key still parses', async () => {
    const bytes = m.der(m.rsa, 'pkcs1');
    bytes[100] = (bytes[100] ?? 0) ^ 0x10; // inside the modulus
    const reading = await readPrivateKey(
      Buffer.from(`-----BEGIN RSA PRIVATE KEY-----\n${base64(bytes)}\n-----END RSA PRIVATE KEY-----`),
    );
    expect(reading.key).toBeUndefined();
    expect(reading.problem?.kind).toBe('inconsistent-key');
  });

  test('an absurd number of PBKDF2 rounds is refused, not waited for', async () => {
    const made = m.openssl(
      'r.der',
      ...[
        'pkcs8',
        '-topk8',
        '-in',
        'rsa.pem',
        '-passout',
        'pass:p',
        '-iter',
        '70000',
        '-outform',
        'DER',
        '-out',
        'r.der',
      ],
    );
    const at = made.indexOf(Buffer.from('0203011170', 'hex'));
    expect(at).toBeGreaterThan(0);
    made.writeUIntBE(0x7fffff, at + 2, 3);
    expect(await readPrivateKey(made)).toMatchObject({ problem: { kind: 'encrypted-without-passphrase' } });
    const grown = Buffer.from(made);
    grown.writeUIntBE(0xffffff, at + 2, 3); // negative as an INTEGER, large as OpenSSL may take it
    expect((await readPrivateKey(grown)).key).toBeUndefined();
    expect(asksForAbsurdWork(Buffer.from('06092a864886f70d01050c300c0404010203040204' + '7fffffff', 'hex'))).toBe(true);
    expect(asksForAbsurdWork(Buffer.from('06092a864886f70d01050c300a04040102030402020800', 'hex'))).toBe(false);
  });
});
