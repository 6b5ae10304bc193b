import { X509Certificate } from 'node:crypto';

/** The kind of a DER value, by its outermost structure. */
export type DerKind =
  | 'pkcs8'
  | 'pkcs1'
  | 'sec1'
  | 'dsa'
  | 'pkcs8-encrypted'
  | 'pkcs12'
  | 'bcfks'
  | 'certificate'
  | 'certificate-request'
  | 'public-key'
  | 'pkcs7';

export interface DerValue {
  readonly kind: DerKind;
  /** The value itself, cut to its length. */
  readonly der: Buffer;
  /** The length that the value claims in bytes; more than `der.length` when its end is missing. */
  readonly announced: number;
}

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;

/** One tag-length-value header. `end` may be past the buffer's end, and is infinite for an indefinite length. */
function elementAt(bytes: Buffer, offset: number): Element | undefined {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, start: offset + 2, end: offset + 2 + first };
  const size = first & 0x7f;
  if (size === 0) return { tag, start: offset + 2, end: Infinity };
  if (size > 4 || offset + 2 + size > bytes.length) return undefined;
  const start = offset + 2 + size;
  return { tag, start, end: start + bytes.readUIntBE(offset + 2, size) };
}

function childrenOf(bytes: Buffer, parent: Element, most = 10): Element[] {
  const found: Element[] = [];
  let offset = parent.start;
  while (offset < parent.end && found.length < most) {
    const child = elementAt(bytes, offset);
    if (!child) break;
    found.push(child);
    if (child.end === Infinity) break;
    offset = child.end;
  }
  return found;
}

function kindOfSequence(bytes: Buffer, outer: Element): DerKind | undefined {
  const children = childrenOf(bytes, outer);
  const [first, second, third] = children;
  if (!first) return undefined;
  if (!second) return isCutCertificate(bytes, first) ? 'certificate' : undefined;
  if (first.tag === INTEGER) {
    const length = first.end - first.start;
    if (length > 8) return second.tag === INTEGER && children.length === 2 ? 'public-key' : undefined;
    const version = length === 1 ? bytes[first.start] : undefined;
    if (version === 3 && second.tag === SEQUENCE) return 'pkcs12';
    if (version !== 0 && version !== 1) return undefined;
    if (second.tag === SEQUENCE) return 'pkcs8';
    if (second.tag === OCTET_STRING) return 'sec1';
    if (second.tag !== INTEGER) return undefined;
    return children.length === 6 && children[5]?.end === outer.end ? 'dsa' : 'pkcs1';
  }
  if (first.tag === OBJECT_IDENTIFIER) return second.tag === 0xa0 ? 'pkcs7' : undefined;
  if (first.tag !== SEQUENCE) return undefined;
  if (second.tag === OCTET_STRING) return 'pkcs8-encrypted';
  if (second.tag === BIT_STRING) return 'public-key';
  if (second.tag !== SEQUENCE) return undefined;
  const inner = childrenOf(bytes, first).map((child) => child.tag);
  if (!third && first.end < outer.end && inner[0] === SEQUENCE && inner[1] === OCTET_STRING) return 'bcfks';
  if (inner[0] === 0xa0) return 'certificate';
  if (inner[0] !== INTEGER || inner[1] !== SEQUENCE) return undefined;
  return inner[2] === SEQUENCE && inner[3] === 0xa0 && !isCertificate(bytes) ? 'certificate-request' : 'certificate';
}

/** Recognises a certificate that is cut short by the start of its signed part. */
function isCutCertificate(bytes: Buffer, signed: Element): boolean {
  if (signed.tag !== SEQUENCE || signed.end <= bytes.length) return false;
  const [version, serial] = childrenOf(bytes, signed);
  return version?.tag === 0xa0 && serial?.tag === INTEGER;
}

function isCertificate(bytes: Buffer): boolean {
  try {
    return new X509Certificate(bytes).subject !== undefined;
  } catch {
    return false;
  }
}

/** Recognises a DER value at the start of the bytes, whole or cut short. */
export function readDer(bytes: Buffer): DerValue | undefined {
  const outer = elementAt(bytes, 0);
  if (!outer || outer.tag !== SEQUENCE) return undefined;
  const kind = kindOfSequence(bytes, outer);
  if (!kind) return undefined;
  const announced = outer.end === Infinity ? bytes.length : outer.end;
  return { kind, der: bytes.subarray(0, announced), announced };
}

/** The same for a whole file, in which only line ends or zeros may follow the value. */
export function readDerFile(bytes: Buffer): DerValue | undefined {
  const value = readDer(bytes);
  const rest = value ? bytes.subarray(value.der.length) : undefined;
  return rest?.every((byte) => byte === 0 || byte === 10 || byte === 13) ? value : undefined;
}

const MOST_ITERATIONS = 20_000_000;
const PBKDF2 = Buffer.from('2a864886f70d01050c', 'hex');
const PKCS12_PBE = Buffer.from('2a864886f70d010c01', 'hex');

/** Whether a key derivation inside asks for so many rounds that decrypting would never end. */
export function asksForAbsurdWork(bytes: Buffer): boolean {
  for (const [oid, extra] of [
    [PBKDF2, 0],
    [PKCS12_PBE, 1],
  ] as const) {
    for (let at = bytes.indexOf(oid); at >= 0; at = bytes.indexOf(oid, at + 1)) {
      const parameters = elementAt(bytes, at + oid.length + extra);
      const rounds = parameters?.tag === SEQUENCE ? childrenOf(bytes, parameters, 2)[1] : undefined;
      if (rounds?.tag !== INTEGER) continue;
      const size = rounds.end - rounds.start;
      if (size > 5 || rounds.end > bytes.length) return true;
      if (size > 0 && bytes.readUIntBE(rounds.start, size) > MOST_ITERATIONS) return true;
    }
  }
  return false;
}
