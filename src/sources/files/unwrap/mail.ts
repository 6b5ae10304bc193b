import { joined, linesOf, slice, type Lined, type Wrapping } from './lined.js';
import { textOfPage } from './page.js';
import { withoutQuotedPrintable } from './quoted-printable.js';

// The headers that a saved mail begins with.
const HEADER = /^(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|X-[\w-]+): ?\S/i;
const DEEPEST = 6;

interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly from: number;
  readonly to: number;
}

/** The headers at the start of some lines, unfolded, and the index of the body (RFC 5322). */
function headersAt(
  lines: readonly string[],
  from: number,
  to: number,
): { headers: Record<string, string>; body: number } {
  const headers: Record<string, string> = {};
  let name = '';
  let index = from;
  for (; index < to && lines[index]!.trim() !== ''; index += 1) {
    const line = lines[index]!;
    const [, found, value = ''] = /^([\w-]+):\s?(.*)$/.exec(line) ?? [];
    if (found !== undefined) headers[(name = found.toLowerCase())] = value;
    else if (/^\s/.test(line) && name !== '') headers[name] += ` ${line.trim()}`;
    else return { headers, body: index };
  }
  return { headers, body: index + 1 };
}

function boundaryOf(headers: Readonly<Record<string, string>>): string | undefined {
  return /multipart\/[^;]*;.*?boundary="?([^";]{1,200})"?/i.exec(headers['content-type'] ?? '')?.[1];
}

/** The parts of a message that hold text, in order (RFC 2046). */
function textParts(lines: readonly string[], from: number, to: number, depth = 0): Part[] {
  const { headers, body } = headersAt(lines, from, to);
  const type = headers['content-type'] ?? 'text/plain';
  const boundary = boundaryOf(headers);
  if (boundary === undefined || depth > DEEPEST)
    return /^\s*(?:text|message|application\/(?:json|xml|octet-stream))\b/i.test(type)
      ? [{ headers, from: body, to }]
      : [];
  const marks: number[] = [];
  for (let index = body; index < to; index += 1) if (lines[index]!.startsWith(`--${boundary}`)) marks.push(index);
  const parts = marks.flatMap((mark, index) => textParts(lines, mark + 1, marks[index + 1] ?? to, depth + 1));
  // The same text as HTML adds nothing to the plain one.
  const hasPlain = parts.some((part) => /text\/plain/i.test(part.headers['content-type'] ?? 'text/plain'));
  return /multipart\/alternative/i.test(type) && hasPlain
    ? parts.filter((part) => !/text\/html/i.test(part.headers['content-type'] ?? ''))
    : parts;
}

function decoded(lined: Lined, { headers, from, to }: Part): Lined {
  const own = slice(lined, from, to);
  const encoding = (headers['content-transfer-encoding'] ?? '').trim().toLowerCase();
  const charset = /charset="?([\w-]{1,30})/i.exec(headers['content-type'] ?? '')?.[1];
  const text =
    encoding === 'base64'
      ? withNumber(linesOf(decodeBytes(Buffer.from(own.lines.join(''), 'base64'), charset)), own.numbers[0] ?? 1)
      : encoding === 'quoted-printable'
        ? withoutQuotedPrintable(own)
        : own;
  return /text\/html/i.test(headers['content-type'] ?? '') ? textOfPage(text) : text;
}

function withNumber(lined: Lined, number: number): Lined {
  return { ...lined, numbers: lined.lines.map(() => number) };
}

function decodeBytes(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes).replace(/\r\n/g, '\n');
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** The lines of a saved mail: from headers with a declared encoding or several parts to its last boundary. */
function mailIn({ lines }: Lined): { from: number; to: number } | undefined {
  for (let from = 0; from < lines.length; from += 1) {
    if (!HEADER.test(lines[from]!) || (from > 0 && HEADER.test(lines[from - 1]!))) continue;
    const { headers } = headersAt(lines, from, lines.length);
    const isMessage = 'from' in headers || 'mime-version' in headers || 'received' in headers;
    const boundary = boundaryOf(headers);
    if (!isMessage || (boundary === undefined && !('content-transfer-encoding' in headers))) continue;
    const end = boundary === undefined ? -1 : lines.lastIndexOf(`--${boundary}--`);
    return { from, to: end === -1 ? lines.length : end + 1 };
  }
  return undefined;
}

/** A saved mail (.eml): its texts and text attachments, decoded. */
export const mail: Wrapping = {
  id: 'mail',
  title: 'a saved mail (`.eml`): plain and HTML texts and attached logs, in base64 or quoted-printable',
  open(lined) {
    const found = mailIn(lined);
    if (found === undefined) return lined;
    const parts = textParts(lined.lines, found.from, found.to).map((part) => decoded(lined, part));
    return parts.length === 0 ? lined : joined([slice(lined, 0, found.from), ...parts, slice(lined, found.to)]);
  },
};
