import { documentRanges } from '../documents.js';
import { mapLines, replaceLines, type Lined, type Wrapping } from './lined.js';

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ' };
const ENTITY = /&(?:(quot|apos|amp|lt|gt|nbsp)|#(\d{2,6})|#x([0-9a-f]{2,5}));/gi;

const ENTITY_IN = new RegExp(ENTITY.source, 'i');

/** A text with the named and numbered entities of HTML and XML decoded. */
export function withoutEntities(text: string): string {
  return text.replace(ENTITY, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return point <= 0x10ffff && point > 31 ? String.fromCodePoint(point) : whole;
  });
}

const STEP = String.raw`\\{1,6}`;
const LINE_END = new RegExp(`${STEP}r${STEP}n|${STEP}n`, 'g');
// Escaped line ends are undone inside quotation marks or before what begins a line of its own, and never in a path.
const TELLS = new RegExp(
  `Errors encountered:${STEP}n|${STEP}n(?:HTTP/|POST /|GET /|-----|\\{|\\[audience)|HTTP/[\\d.]+ \\d{3}[^\\n]{0,40}${STEP}r?${STEP}?n|(["'])(?:(?!\\1).){0,2000}${STEP}n`,
);
const PATH = /\b[A-Za-z]:\\{1,2}\w|\\{2}\w+\\/;

function inDocuments({ lines }: Lined): (index: number) => boolean {
  const ranges = documentRanges(lines).filter(({ from, to }) => isJson(lines.slice(from, to).join('\n')));
  return (index) => ranges.some(({ from, to }) => index >= from && index < to);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Entities of HTML in a line without elements. In XML they stay: decoded there, they would be elements. */
export const entities: Wrapping = {
  id: 'entities',
  title: 'HTML entities such as `&quot;` and `&apos;`',
  open(lined) {
    const could = (line: string) => line.includes('&') && ENTITY_IN.test(line) && !/<[A-Za-z/!?]/.test(line);
    if (!lined.lines.some(could)) return lined;
    const isDocument = inDocuments(lined);
    return mapLines(lined, (line, index) => (could(line) && !isDocument(index) ? withoutEntities(line) : line));
  },
};

/** The text of a line that is one string literal of JSON; undefined for other lines. */
function literalIn(line: string): string | undefined {
  if (!/^\s*".*\\.*"\s*$/.test(line)) return undefined;
  try {
    return String(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Escaped line ends and quotation marks of a text that was printed as a string. JSON documents keep theirs. */
export const escapes: Wrapping = {
  id: 'escapes',
  title: 'escaped line ends and quotation marks (`\\n`, `\\"`), also escaped twice',
  open(lined) {
    const could = (line: string): boolean =>
      line.includes('\\') && ((TELLS.test(line) && !PATH.test(line)) || /\\{1,6}"/.test(line));
    if (!lined.lines.some(could)) return lined;
    const isDocument = inDocuments(lined);
    return replaceLines(lined, (line, index) => {
      if (!could(line) || isDocument(index)) return undefined;
      const literal = literalIn(line);
      if (literal !== undefined) return literal.split('\n').map((text) => ({ text }));
      const parts = TELLS.test(line) && !PATH.test(line) ? line.split(LINE_END) : [line];
      const texts = parts.map((part) => part.replace(/\\{1,6}(["'])/g, '$1').replace(/\\{2,6}u0027|\\u0027/g, "'"));
      const [head] = /^.{0,60}/.exec(lined.raw[index]!)!;
      return texts.map((text, at) => ({
        text,
        raw: at === 0 && texts.length === 1 ? lined.raw[index]! : `${timeHead(head)}${text}`,
      }));
    });
  },
};

/** The time at the start of a raw line; each part of the line keeps it. */
function timeHead(head: string): string {
  const found = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/.exec(head)?.[0];
  return found === undefined ? '' : `${found} `;
}

const LONGEST_LINE = 20_000;
const PIECE = 3500;

/** Cuts a line into pieces, at a blank or a bracket where there is one. */
function piecesOf(line: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (line.length - from > PIECE) {
    const window = line.slice(from + PIECE - 500, from + PIECE);
    const at = Math.max(...[' ', ',', '}', ';', '>'].map((mark) => window.lastIndexOf(mark)));
    const to = at === -1 ? from + PIECE : from + PIECE - 500 + at + 1;
    pieces.push(line.slice(from, to));
    from = to;
  }
  pieces.push(line.slice(from));
  return pieces;
}

/** Lines that are too long for the readers of lines. JSON documents are read whole and stay. */
export const longLines: Wrapping = {
  id: 'long-lines',
  title: 'very long lines',
  open(lined) {
    if (!lined.lines.some((line) => line.length > LONGEST_LINE)) return lined;
    const isDocument = inDocuments(lined);
    return replaceLines(lined, (line, index) =>
      line.length <= LONGEST_LINE || isDocument(index) ? undefined : piecesOf(line).map((text) => ({ text })),
    );
  },
};
