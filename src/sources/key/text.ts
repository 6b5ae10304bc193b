import type { KeyRepair } from './types.js';

/** Notes a repair once. */
export type Note = (repair: KeyRepair) => void;

const UTF16_SAMPLE = 64;

/** Little or big endian text without a byte order mark: every other byte of its beginning is zero. */
function utf16WithoutMark(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, UTF16_SAMPLE);
  if (sample.length < 8) return undefined;
  const zeros = [0, 0];
  sample.forEach((byte, index) => (byte === 0 ? (zeros[index % 2] = (zeros[index % 2] ?? 0) + 1) : undefined));
  const half = Math.floor(sample.length / 2);
  if (zeros[1] === half && zeros[0] === 0) return 'utf-16le';
  if (zeros[0] === Math.ceil(sample.length / 2) && zeros[1] === 0) return 'utf-16be';
  return undefined;
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

/** Bytes to text: UTF-8, or UTF-16 with or without its mark. */
export function decodeText(bytes: Buffer, note: Note): string {
  const unmarked = utf16WithoutMark(bytes);
  const little = (bytes[0] === 0xff && bytes[1] === 0xfe) || unmarked === 'utf-16le';
  const big = (bytes[0] === 0xfe && bytes[1] === 0xff) || unmarked === 'utf-16be';
  if (little || big) note('utf-16');
  const text = little || big ? (big ? swapped(bytes) : bytes).toString('utf16le') : bytes.toString('utf8');
  const bare = text.replace(/^\ufeff+/, '');
  if (bare.length < text.length && !little && !big) note('bom');
  return bare;
}

/** Whether the text is a binary file that was read as text. */
export function looksBinary(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000e-\u0019\u001b-\u001f\u007f\ufffd]/.test(text);
}

const ENTITIES: Record<string, string> = {
  quot: '"',
  apos: "'",
  nbsp: ' ',
  plus: '+',
  sol: '/',
  equals: '=',
  amp: '&',
  newline: '\n',
  tab: '\t',
  hyphen: '-',
};

function codePoint(number: number): string {
  return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : ' ';
}

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
  return codePoint(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10));
}

const INVISIBLE = /[\u0000\u001a\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g; // eslint-disable-line no-control-regex
const ODD_BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u000b\u000c\u0085\u2028\u2029]/g; // eslint-disable-line no-control-regex

type Step = [repair: KeyRepair, apply: (text: string) => string];

const STEPS: Step[] = [
  ['html-entities', (text) => text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{3,7});/gi, decodeEntity)],
  [
    'percent-encoding',
    (text) => {
      if (!/%(?:0[ad]|2[0bdf]|3d)/i.test(text)) return text;
      const blanks = /BEGIN\+/.test(text) ? text.replaceAll('+', ' ') : text;
      return blanks.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
        Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
      );
    },
  ],
  ['invisible-characters', (text) => text.replace(INVISIBLE, '').replace(ODD_BLANKS, ' ')],
  [
    'json-escapes',
    (text) => text.replace(/\\{1,4}\//g, '/').replace(/\\{1,4}u00(2b|2f|3d|2d|22|27|20)/gi, unicodeEscape),
  ],
  [
    'literal-newlines',
    (text) => text.replace(/(?:\\{1,4}|`)r(?:\\{1,4}|`)n|(?:\\{1,4}|`)n|\\{1,4}r|\\{1,4}u000[ad]/g, '\n'),
  ],
  ['line-continuations', (text) => text.replace(/\\[ \t]{0,8}(?=\r?\n)/g, '')],
  ['header-damaged', (text) => text.replace(/\u2014/g, '--').replace(/[\u2010-\u2013\u2015\u2212]/g, '-')],
];

function unicodeEscape(_: string, hex: string): string {
  return codePoint(Number.parseInt(hex, 16));
}

/** Undoes the escaping of variables, JSON, HTML and forms. Text above the first PEM line stays as it is. */
export function removeEscapes(text: string, note: Note): string {
  const marker = text.indexOf('BEGIN');
  const from = marker < 0 ? 0 : Math.max(text.lastIndexOf('\n', marker), text.lastIndexOf('\r', marker)) + 1;
  let rest = text.slice(from);
  for (const [repair, apply] of STEPS) {
    const next = apply(rest);
    if (next !== rest) note(repair);
    rest = next;
  }
  return text.slice(0, from) + rest;
}

/** Turns carriage returns into line feeds. Only lone carriage returns count as a repair; CRLF is fine. */
export function unifyNewlines(text: string, note: Note): string {
  const unix = text.replaceAll('\r\n', '\n');
  const result = unix.replace(/\n?\r+\n?/g, '\n');
  if (result !== unix) note('carriage-returns');
  return result;
}

const VARIABLE = /^(?:export[ \t]+|set[ \t]+|env[ \t]+|\$env:)?[A-Za-z_][\w.-]{0,100}[ \t]*=[ \t]*/i;
const YAML = /^(?:-[ \t]+)?(?:["']?[A-Za-z_][\w.-]{0,100}["']?[ \t]*:(?=\s))?[ \t]*(?:[|>][+-]?\d?(?=\s))?\s*/;

/** Removes what surrounds a value on its line: a variable's name, a YAML key, quotes, a comma. */
export function unwrapValue(text: string, note: Note): string {
  let value = text.trim();
  const named = value.replace(VARIABLE, '');
  if (named !== value && named.length > 3) {
    note('variable-name');
    value = named;
  }
  const plain = value.replace(YAML, '');
  if (plain !== value) {
    note('yaml-block');
    value = plain;
  }
  value = value.replace(/^data:[^,]{0,100},/, '');
  const uncommaed = value.replace(/[,;]{1,4}$/, '');
  if (uncommaed !== value) note('commas');
  const unquoted = uncommaed.replace(/^["'`]{1,3}/, '').replace(/["'`]{1,3}$/, '');
  if (unquoted !== uncommaed) note('quotes');
  return unquoted.trim();
}
