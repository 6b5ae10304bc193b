import { readDer, type DerValue } from './der.js';
import type { Note } from './text.js';

/** A PEM block whose body was put together again. */
export interface PemBlock {
  /** Canonical label, such as `RSA PRIVATE KEY`. */
  readonly label: string;
  readonly value?: DerValue;
  /** Body of a block that is encrypted in the old way, with its `DEK-Info`. */
  readonly legacy?: { readonly cipher: string; readonly iv: string; readonly body: Buffer };
  readonly masked: boolean;
  /** Characters of base64 found. */
  readonly length: number;
  readonly hasFooter: boolean;
}

export interface PemScan {
  readonly blocks: PemBlock[];
  /** The text before, between and after the blocks. */
  readonly around: string[];
}

const LABELS = [
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'DSA PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'OPENSSH PRIVATE KEY',
  'ANY PRIVATE KEY',
  'PUBLIC KEY',
  'RSA PUBLIC KEY',
  'SSH2 PUBLIC KEY',
  'SSH2 ENCRYPTED PRIVATE KEY',
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'TRUSTED CERTIFICATE',
  'CERTIFICATE REQUEST',
  'NEW CERTIFICATE REQUEST',
  'EC PARAMETERS',
  'DH PARAMETERS',
  'DSA PARAMETERS',
  'PKCS7',
  'CMS',
  'PGP MESSAGE',
  'PGP PRIVATE KEY BLOCK',
  'PGP PUBLIC KEY BLOCK',
];
const BY_LETTERS = new Map(LABELS.map((label) => [label.replaceAll(' ', ''), label]));

/** Whether a label may be repeated in a message. */
export function isKnownLabel(label: string): boolean {
  return LABELS.includes(label);
}

const BEGIN = /-{1,12}[ \t]{0,4}BEGIN[ \t]{0,4}([A-Z0-9](?:[A-Z0-9 ]{0,39}[A-Z0-9])?)?[ \t]{0,4}-{1,5}/gi;
const END = /-{2,12}[ \t]{0,4}END[A-Z0-9 ]{0,42}-{0,5}/g;

function find(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

/** Finds the first match at or after a position that only grows. Each stretch of the text is searched once. */
function forward(pattern: RegExp, text: string): (from: number) => RegExpExecArray | null {
  let found = find(pattern, text, 0);
  return (from) => {
    if (found && found.index < from) found = find(pattern, text, from);
    return found;
  };
}

function canonicalLabel(found: string): string {
  const upper = found.toUpperCase();
  return BY_LETTERS.get(upper.replaceAll(' ', '')) ?? upper;
}

/** Cuts a text into PEM blocks, also those without line ends, with damaged header lines or without a footer. */
export function scanPem(text: string, note: Note): PemScan {
  const blocks: PemBlock[] = [];
  const around: string[] = [];
  const nextBegin = forward(BEGIN, text);
  const nextEnd = forward(END, text);
  let position = 0;
  for (let begin = nextBegin(0); begin; begin = nextBegin(position)) {
    const bodyStart = begin.index + begin[0].length;
    const end = nextEnd(bodyStart);
    const next = nextBegin(bodyStart);
    const footer = end && (!next || end.index < next.index) ? end : undefined;
    const bodyEnd = footer?.index ?? next?.index ?? text.length;
    const label = canonicalLabel(begin[1] ?? '');
    const isKey = label.endsWith('PRIVATE KEY');
    const blockNote: Note = isKey ? note : () => undefined;
    if (begin[0] !== `-----BEGIN ${label}-----`) blockNote('header-damaged');
    if (!footer) blockNote('missing-footer');
    else if (footer[0].trim() !== `-----END ${label}-----`) blockNote('header-damaged');
    const lineStart = text.lastIndexOf('\n', begin.index) + 1;
    if (/^[ \t]+$/.test(text.slice(lineStart, begin.index))) blockNote('indentation');
    around.push(text.slice(position, begin.index));
    blocks.push({
      label,
      hasFooter: footer !== undefined,
      ...readBody(text.slice(bodyStart, bodyEnd), blockNote, footer !== undefined),
    });
    position = footer ? footer.index + footer[0].length : bodyEnd;
    if (blocks.length >= 100) break;
  }
  around.push(text.slice(position));
  return { blocks, around };
}

/** A body without its header line but with its footer. */
export function bodyBeforeFooter(text: string): string | undefined {
  const end = find(END, text, 0);
  return end ? text.slice(0, end.index) : undefined;
}

const LEGACY =
  /Proc-Type:\s{0,40}4,\s{0,40}ENCRYPTED\s{0,80}DEK-Info:\s{0,40}([A-Z0-9-]{3,20}),\s{0,40}([0-9A-F]{16}(?:[0-9A-F]{16})?)/i;
const MASK = /\*{3,}|\.{3,}|\u2026|\[[^\]\n]{0,60}\]|<[^>\n]{0,60}>/;

/** Reads the text between header and footer. */
export function readBody(
  raw: string,
  note: Note,
  hasFooter = true,
): Pick<PemBlock, 'value' | 'legacy' | 'masked' | 'length'> {
  noteLines(hasFooter ? raw : `${raw}\n`, note);
  const header = LEGACY.exec(raw);
  if (header) return readLegacyBody(raw, header, note);
  const body = cleanBody(raw.replace(/^[ \t]*[A-Za-z][A-Za-z-]{1,40}:[ \t][^\n]*$/gm, ''), note);
  const compact = body.replace(/\s+/g, '');
  const value = readDer(decodeBase64(compact));
  const whole = value && value.announced <= value.der.length ? value : (recover(body, compact, note) ?? value);
  if (whole && /[-_]/.test(compact)) note('base64url');
  const masked = !whole && (MASK.test(raw) || /^(?:x+|redacted|masked|hidden)$/i.test(compact));
  return { value: whole, masked, length: compact.length };
}

function noteLines(text: string, note: Note): void {
  const raw = text.replace(/(Proc-Type|DEK-Info): /g, '$1:');
  const first = /^[^\n]*/.exec(raw)?.[0] ?? '';
  const last = raw.slice(raw.lastIndexOf('\n') + 1);
  for (const edge of raw.includes('\n') ? [first.trimEnd(), last.trimStart()] : [raw]) {
    if (!/[A-Za-z0-9+/=]/.test(edge)) continue;
    note(/\s/.test(edge) || /^\s|\s$/.test(first) ? 'newlines-as-blanks' : 'lost-newlines');
    break;
  }
  if (/\n[ \t]+[^\s]/.test(raw) || /\n[ \t]+$/.test(raw)) note('indentation');
  const inner = raw
    .trim()
    .replace(/^[\s\S]{0,200}DEK-Info:[^\n]*\n/i, '')
    .trim();
  if (/\n[ \t]*\n/.test(inner) || (/^[ \t]*\n[ \t]*\n/.test(raw) && inner.length > 0)) note('blank-lines');
}

function readLegacyBody(
  raw: string,
  header: RegExpExecArray,
  note: Note,
): Pick<PemBlock, 'legacy' | 'masked' | 'length'> {
  const cipher = (header[1] ?? '').toUpperCase();
  const digits = cipher.startsWith('DES') ? 16 : 32;
  const iv = (header[2] ?? '').slice(0, digits).toUpperCase();
  const rest = raw.slice(header.index + header[0].length - ((header[2] ?? '').length - iv.length));
  const compact = cleanBody(rest, note).replace(/\s+/g, '');
  return { legacy: { cipher, iv, body: decodeBase64(compact) }, masked: MASK.test(rest), length: compact.length };
}

/** Removes everything from a body that is neither base64 nor a blank. */
function cleanBody(raw: string, note: Note): string {
  let body = raw;
  if (/=3D/.test(body) || /=\n[ \t]*[A-Za-z0-9+/]/.test(body)) {
    note('quoted-printable');
    body = body.replace(/=\n/g, '').replace(/=3D/g, '=');
  }
  const joined = body.replace(/["'`][\s+.,&\\]{0,20}["'`]/g, '\n').replace(/["'`][ \t]*(?:\+[ \t]*)?$/, '');
  const result = joined.replace(/[^A-Za-z0-9+/=_\-\s]/g, '');
  if (/["'`]/.test(body)) note('quotes');
  if (/,/.test(joined)) note('commas');
  if (/\\/.test(joined)) note('line-continuations');
  if (/[^A-Za-z0-9+/=_\-\s"'`,\\]/.test(joined)) note('stray-characters');
  return result;
}

/** Base64 and base64url alike; stops at the first padding. */
export function decodeBase64(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

const LINE = 64;

/** Tries to undo losses that leave valid base64 characters but the wrong length. */
function recover(body: string, compact: string, note: Note): DerValue | undefined {
  const attempts: [Parameters<Note>[0], string | undefined][] = [
    ['plus-as-blank', plusForBlank(body.replace(/^\n+|(?<!\n)\n+$/g, '').split('\n'))],
    [
      'plus-as-blank',
      plusForBlank(
        body
          .trim()
          .split('\n')
          .map((line) => line.trim()),
      ),
    ],
    ['lost-backslashes', withoutStrayN(compact)],
  ];
  for (const [repair, text] of attempts) {
    const bytes = text === undefined ? undefined : decodeBase64(text);
    const value = bytes && readDer(bytes);
    if (!value || value.announced !== bytes.length) continue;
    note(repair);
    return value;
  }
  return undefined;
}

function plusForBlank(lines: readonly string[]): string | undefined {
  const hasBlanks = lines.length > 1 && lines.some((line) => line.includes(' '));
  return hasBlanks ? lines.join('').replaceAll(' ', '+').replace(/\s+/g, '') : undefined;
}

/** Removes the `n` that a `\n` leaves before each line when its backslash is lost. */
function withoutStrayN(compact: string): string | undefined {
  let result = '';
  for (let at = 0; at < compact.length; at += LINE + 1) {
    if (compact[at] !== 'n') return undefined;
    result += compact.slice(at + 1, at + 1 + LINE);
  }
  // The last line is shorter, so the `n` before the footer comes earlier.
  const last = compact.length % (LINE + 1);
  return last > 1 || last === 0 ? result.replace(/n$/, '') : result;
}

/** Writes a legacy-encrypted block in the form that OpenSSL expects. */
export function legacyPem(block: PemBlock): string {
  const lines = block.legacy?.body.toString('base64').match(/.{1,64}/g) ?? [];
  const info = `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${block.legacy?.cipher},${block.legacy?.iv}\n`;
  return `-----BEGIN ${block.label}-----\n${info}\n${lines.join('\n')}\n-----END ${block.label}-----\n`;
}
