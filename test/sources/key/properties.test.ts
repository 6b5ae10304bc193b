import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCertificate } from '../../../src/sources/key/read-certificate.js';
import { readPrivateKey } from '../../../src/sources/key/read-key.js';
import * as m from './material.js';

const expected = m.spkiHash(m.rsa);
type Damage = (text: string) => string;

/** One of each may befall a key, in this order, as on the way from a file to a variable. */
const INNER: Record<string, Damage> = {
  bag: (text) => `Bag Attributes\n    localKeyID: 01 02\nKey Attributes: <No Attributes>\n${text}`,
  certificateBefore: (text) => m.certificate + text,
  certificateAfter: (text) => text + m.certificate,
  prose: (text) => `our key:\n${text}`,
  trimmed: (text) => text.trim(),
};
const LINES: Record<string, Damage> = {
  indented: (text) => text.replace(/^(?=.)/gm, '   '),
  quotedLines: (text) => text.trim().replace(/^.*$/gm, '"$&"'),
  trailingBlanks: (text) => text.replace(/$/gm, '  '),
  doubled: (text) => text.replaceAll('\n', '\n\n'),
  zeroWidth: (text) => text.replaceAll('\n', '\n\u200b'),
};
const ENDS: Record<string, Damage> = {
  crlf: (text) => text.replaceAll('\n', '\r\n'),
  cr: (text) => text.replaceAll('\n', '\r'),
  literal: (text) => text.replaceAll('\n', '\\n'),
  literalCrlf: (text) => text.replaceAll('\n', '\\r\\n'),
  entity: (text) => text.replaceAll('\n', '&#10;'),
  blank: (text) => text.replaceAll('\n', ' '),
  percent: (text) => encodeURIComponent(text),
  noBreak: (text) => text.replaceAll(' ', '\u00a0'),
};
const WRAPS: Record<string, Damage> = {
  double: (text) => `"${text}"`,
  single: (text) => `'${text}'`,
  comma: (text) => `${text},`,
  variable: (text) => `SF_KEY=${text}`,
  yaml: (text) => `key: |\n  ${text}`,
  json: (text) => JSON.stringify(text),
};
const OUTER: Record<string, Damage> = {
  bom: (text) => `\ufeff${text}`,
  base64: (text) => Buffer.from(text).toString('base64'),
  base64Twice: (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  base64Wrapped: (text) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n'),
  newline: (text) => `${text}\n`,
};

const some = (group: Record<string, Damage>): fc.Arbitrary<string | undefined> =>
  fc.option(fc.constantFrom(...Object.keys(group)), { nil: undefined });

describe('properties', () => {
  test('any combination of damages is undone', async () => {
    const groups = [INNER, LINES, ENDS, WRAPS, OUTER];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(m.pkcs8, m.pkcs1),
        fc.tuple(...groups.map((group) => some(group))),
        fc.boolean(),
        async (key, names, utf16) => {
          const text = names.reduce<string>(
            (now, name, index) => (name === undefined ? now : (groups[index]?.[name]?.(now) ?? now)),
            key,
          );
          const bytes = utf16 ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(text);
          const reading = await readPrivateKey(bytes);
          expect({ names, thumbprint: reading.thumbprint, problem: reading.problem }).toEqual({
            names,
            thumbprint: expected,
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  test('random bytes and texts never throw', async () => {
    const piece = fc.constantFrom(
      '-----BEGIN PRIVATE KEY-----',
      '-----END PRIVATE KEY-----',
      '\\n',
      '\n',
      '"',
      ' ',
      'MIIE',
      '=',
      '%0A',
      '&#10;',
      '|',
      '-',
      'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00',
      '***',
      '/',
      '\ufeff',
    );
    const input = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
      fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(''))),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([Buffer.from('feedfeed00000002', 'hex'), bytes])),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([Buffer.from('3081c8020103', 'hex'), bytes])),
    );
    await fc.assert(
      fc.asyncProperty(input, async (bytes) => {
        const reading = await readPrivateKey(bytes, { passphrase: 'p' });
        expect(reading.key === undefined).toBe(reading.problem !== undefined);
        readCertificate(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  test('changed bytes of a real file never throw', async () => {
    const bytes = m.der(m.rsa);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] ?? 0) ^ change;
        const reading = await readPrivateKey(copy);
        if (reading.key) expect(reading.key.type).toBe('private');
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['dashes', '-'],
    ['blanks', ' '],
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['headers', '-----BEGIN PRIVATE KEY-----'],
    ['header starts', '-----BEGIN '],
    ['footers', '-----END'],
    ['letters', 'A'],
    ['newlines', '\n'],
    ['carriage returns', '\r'],
    ['percent', '%0A'],
    ['ampersands', '&#'],
    ['open brackets', '['],
    ['slashes', '/a'],
    ['words', 'a '],
    ['equals', 'a='],
    ['colons', 'a:'],
    ['stars', '***\n'],
    ['encrypted headers', 'Proc-Type: 4,ENCRYPTED'],
    ['quoted blanks', '"                    '],
    ['braces', '{ '],
  ])('a megabyte of %s is answered soon', async (_, unit) => {
    for (const frame of ['', '-----BEGIN PRIVATE KEY-----\n']) {
      const bytes = Buffer.from(frame + unit.repeat(Math.floor((1024 * 1024 - 40) / unit.length)));
      const started = performance.now();
      await readPrivateKey(bytes);
      readCertificate(bytes);
      expect(performance.now() - started).toBeLessThan(25_000);
    }
  });

  test('no reading holds any part of the key', async () => {
    const slices = new Set<string>();
    for (const text of [m.pkcs8, m.pkcs1]) {
      const body = m.bodyOf(text);
      for (let at = 0; at + 16 <= body.length; at++) slices.add(body.slice(at, at + 16));
    }
    const base = [m.pkcs8, m.pkcs1, m.bodyOf(m.pkcs8), m.pkcs8.replaceAll('\n', ' '), `${m.pkcs8}${m.pem(m.otherRsa)}`];
    const inputs = base.flatMap((text) => [
      text,
      text.slice(0, 700),
      text.slice(200, 900),
      text.slice(300, 360),
      text.replace(/[A-Za-z]{2}/g, '$&*'),
      text.toUpperCase(),
      `-----BEGIN ${m.bodyOf(text).slice(40, 80).toUpperCase()} PRIVATE KEY-----`,
      `/${m.bodyOf(text).slice(100, 300)}`,
      `${m.bodyOf(text).slice(100, 200)}.key`,
      `${m.bodyOf(text).slice(100, 200)}: |`,
      Buffer.from(text).toString('base64').slice(0, 1001),
    ]);
    for (const input of inputs) {
      for (const passphrase of [undefined, 'p']) {
        const { key: _key, ...rest } = await readPrivateKey(Buffer.from(input), { passphrase });
        const said = JSON.stringify([rest, readCertificate(Buffer.from(input)).problem]);
        for (let at = 0; at + 16 <= said.length; at++) expect(slices.has(said.slice(at, at + 16))).toBe(false);
      }
    }
  });
});
