import type { Exchange } from './exchange.js';

const REQUEST_LINE = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (https?:\/\/\S+|\/\S*)(?: HTTP\/[\d.]+)?$/;
const STATUS_LINE = /^HTTP\/[\d.]+ ([1-5]\d\d)\b.*$/;
// Without "HTTP/1.1", a status counts only with its reason phrase and alone on a line, because prose has numbers, too.
const BARE_STATUS =
  /^([1-5]\d\d) (?:OK|Found|Moved Permanently|See Other|Bad Request|Unauthorized|Forbidden|Not Found|Method Not Allowed|Unsupported Media Type|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)$/i;
const HEADER = /^([A-Za-z][A-Za-z0-9-]*):\s?(.*)$/;

interface Message {
  readonly line: number;
  readonly start: RegExpExecArray;
  readonly isRequest: boolean;
  readonly headers: Record<string, string>;
  readonly rest: string[];
}

// Remarks of `curl -v` beside the exchange.
const NOISE = /^\* |^[{}] \[\d+ bytes data\]/;

/** Drops the prefixes that consoles and curl add to a line. */
function plain(line: string): string {
  return line.replace(/\r$/, '').replace(/^[<>](?: |$)/, '');
}

function startOf(line: string): { start: RegExpExecArray; isRequest: boolean } | undefined {
  const request = REQUEST_LINE.exec(line);
  if (request) return { start: request, isRequest: true };
  const status = STATUS_LINE.exec(line) ?? BARE_STATUS.exec(line);
  return status ? { start: status, isRequest: false } : undefined;
}

function split(text: string, linesBefore: number): Message[] {
  const messages: Message[] = [];
  let current: Message | undefined;
  let inHeaders = false;
  text.split('\n').forEach((raw, index) => {
    const line = plain(raw);
    if (NOISE.test(line)) return;
    const found = startOf(line.trim());
    if (found) {
      current = { line: linesBefore + index + 1, ...found, headers: {}, rest: [] };
      messages.push(current);
      inHeaders = true;
      return;
    }
    if (current === undefined) return;
    const header = inHeaders ? HEADER.exec(line) : null;
    if (header) current.headers[header[1]!.toLowerCase()] = header[2]!.trim();
    else if (inHeaders && line.trim() === '') inHeaders = false;
    else {
      inHeaders = false;
      current.rest.push(line);
    }
  });
  return messages;
}

/** The JSON value at the start of a text, without captions after it; the whole text if the value never closes. */
function firstJson(text: string): string {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]!;
    if (inString) {
      if (char === '\\') index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return text.slice(0, index + 1);
    }
  }
  return text;
}

/** The body in the lines after a message. Captions between exchanges don't belong to it. */
function bodyOf({ rest, headers, isRequest }: Message): string | undefined {
  const lines = rest.map((line) => line.trimEnd());
  const from = lines.findIndex((line) => line.trim() !== '');
  if (from === -1) return headers['content-length'] === '0' ? '' : undefined;
  const block = lines.slice(from);
  const text = block.join('\n').trim();
  if (/^[{[]/.test(text)) return firstJson(text);
  if (text.startsWith('<')) return text;
  if (isRequest && /^&?[\w.%+-]+=/.test(text)) {
    const lastPair = block.findLastIndex((line) => /^&[\w.%+-]+=/.test(line));
    const end = block.findIndex((line, index) => index > lastPair && line.trim() === '');
    return block.slice(0, end === -1 ? undefined : end).join('\n');
  }
  return undefined;
}

/** True for a body that only the token endpoint sends: an OAuth error. */
function isAnswer(body: string | undefined): boolean {
  return body !== undefined && /^\s*\{[\s\S]*"error(?:_description)?"\s*:/.test(body) && !body.includes('"grant_type"');
}

/**
 * Splits a raw HTTP transcript into exchanges, in order. A response belongs to the last request without one. `linesBefore`
 * is the number of lines in front of the text, where it is a part of another.
 */
export function parseTranscript(text: string, linesBefore = 0): Exchange[] {
  const exchanges: { request?: Exchange['request']; response?: Exchange['response'] }[] = [];
  for (const message of split(text, linesBefore)) {
    const body = bodyOf(message);
    const common = { headers: message.headers, line: message.line, ...(body !== undefined && { body }) };
    if (message.isRequest && isAnswer(body)) {
      // The answer was pasted right below the request line.
      const request = {
        headers: message.headers,
        line: message.line,
        method: message.start[1]!,
        target: message.start[2]!,
      };
      exchanges.push({
        request,
        response: { headers: {}, line: message.line, status: 400, ...(body !== undefined && { body }) },
      });
      continue;
    }
    if (message.isRequest) {
      exchanges.push({ request: { ...common, method: message.start[1]!, target: message.start[2]! } });
      continue;
    }
    const status = Number(message.start[1]);
    if (status < 200) continue; // 100 Continue is not the answer
    const open = exchanges.at(-1);
    if (open && !open.response) open.response = { ...common, status };
    else exchanges.push({ response: { ...common, status } });
  }
  return exchanges;
}
