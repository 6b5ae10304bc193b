import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import type { DerKind } from './der.js';
import { problemOfLabel } from './detect.js';
import { openJks } from './jks.js';
import { isReadableAsIs, openDer, openLegacy, type Opened } from './open-key.js';
import { openPkcs12 } from './pkcs12.js';
import { bitsOf, thumbprintOf } from './thumbprint.js';
import type { KeyOptions, KeyProblem, KeyReading, KeyRepair } from './types.js';
import { describeBlock, unpack, type Piece, type Unpacked } from './unpack.js';

export type { KeyReading } from './types.js';

// A service tries many logins with few keys; opening one and proving that it is sound takes longer than a signature.
const OPENED = new Map<string, KeyReading>();
const MOST_OPENED = 16;

function digestOf(bytes: Uint8Array, { passphrase, alias }: KeyOptions): string {
  return createHash('sha256')
    .update(JSON.stringify([passphrase, alias]))
    .update(bytes)
    .digest('hex');
}

/**
 * Reads a private key from a file, a CI variable or a keystore, in any usual format. Reports each repair, or the thing
 * found in place of a key. Never throws for its input, and never puts key material into messages.
 */
export async function readPrivateKey(bytes: Uint8Array, options: KeyOptions = {}): Promise<KeyReading> {
  const digest = digestOf(bytes, options);
  const known = OPENED.get(digest);
  if (known !== undefined) return known;
  try {
    const reading = await read(bytes, options);
    if (OPENED.size >= MOST_OPENED) OPENED.delete(OPENED.keys().next().value!);
    if (reading.key !== undefined) OPENED.set(digest, reading);
    return reading;
  } catch {
    return { repairs: [], problem: { kind: 'unreadable-key' } };
  }
}

async function read(bytes: Uint8Array, options: KeyOptions): Promise<KeyReading> {
  const unpacked = unpack(bytes);
  const repairs = [...unpacked.repairs];
  const opened = await open(unpacked, options, repairs);
  for (const repair of opened.repairs ?? []) if (!repairs.includes(repair)) repairs.push(repair);
  const { key, format } = opened;
  if (!key) return { format, repairs, problem: opened.problem ?? { kind: 'unreadable-key' } };
  return {
    key,
    type: key.asymmetricKeyType,
    bits: bitsOf(key),
    thumbprint: thumbprintOf(key),
    format,
    repairs,
    readableAsIs: !format?.endsWith('-encrypted') && isReadableAsIs(Buffer.from(bytes), key),
  };
}

async function open(unpacked: Unpacked, options: KeyOptions, repairs: KeyRepair[]): Promise<Opened> {
  const { problem, keystore, json, values } = unpacked;
  if (problem) return { problem };
  if (json !== undefined) return openJwk(json);
  if (keystore?.kind === 'jks') return openJks(keystore.bytes, options);
  if (keystore) return { problem: { kind: 'keystore-unsupported', detail: keystore.kind.toUpperCase() } };
  const [first] = values;
  if (first?.value?.kind === 'pkcs12') {
    const { der, announced } = first.value;
    if (der.length < announced)
      return { format: 'pkcs12', problem: { kind: 'truncated', detail: `${der.length} of ${announced} bytes` } };
    return openPkcs12(der, options);
  }
  return openPieces(values, options, repairs);
}

function openJwk(text: string): Opened {
  try {
    const jwk = JSON.parse(text) as Record<string, unknown>;
    if (typeof jwk !== 'object' || jwk === null) return { problem: { kind: 'not-a-key' } };
    if (!('d' in jwk))
      return { format: 'jwk', problem: { kind: 'public-key', detail: 'a JWK without its private part' } };
    return { key: createPrivateKey({ key: jwk, format: 'jwk' }), format: 'jwk' };
  } catch {
    return { format: 'jwk', problem: { kind: 'unreadable-key', detail: 'a JWK' } };
  }
}

const PRIVATE: readonly DerKind[] = ['pkcs8', 'pkcs1', 'sec1', 'dsa', 'pkcs8-encrypted'];
const OWN_LABEL: Partial<Record<DerKind, string>> = {
  pkcs8: 'PRIVATE KEY',
  pkcs1: 'RSA PRIVATE KEY',
  sec1: 'EC PRIVATE KEY',
  dsa: 'DSA PRIVATE KEY',
  'pkcs8-encrypted': 'ENCRYPTED PRIVATE KEY',
};

function isPrivate(piece: Piece): boolean {
  if (piece.label !== undefined && piece.legacy) return true;
  return piece.value !== undefined && PRIVATE.includes(piece.value.kind);
}

/** Opens the private key among the blocks of a file. */
function openPieces(pieces: readonly Piece[], { passphrase }: KeyOptions, repairs: KeyRepair[]): Opened {
  const candidates = pieces.filter(isPrivate);
  if (candidates.length === 0) return { problem: problemWithoutKey(pieces) };
  const results = candidates.map((piece) => ({ piece, opened: openPiece(piece, passphrase) }));
  const good = results.filter((result) => result.opened.key);
  const keys: KeyObject[] = [];
  for (const { opened } of good)
    if (opened.key && !keys.some((key) => key.equals(opened.key as KeyObject))) keys.push(opened.key);
  if (keys.length > 1) return { problem: { kind: 'several-keys', detail: `${keys.length} different private keys` } };
  const [chosen = results[0]] = good;
  if (!chosen) return { problem: { kind: 'not-a-key' } };
  if (chosen.opened.key) {
    const own = chosen.piece.value && OWN_LABEL[chosen.piece.value.kind];
    if (own && chosen.piece.label !== undefined && chosen.piece.label !== own) addOnce(repairs, 'header-mismatch');
    if (pieces.some((piece) => piece.value?.kind === 'certificate')) addOnce(repairs, 'certificate-beside-key');
  }
  return chosen.opened;
}

function openPiece(piece: Piece, passphrase: string | undefined): Opened {
  if (piece.label !== undefined && piece.legacy) return openLegacy(piece, passphrase);
  if (!piece.value) return { problem: { kind: 'not-a-key' } };
  const opened = openDer(piece.value, passphrase);
  const isFile = piece.label === undefined && piece.binary;
  return isFile && opened.key ? { ...opened, format: 'der' } : opened;
}

function addOnce(repairs: KeyRepair[], repair: KeyRepair): void {
  if (!repairs.includes(repair)) repairs.push(repair);
}

const OTHER_KINDS: Partial<Record<DerKind, KeyProblem>> = {
  certificate: { kind: 'certificate' },
  'certificate-request': { kind: 'certificate-request' },
  'public-key': { kind: 'public-key' },
  bcfks: { kind: 'keystore-unsupported', detail: 'BCFKS' },
  pkcs7: { kind: 'not-a-key', detail: 'PKCS7' },
};

/** Names the contents of the blocks when none holds a private key, a damaged key first. */
function problemWithoutKey(pieces: readonly Piece[]): KeyProblem {
  for (const piece of pieces) {
    if (piece.label === undefined) continue;
    const isOurs = piece.label.endsWith('PRIVATE KEY') && !/OPENSSH|SSH2/.test(piece.label);
    if (!isOurs || piece.value) continue;
    if (piece.masked) return { kind: 'masked', detail: describeBlock(piece) };
    return piece.length < 100 || !piece.hasFooter
      ? { kind: 'truncated', detail: describeBlock(piece) }
      : { kind: 'unreadable-key', detail: describeBlock(piece) };
  }
  for (const piece of pieces) {
    const problem = piece.value && OTHER_KINDS[piece.value.kind];
    if (problem) return problem;
  }
  const [first] = pieces;
  return first?.label === undefined ? { kind: 'not-a-key' } : problemOfLabel(first.label);
}
