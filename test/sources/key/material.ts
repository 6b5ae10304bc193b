import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testKey } from '../../simulator/support/client.js';

const folder = mkdtempSync(join(tmpdir(), 'sf-jwt-doctor-key-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export function has(binary: string, probe: string): boolean {
  try {
    execFileSync(binary, [probe], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== 'ENOENT';
  }
}

export function inFolder(name: string): string {
  return join(folder, name);
}

/** Runs a program in the scratch folder and returns the file it wrote. */
function run(program: string, args: string[], output: string): Buffer {
  execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  return readFileSync(inFolder(output));
}

export function openssl(output: string, ...args: string[]): Buffer {
  return run('openssl', args, output);
}

export const rsa = createPrivateKey(testKey('ci-2048').privateKey);
export const otherRsa = createPrivateKey(testKey('other-2048').privateKey);
export const smallRsa = createPrivateKey(testKey('weak-1024').privateKey);
export const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey;
export const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
export const ed = generateKeyPairSync('ed25519').privateKey;

export function pem(key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string {
  return key.export({ type: type, format: 'pem' }).toString();
}

export function der(key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): Buffer {
  return key.export({ type: type as 'pkcs8', format: 'der' });
}

export const pkcs8 = pem(rsa);
export const pkcs1 = pem(rsa, 'pkcs1');

writeFileSync(inFolder('rsa.pem'), pkcs8);
writeFileSync(inFolder('other.pem'), pem(otherRsa));
writeFileSync(inFolder('ec.pem'), pem(ec));
export const certificate = openssl(
  'rsa.crt',
  ...[
    'req',
    '-x509',
    '-new',
    '-key',
    'rsa.pem',
    '-days',
    '365',
    '-subj',
    '/CN=sf-jwt-doctor/O=Test',
    '-out',
    'rsa.crt',
  ],
).toString();
openssl(
  'other.crt',
  'req',
  '-x509',
  '-new',
  '-key',
  'other.pem',
  '-days',
  '9',
  '-subj',
  '/CN=other',
  '-out',
  'other.crt',
);
openssl('ec.crt', 'req', '-x509', '-new', '-key', 'ec.pem', '-days', '9', '-subj', '/CN=ec', '-out', 'ec.crt');

/** Computed here without the code under test. */
export function spkiHash(key: KeyObject): string {
  const spki = execFileSync('openssl', ['pkey', '-pubout', '-outform', 'DER'], {
    input: pem(key),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return createHash('sha256').update(spki).digest('hex');
}

/** The base64 text of a key without its header lines. */
export function bodyOf(text: string): string {
  return text.replace(/-----[A-Z0-9 ]+-----/g, '').replace(/\s+/g, '');
}
