import type { Exchange } from './exchange.js';
import type { Range } from './segments.js';

/**
 * The console of Postman, copied: a line with method and URL, then sections. It writes the sections as indented lines or,
 * copied as a log, as members of an object.
 * @example
 * ▶ POST https://login.salesforce.com/services/oauth2/token   400   312 ms
 *   Request Headers
 *     Content-Type: application/x-www-form-urlencoded
 *   Response Body
 * {"error":"invalid_grant", …}
 */
const HEAD =
  /^\W{0,4}(GET|POST|PUT|PATCH|DELETE)\s+["']?(https?:\/\/[^\s"']{1,2000}?)["']?(?:\s*:\s*\{\s*|\s{1,8}([1-5]\d\d)\b.*|\s*)$/;
const SECTION = /^[\s"▼▶▸▾]{0,12}(Network|Request Headers|Request Body|Response Headers|Response Body)"?\s*:?\s*(.*)$/;
const FIELD = /^\s*"?([\w.-]{1,100})"?\s*:\s*(.*?),?\s*$/;
const LONGEST = 400;

function unquoted(value: string): string {
  try {
    const parsed: unknown = /^".*"$/s.test(value) ? JSON.parse(value) : value;
    return typeof parsed === 'string' ? parsed : value;
  } catch {
    return value.slice(1, -1);
  }
}

function fieldsOf(lines: readonly string[]): [string, string][] {
  return lines.flatMap((line): [string, string][] => {
    const [, name, value] = FIELD.exec(line) ?? [];
    return name === undefined || value === '{' ? [] : [[name, unquoted(value!)]];
  });
}

interface Sections {
  readonly found: ReadonlyMap<string, readonly string[]>;
  /** The line after the last section, counted from 0. */
  readonly end: number;
}

/** True once the text of an answer is complete: a JSON document, a page, or a line of another text. */
function isWhole(lines: readonly string[]): boolean {
  const text = lines.join('\n').trim();
  if (text === '') return false;
  if (text.startsWith('<')) return /<\/html>/i.test(text);
  if (!/^[[{]/.test(text)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function sectionsFrom(lines: readonly string[], start: number): Sections {
  const found = new Map<string, string[]>();
  let current: string[] | undefined;
  let index = start;
  for (; index < Math.min(lines.length, start + LONGEST); index += 1) {
    const line = lines[index]!;
    const [, name, rest] = line.length < 20_000 ? (SECTION.exec(line) ?? []) : [];
    if (name !== undefined) {
      found.set(name, (current = rest === '' || rest === '{' ? [] : [rest!]));
      continue;
    }
    // The answer ends with its document, a blank line, the end of the object or the next request.
    if (HEAD.test(line) || line === '}' || current === undefined) break;
    const answer = found.get('Response Body');
    if (answer !== undefined && (isWhole(answer) || line.trim() === '')) break;
    current.push(line);
  }
  return { found, end: index };
}

function bodyOf(lines: readonly string[] | undefined, contentType: string | undefined): string | undefined {
  if (lines === undefined) return undefined;
  const fields = fieldsOf(lines);
  if (fields.length === 0) return lines.join('\n').trim();
  if (contentType !== undefined && /json/i.test(contentType)) return JSON.stringify(Object.fromEntries(fields));
  return fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

/** The exchanges that the console of Postman shows, and the lines that they cover. */
export function consoleExchanges(lines: readonly string[]): { exchanges: Exchange[]; ranges: Range[] } {
  const exchanges: Exchange[] = [];
  const ranges: Range[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [, method, target, status] = lines[index]!.length < 4000 ? (HEAD.exec(lines[index]!) ?? []) : [];
    if (method === undefined) continue;
    const { found, end } = sectionsFrom(lines, index + 1);
    if (found.size === 0) continue;
    const sent = found.get('Request Headers');
    const headers = Object.fromEntries(fieldsOf(sent ?? []).map(([name, value]) => [name.toLowerCase(), value]));
    const body = bodyOf(found.get('Request Body'), headers['content-type']);
    const told = found.get('Response Body')?.join('\n').trim();
    const answer = told === undefined ? undefined : unquoted(told.replace(/,$/, ''));
    exchanges.push({
      request: {
        method,
        target: target!,
        headers,
        line: index + 1,
        // Postman shows its own User-Agent, so that a list without it was shortened.
        ...(headers['user-agent'] !== undefined && { hasAllHeaders: true }),
        ...(body !== undefined && { body }),
      },
      ...((status !== undefined || answer !== undefined) && {
        response: {
          headers: {},
          line: index + 1,
          ...(status !== undefined && { status: Number(status) }),
          ...(answer !== undefined && { body: answer }),
        },
      }),
    });
    ranges.push({ from: index, to: end });
    index = end - 1;
  }
  return { exchanges, ranges };
}
