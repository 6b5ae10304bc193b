import type { SourceFact } from '../../facts/store.js';
import { rangesFrom, type Part, type Range } from './segments.js';
import type { Reading } from './shape.js';

const BEGIN = /-----BEGIN ((?:[A-Z0-9]+ )*(?:PRIVATE KEY|CERTIFICATE))-----/;

const LONGEST = 500;

function blocks(lines: readonly string[], kind: RegExp): Range[] {
  return rangesFrom(lines, BEGIN, (from, [, label = '']) => {
    if (!kind.test(label)) return undefined;
    const length = lines.slice(from, from + LONGEST).findIndex((line) => line.includes(`-----END ${label}-----`));
    return length === -1 ? undefined : from + length + 1;
  });
}

function lineOf(text: string): number {
  return text.slice(0, text.search(/\S/)).split('\n').length;
}

/** A pasted certificate, which may be the one uploaded to the app. Its public key identifies the matching private key. */
export const certificate: Part = {
  id: 'certificate',
  title: 'a certificate',
  find: (lines) => blocks(lines, /CERTIFICATE/),
  recognises: ({ text }) => blocks(text.split('\n'), /CERTIFICATE/).length > 0,
  async read({ text, name }): Promise<Reading> {
    const { readCertificate } = await import('../key/read-certificate.js');
    const { certificate: found } = readCertificate(Buffer.from(text.trim()));
    if (found === undefined) return { facts: [] };
    const { thumbprint, subject, notBefore, notAfter, bits } = found;
    const value = { thumbprint, subject, notBefore, notAfter, ...(bits !== undefined && { bits }) };
    const source = `${name}, line ${lineOf(text)}`;
    return { facts: [{ name: 'certificate.file', value, source }], certificates: [text.trim()] };
  },
};

/**
 * A pasted private key. The facts give its kind and that it is exposed, never the key itself. A key that can't be read
 * gives no fact, because pastes are often cut or masked.
 */
export const pastedKey: Part = {
  id: 'private-key',
  title: 'a private key',
  find: (lines) => blocks(lines, /PRIVATE KEY/),
  recognises: ({ text }) => blocks(text.split('\n'), /PRIVATE KEY/).length > 0,
  async read({ text, name }): Promise<Reading> {
    const { readPrivateKey } = await import('../key/read-key.js');
    const { keyFacts } = await import('../private-key.js');
    const reading = await readPrivateKey(Buffer.from(text.trim()));
    const source = `${name}, line ${lineOf(text)}`;
    const facts: SourceFact[] = [{ name: 'key.pasted', value: true, source }];
    return { facts: reading.key === undefined ? facts : [...facts, ...keyFacts(reading, source)] };
  },
};
