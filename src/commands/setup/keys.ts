import { createPrivateKey, generateKeyPair, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ScrubbedStore } from '../../redaction/scrubbed-store.js';
import type { SetupFile } from '../../report/setup.js';
import { findingSentence } from '../../report/words/findings.js';
import { bitsOf, thumbprintOf } from '../../sources/key/thumbprint.js';
import { loadKey, type KeyOpening } from '../../sources/private-key.js';
import { UsageError } from '../usage-error.js';

/** The paths of a private key and its certificate, whether they exist yet or not. */
export interface KeyFiles {
  readonly key: string;
  readonly certificate: string;
}

/** A private key with the certificate that belongs to it. */
export interface KeyMaterial {
  readonly key: KeyObject;
  /** SHA-256 of the public key. */
  readonly thumbprint: string;
  readonly bits: number;
  /** PEM; undefined until the certificate is made. */
  readonly certificate?: string;
}

/** The properties of a new key and certificate. */
export interface KeyWishes {
  readonly bits: number;
  readonly days: number;
  /** Common name of the certificate. */
  readonly name: string;
  readonly opening: KeyOpening;
}

const SMALLEST_KEY = 2048;

/** The files of a key: the certificate is in the same folder. */
export function keyFiles(key: string): KeyFiles {
  return { key, certificate: `${key.replace(/\.(key|pem|p8)$/i, '')}.crt` };
}

/** The files of a key after rotations: `JWT_Login.2.key` replaces `JWT_Login.key`. */
export function generation({ key }: KeyFiles, number: number): KeyFiles {
  const { dir, name, ext } = path.parse(key);
  return keyFiles(number === 1 ? key : path.join(dir, `${name}.${number}${ext}`));
}

/** The key files as a report lists them. `before` is the key that was there before the run. */
export function filesShown(files: KeyFiles, before: KeyMaterial | undefined, isMade = false): SetupFile[] {
  const state = (there: boolean) => (there ? 'there' : isMade ? 'written' : 'to-write');
  return [
    { what: 'private-key', path: files.key, state: state(before !== undefined) },
    { what: 'certificate', path: files.certificate, state: state(before?.certificate !== undefined) },
  ];
}

/** The number of the last key in the folder, or 0 if there is none. */
export function lastGeneration(files: KeyFiles): number {
  let last = existsSync(files.key) ? 1 : 0;
  while (existsSync(generation(files, Math.max(last, 1) + 1).key)) last = Math.max(last, 1) + 1;
  return last;
}

/** Reads the key and its certificate, if they exist. Throws a usage error if the key is not an RSA key of 2048 bits or more. */
export async function readKeyFiles(files: KeyFiles, opening: KeyOpening): Promise<KeyMaterial | undefined> {
  if (!existsSync(files.key)) return undefined;
  const { key, facts } = await loadKey({ kind: 'file', path: files.key }, opening);
  const problem = new ScrubbedStore(facts).value('key.problem');
  if (problem !== undefined)
    throw new UsageError(
      `${files.key}: ${findingSentence(`key/${problem.split(':')[0]!}`, [])} Nothing is written over it; name another with --jwt-key-file.`,
    );
  const bits = key === undefined ? undefined : bitsOf(key);
  if (key?.asymmetricKeyType !== 'rsa' || bits === undefined || bits < SMALLEST_KEY)
    throw new UsageError(
      `${files.key}: the flow takes RSA keys of ${SMALLEST_KEY} bits or more, and this is another key; name another file with --jwt-key-file`,
    );
  const certificate = readCertificateFile(files, key);
  return { key, bits, thumbprint: thumbprintOf(key), ...(certificate !== undefined && { certificate }) };
}

function readCertificateFile(files: KeyFiles, key: KeyObject): string | undefined {
  if (!existsSync(files.certificate)) return undefined;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(readFileSync(files.certificate));
  } catch {
    throw new UsageError(`${files.certificate}: this is no certificate; move it away to have one made`);
  }
  if (!certificate.checkPrivateKey(createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))))
    throw new UsageError(
      `${files.certificate}: it does not belong to the private key in ${files.key}; move it away to have one made`,
    );
  return certificate.toString();
}

/** Makes the missing files: the key, readable only by its owner, and its certificate. Never overwrites a file. */
export async function completeKeyFiles(
  files: KeyFiles,
  there: KeyMaterial | undefined,
  wishes: KeyWishes,
): Promise<Required<KeyMaterial>> {
  const key = there?.key ?? (await makeKey(files.key, wishes.bits));
  const thumbprint = thumbprintOf(key);
  const bits = bitsOf(key) ?? wishes.bits;
  const { certificate = await makeCertificateFile(files.certificate, key, wishes) } = there ?? {};
  return { key, thumbprint, bits, certificate };
}

async function makeKey(file: string, bits: number): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: bits });
  writeNew(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  return privateKey;
}

async function makeCertificateFile(file: string, key: KeyObject, { name, days }: KeyWishes): Promise<string> {
  const { makeCertificate } = await import('../../remedies/certificate.js');
  const certificate = await makeCertificate(key, { name, days, now: Date.now() });
  writeNew(file, certificate, 0o644);
  return certificate;
}

/** Writes a new file completely or not at all. */
function writeNew(file: string, text: string, mode: number): void {
  const part = `${file}.${process.pid}.part`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(part, text, { mode, flag: 'wx' });
    linkSync(part, file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new UsageError(`${file}: it cannot be written (${code}); name another folder with --key-dir`);
  } finally {
    rmSync(part, { force: true });
  }
}
