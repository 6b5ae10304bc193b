import type { KeyObject } from 'node:crypto';
import { rememberSecret } from '../redaction/own-secrets.js';
import type { SourceFact } from '../facts/store.js';
import { readCertificate } from './key/read-certificate.js';
import { readPrivateKey, type KeyReading } from './key/read-key.js';
import { readLimited } from './regular-file.js';

/** Where the private key is to be found. Never the key itself. */
export type KeyPlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'variable'; readonly name: string; readonly text: string }
  | { readonly kind: 'input'; readonly bytes: Uint8Array };

/** How to open the key. */
export interface KeyOpening {
  readonly passphrase?: string;
  readonly alias?: string;
  /** Asks for the passphrase of an encrypted key; absent where nobody can be asked. */
  readonly askPassphrase?: () => Promise<string>;
}

/** The key, if there is one, and its facts. */
export interface KeySource {
  readonly key?: KeyObject;
  readonly facts: SourceFact[];
}

const LARGEST_FILE = 2 * 1024 * 1024;

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'is-a-folder',
  ENOTREG: 'not-a-file',
  EACCES: 'access-denied',
  EPERM: 'access-denied',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function bytesOf(place: KeyPlace): { bytes: Uint8Array } | { problem: string } {
  if (place.kind === 'input') return { bytes: place.bytes };
  if (place.kind === 'variable') return { bytes: Buffer.from(place.text) };
  try {
    const bytes = readLimited(place.path, LARGEST_FILE);
    return bytes === undefined ? { problem: 'too-large' } : { bytes };
  } catch (error) {
    return { problem: FILE_PROBLEMS[codeOf(error)] ?? 'missing' };
  }
}

/** The bytes of a key as they are stored; undefined if they can't be read. */
export function readKeyBytes(place: KeyPlace): Uint8Array | undefined {
  const loaded = bytesOf(place);
  return 'bytes' in loaded ? loaded.bytes : undefined;
}

/** The words for where the key came from: a path or the name of a variable. */
export function describePlace(place: KeyPlace): string {
  if (place.kind === 'file') return `the key file ${place.path}`;
  return place.kind === 'variable' ? `the variable ${place.name}` : 'standard input';
}

/** Reads the private key, however it is stored, and says what had to be repaired or what is there instead of a key. */
export async function loadKey(place: KeyPlace, opening: KeyOpening = {}): Promise<KeySource> {
  const source = describePlace(place);
  const loaded = bytesOf(place);
  if ('problem' in loaded) return { facts: [{ name: 'key.problem', value: loaded.problem, source }] };
  const { passphrase, alias, askPassphrase } = opening;
  const text = Buffer.from(loaded.bytes).toString('latin1');
  if (text.includes('PRIVATE KEY')) rememberSecret(text);
  if (passphrase !== undefined) rememberSecret(passphrase);
  const options = { ...(passphrase !== undefined && { passphrase }), ...(alias !== undefined && { alias }) };
  let reading = await readPrivateKey(loaded.bytes, options);
  if (reading.problem?.kind === 'encrypted-without-passphrase' && askPassphrase) {
    reading = await readPrivateKey(loaded.bytes, { ...options, passphrase: await askPassphrase() });
  }
  return { facts: keyFacts(reading, source), ...(reading.key !== undefined && { key: reading.key }) };
}

/** The facts of a private key that was read; nothing of the key itself is among them. */
export function keyFacts(reading: KeyReading, source: string): SourceFact[] {
  const { key, type, bits, thumbprint, format, repairs, readableAsIs, problem } = reading;
  const facts: SourceFact[] = [];
  if (problem !== undefined) {
    facts.push({
      name: 'key.problem',
      value: problem.detail === undefined ? problem.kind : `${problem.kind}: ${problem.detail}`,
      source,
    });
  }
  if (type !== undefined) facts.push({ name: 'key.type', value: type, source });
  if (bits !== undefined) facts.push({ name: 'key.bits', value: bits, source });
  if (thumbprint !== undefined) facts.push({ name: 'key.thumbprint', value: thumbprint, source });
  if (format !== undefined) facts.push({ name: 'key.format', value: format, source });
  if (key !== undefined) facts.push({ name: 'key.repairs', value: [...repairs], source });
  if (readableAsIs !== undefined) facts.push({ name: 'key.readableAsIs', value: readableAsIs, source });
  return facts;
}

/** Reads a certificate file, to be compared with the key. */
export function loadCertificate(path: string): SourceFact[] {
  const source = `the certificate file ${path}`;
  const loaded = bytesOf({ kind: 'file', path });
  if ('problem' in loaded) return [{ name: 'certificate.file', unknown: 'failed', source, detail: loaded.problem }];
  const { certificate, problem } = readCertificate(loaded.bytes);
  if (certificate === undefined)
    return [{ name: 'certificate.file', unknown: 'failed', source, detail: problem?.kind ?? 'unreadable' }];
  const { thumbprint, subject, notBefore, notAfter, bits } = certificate;
  return [
    {
      name: 'certificate.file',
      value: { thumbprint, subject, notBefore, notAfter, ...(bits !== undefined && { bits }) },
      source,
    },
  ];
}
