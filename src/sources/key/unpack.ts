import { readDer, readDerFile, type DerValue } from './der.js';
import { detectText } from './detect.js';
import { javaKeystoreKind } from './jks.js';
import { bodyBeforeFooter, decodeBase64, isKnownLabel, readBody, scanPem, type PemBlock } from './pem.js';
import { decodeText, looksBinary, removeEscapes, unifyNewlines, unwrapValue, type Note } from './text.js';
import { MAXIMUM_BYTES, type KeyProblem, type KeyRepair } from './types.js';

/** The contents of the bytes after every layer is removed. */
export interface Unpacked {
  readonly values: Piece[];
  readonly repairs: KeyRepair[];
  /** A Java keystore, which is no DER. */
  readonly keystore?: { readonly kind: 'jks' | 'jceks'; readonly bytes: Buffer };
  /** The text of a JSON object that may be a JWK. */
  readonly json?: string;
  readonly problem?: KeyProblem;
}

/** One PEM block, or one binary value. */
export type Piece = PemBlock | { readonly label?: undefined; readonly binary: boolean; readonly value: DerValue };

const MOST_LAYERS = 3;

/** Takes bytes apart into DER values and PEM blocks. Pure, and never throws. */
export function unpack(input: Uint8Array): Unpacked {
  const repairs: KeyRepair[] = [];
  const note: Note = (repair) => (repairs.includes(repair) ? undefined : repairs.push(repair));
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (bytes.length > MAXIMUM_BYTES) {
    return { values: [], repairs, problem: { kind: 'too-large', detail: `${bytes.length} bytes` } };
  }
  return { values: [], ...peel(bytes, note, 0), repairs };
}

type Peeled = Partial<Omit<Unpacked, 'repairs'>>;

function peel(bytes: Buffer, note: Note, depth: number): Peeled {
  return peelBinary(bytes) ?? peelText(bytes, note, depth);
}

function peelBinary(bytes: Buffer): Peeled | undefined {
  const kind = javaKeystoreKind(bytes);
  if (kind) return { keystore: { kind, bytes } };
  const value = readDerFile(bytes);
  return value && (value.announced === value.der.length || looksBinary(bytes.toString('utf8')))
    ? { values: [{ binary: true, value }] }
    : undefined;
}

function peelText(bytes: Buffer, note: Note, depth: number): Peeled {
  const decoded = decodeText(bytes, note);
  const holdsMarker = decoded.includes('BEGIN');
  if (!holdsMarker && looksBinary(withoutPadding(decoded))) return { problem: binaryProblem(bytes, decoded) };
  const text = unifyNewlines(removeEscapes(decoded, note), note);
  const { blocks, around } = scanPem(text, note);
  if (blocks.length > 0) {
    around.forEach((piece, index) => noteSurroundings(piece, index === 0, note));
    return { values: blocks };
  }
  if (/^\s*\{[\s\S]*"kty"/.test(text)) return { json: text };
  return peelBare(text, note, depth);
}

/** A value without a header line. */
function peelBare(text: string, note: Note, depth: number): Peeled {
  const mine: KeyRepair[] = [];
  const value = unwrapValue(bodyBeforeFooter(text) ?? text, (repair) => mine.push(repair));
  const accept = (repair: KeyRepair): void => [...mine, repair].forEach(note);
  const compact = value.replace(/[\s"'`,\\]+/g, '');
  const isBase64 = compact.length >= 16 && /^[A-Za-z0-9+/_-]+={0,3}$/.test(compact);
  if (!isBase64) return { problem: detectText(value, text) };
  const decoded = decodeBase64(compact);
  const der = readDer(decoded);
  if (der && (der.kind === 'pkcs12' || der.kind === 'bcfks')) {
    accept('base64-of-file');
    return { values: [{ binary: true, value: der }] };
  }
  if (der) {
    accept('missing-header');
    const body = readBody(`\n${value}\n`, note).value ?? der;
    return { values: [{ binary: false, value: body }] };
  }
  const keystore = peelBinary(decoded);
  if (keystore) {
    accept('base64-of-file');
    return keystore;
  }
  const looksLikeText = depth < MOST_LAYERS && !/^Salted__/.test(decoded.toString('latin1')) && isText(decoded);
  if (!looksLikeText) return { problem: detectText(value, text) };
  accept('base64-of-pem');
  return peel(decoded, note, depth + 1);
}

/** Ignores zeros and Ctrl-Z at the end, which don't make a file binary. */
function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0 || text.charCodeAt(end - 1) === 26)) end -= 1;
  return text.slice(0, end);
}

function isText(bytes: Buffer): boolean {
  const text = decodeText(bytes, () => undefined);
  return text.trim().length >= 16 && (text.includes('-BEGIN') || !looksBinary(text));
}

function binaryProblem(bytes: Buffer, text: string): KeyProblem {
  if (bytes.subarray(0, 8).toString('latin1') === 'Salted__') return { kind: 'ciphertext', detail: 'openssl enc' };
  if (bytes.includes('age-encryption.org/')) return { kind: 'ciphertext', detail: 'age' };
  const mangled = bytes.indexOf(Buffer.from('efbfbd', 'hex')) >= 0;
  const detail = mangled ? 'a binary file that was stored as text and lost bytes' : `${bytes.length} bytes`;
  return { kind: 'binary', detail: text.length > 0 ? detail : undefined };
}

const AT_START = /[\s"'`,;\\+-]/;
const AT_END = /[\s"'`\\+([,]/;

/** A text without the quotes, commas and brackets around it. It steps over each character once: a pattern would not. */
function withoutEnds(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && AT_START.test(text[start]!)) start += 1;
  while (end > start && AT_END.test(text[end - 1]!)) end -= 1;
  return text.slice(start, end);
}

/** Names the text around PEM blocks. */
function noteSurroundings(piece: string, isFirst: boolean, note: Note): void {
  const text = piece.trim();
  if (text === '') return;
  if (/Bag Attributes|Key Attributes|localKeyID:|friendlyName:/i.test(text)) return note('bag-attributes');
  if (/["'`]/.test(isFirst ? text.slice(-2) : text.slice(0, 2))) note('quotes');
  if (!isFirst && /^["'`]{0,3}\s*[,;]/.test(text)) note('commas');
  const bare = withoutEnds(text);
  if (bare === '') return;
  if (/^\{/.test(bare) || /^[\s}\]\\]+$/.test(bare)) return note('json');
  if (!isFirst) return note('surrounding-text');
  if (/^[>|]$/.test(bare) && !/\n[^\S\n]*$/.test(piece)) return note('stray-characters');
  const lastLine = bare.slice(bare.lastIndexOf('\n') + 1).trim();
  if (/^(?:export\s+|set\s+|env\s+|\$env:)?[A-Za-z_][\w.-]{0,100}\s*=$/i.test(lastLine)) return note('variable-name');
  if (/^(?:["']?[\w.-]{1,100}["']?\s*:)?\s*[|>][+-]?\d?[+-]?$|^["']?[\w.-]{1,100}["']?\s*:$/.test(lastLine))
    return note('yaml-block');
  note('surrounding-text');
}

/** Line and character count of a block's body, for a message. */
export function describeBlock(block: PemBlock): string {
  return `${isKnownLabel(block.label) ? block.label : 'unknown label'}, ${block.length} characters of base64`;
}
