import { PasteError } from '../paste-error.js';

/** The bytes of an input that are examined to detect its type. */
export const LOOKED_AT = 64 * 1024;

/** The type of an input, by its first bytes. */
export type Content = 'text' | 'zip' | 'gzip';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const TEXT_INSTEAD = 'send the text instead: the error line, or the answer of the token endpoint';
const UNPACK = 'unpack it and name the files or the folder';

interface Signature {
  readonly at?: number;
  readonly bytes: string;
  readonly says: string;
}

/** Signatures of files that people send instead of text, bytes as latin1. */
const SIGNATURES: readonly Signature[] = [
  { bytes: '\x89PNG', says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: '\xff\xd8\xff', says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'GIF8', says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'BM', says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'II*\0', says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'MM\0*', says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'WEBP', at: 8, says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'ftyphei', at: 4, says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'ftypmif1', at: 4, says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'ftypavif', at: 4, says: `this is a picture; ${TEXT_INSTEAD}` },
  { bytes: 'ftyp', at: 4, says: `this is a film; ${TEXT_INSTEAD}` },
  { bytes: '\x1a\x45\xdf\xa3', says: `this is a film; ${TEXT_INSTEAD}` },
  {
    bytes: '%PDF',
    says: 'this is a PDF; copy the text out of it into a file, or send the log or answer it was made from',
  },
  {
    bytes: '\xd0\xcf\x11\xe0',
    says: 'this is an Office document or a mail; copy the text out of it into a file',
  },
  { bytes: '7z\xbc\xaf', says: `this is a 7-Zip archive, which is not opened; ${UNPACK}` },
  { bytes: 'Rar!', says: `this is a RAR archive, which is not opened; ${UNPACK}` },
  { bytes: 'BZh', says: `this is compressed with bzip2, which is not opened; ${UNPACK}` },
  { bytes: '\xfd7zXZ', says: `this is compressed with xz, which is not opened; ${UNPACK}` },
  { bytes: '\x28\xb5\x2f\xfd', says: `this is compressed with zstd, which is not opened; ${UNPACK}` },
  {
    bytes: 'ustar',
    at: 257,
    says: `this is a tar archive, which is not opened; unpack it (tar -xf) and name the folder`,
  },
  { bytes: '\xfe\xed\xfe\xed', says: 'this is a keystore; give it to diagnose with --jwt-key-file' },
];

const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];

/** Detects the type of an input. For unreadable types throws a PasteError that says what to send instead. */
export function contentOf(head: Uint8Array, name: string): Content {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString('latin1');
  if (ZIP.some((signature) => start.startsWith(signature))) return 'zip';
  if (start.startsWith('\x1f\x8b')) return 'gzip';
  const found = SIGNATURES.find(({ bytes, at = 0 }) => start.startsWith(bytes, at));
  // Two letters alone aren't a signature, because a text may begin with them.
  if (found !== undefined && (found.bytes !== 'BM' || start.slice(6, 10) === '\0\0\0\0'))
    throw new PasteError(`${name}: ${found.says}`);
  return 'text';
}

const SAMPLE = 2048;

/** The share of a text that is ASCII without control characters, and whether it holds control characters. */
function looksLikeText(text: string): { ascii: number; isClean: boolean } {
  // eslint-disable-next-line no-control-regex -- the colours of a terminal are text, too
  const ascii = text.match(/[\t\n\r\u001b -~]/g)?.length ?? 0;
  // eslint-disable-next-line no-control-regex -- control characters are what text has none of
  const isClean = !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
  return { ascii: ascii / Math.max(1, text.length), isClean };
}

/** Detects the encoding by the byte order mark, or by the zero bytes of the letters. UTF-8 text has none. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, Math.min(head.length, SAMPLE) & ~1);
  if (sample.length < 16 || sample.indexOf(0) === -1) return 'utf-8';
  const fits = (['utf-16le', 'utf-16be'] as const)
    .map((encoding) => ({ encoding, ...looksLikeText(new TextDecoder(encoding).decode(sample)) }))
    .filter(({ ascii, isClean }) => isClean && ascii > 0.2)
    .sort((one, other) => other.ascii - one.ascii);
  return fits[0]?.encoding ?? 'utf-8';
}

/** Throws a PasteError for an empty or binary input. `text` is its beginning. */
export function refuseNoText(text: string, name: string): void {
  if (text.trim() === '')
    throw new PasteError(`${name}: the file is empty; paste the error, or the answer of the token endpoint`);
  const head = text.slice(0, LOOKED_AT);
  // eslint-disable-next-line no-control-regex -- control characters are what makes it binary
  const odd = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  if (odd > head.length / 50)
    throw new PasteError(
      `${name}: this is a binary file; send text: the error line, or the answer of the token endpoint`,
    );
}

/** Decodes a whole input without its byte order mark. Throws a PasteError if it isn't text. */
export function decode(bytes: Uint8Array, name: string): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  refuseNoText(text, name);
  return text;
}
