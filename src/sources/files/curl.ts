import { commandAt, shellWords } from './shell.js';
import { rangesFrom, type Range } from './segments.js';
import { parseTranscript } from './parse-http.js';
import type { Exchange } from './exchange.js';

type Request = NonNullable<Exchange['request']>;
type Response = NonNullable<Exchange['response']>;

const START =
  /(?:^|[$#>%;&|(]|\bPS [^>]{0,300}>)\s*(?:time |sudo )?curl(?:\.exe)?\s+(?!\s)(?=.*(?:https?:|["'$-]|\\\s*$|\^\s*$|`\s*$))/;
/** Stands for the content of a file: a mask, so that nothing takes it for a value. */
const FILE = '[content of a file]';
const FORM = 'application/x-www-form-urlencoded';

const DATA = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--data-urlencode']);
const PARTS = new Set(['-F', '--form', '--form-string']);
// Options whose value doesn't affect the request's facts.
const OTHERS = new Set(
  '-o --output -w --write-out -u --user -x --proxy --cacert --cert --key -A --user-agent -b --cookie -c --cookie-jar -e --referer -m --max-time --connect-timeout --retry --resolve -T -E -K --config --trace --trace-ascii --stderr -D --dump-header --interface --proto --tlsv1 -C -r -y -Y -z'
    .split(' ')
    .filter((option) => option !== '--tlsv1'),
);

interface Parsed {
  url?: string;
  method?: string;
  readonly headers: Record<string, string>;
  readonly data: string[];
  isForm: boolean;
  isQuery: boolean;
}

/** `name=content` as --data-urlencode sends it. */
function encoded(value: string): string {
  const [, name = '', sign = '', content = ''] = /^([^=@]*)([=@]?)(.*)$/s.exec(value) ?? [];
  // curl sends what the file holds, which nobody sees here.
  if (sign === '@') return name === '' ? FILE : `${name}=${FILE}`;
  const text = encodeURIComponent(content);
  return name === '' ? text : `${name}=${text}`;
}

function take(parsed: Parsed, option: string, value: string): void {
  if (option === '-X' || option === '--request') parsed.method = value.toUpperCase();
  else if (option === '--url') parsed.url = value;
  else if (option === '-H' || option === '--header') {
    const [, name = '', content = ''] = /^([\w-]+):\s*(.*)$/s.exec(value) ?? [];
    if (name !== '') parsed.headers[name.toLowerCase()] = content.trim();
  } else if (option === '--json') {
    parsed.headers['content-type'] ??= 'application/json';
    parsed.data.push(value);
  } else if (PARTS.has(option)) {
    parsed.isForm = true;
    parsed.data.push(encoded(value));
  } else if (DATA.has(option)) parsed.data.push(option === '--data-urlencode' ? encoded(value) : value);
}

const SHORT_WITH_VALUE = /^(-[sSkviLfgnqNa#0-46]*)([XdHFouwxAbcemTDr])(.*)$/s;

/** The parts of a curl command line. Files (`@file`) stay as names and are not read. */
function parseWords(words: readonly string[]): Parsed {
  const parsed: Parsed = { headers: {}, data: [], isForm: false, isQuery: false };
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index]!;
    const [, long, attached] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    const short = word.startsWith('--') ? null : SHORT_WITH_VALUE.exec(word);
    if (word === '-G' || word === '--get') parsed.isQuery = true;
    else if (long !== undefined) take(parsed, long, attached!);
    else if (short !== null && word.startsWith('-')) {
      const value = short[3] === '' ? (words[++index] ?? '') : short[3]!;
      take(parsed, `-${short[2]!}`, value);
    } else if (
      /^--(?:request|url|header|json|data|data-raw|data-binary|data-ascii|data-urlencode|form|form-string)$/.test(word)
    )
      take(parsed, word, words[++index] ?? '');
    else if (OTHERS.has(word)) index += 1;
    else if (!word.startsWith('-')) parsed.url ??= word;
  }
  return parsed;
}

/** The request that a curl command line sends; undefined without a URL. */
function curlRequest(command: string, line: number): Request | undefined {
  const { url, method, headers, data, isForm, isQuery } = parseWords(shellWords(command));
  if (url === undefined) return undefined;
  const target = /^https?:\/\//i.test(url) || url.startsWith('$') ? url : `https://${url}`;
  const text = data.join('&');
  const hasBody = data.length > 0 && !isQuery;
  const isFile = /^@/.test(text) || text === FILE;
  if (hasBody) headers['content-type'] ??= isForm ? 'multipart/form-data' : FORM;
  return {
    method: method ?? (hasBody ? 'POST' : 'GET'),
    target: isQuery && text !== '' ? `${target}${target.includes('?') ? '&' : '?'}${text}` : target,
    headers,
    line,
    ...(hasBody && !isFile && { body: text }),
  };
}

/** The output below a curl command: with -v or -i the answer, else its body alone, or only its status. */
function answerIn(lines: readonly string[], range: Range): { verbose?: Request; response?: Response } {
  const output = lines.slice(range.from, range.to);
  const [first] = parseTranscript(output.join('\n'), range.from);
  if (first?.response !== undefined)
    return { response: first.response, ...(first.request !== undefined && { verbose: first.request }) };
  const failed = output.map((line) => /returned error: (\d{3})/.exec(line)?.[1]).find(Boolean);
  if (failed !== undefined) return { response: { status: Number(failed), headers: {}, line: range.from + 1 } };
  const text = output.join('\n').trim();
  // curl prints a page without its status, which the page does not tell.
  if (/^<(?:!doctype html|html)\b/i.test(text))
    return { response: { headers: { 'content-type': 'text/html' }, line: range.from + 1, body: text } };
  const body = /^(?:\{[\s\S]*?\}|\[\s*\{[\s\S]*?\}\s*\])/.exec(text)?.[0];
  if (body === undefined || !/"(?:error|error_description|access_token|errorCode)"\s*:/.test(body)) return {};
  const status = Number(
    /\}\s*(?:HTTP (?:status|code):? ?)?([1-5]\d\d)\s*$/.exec(text)?.[1] ?? (/"access_token"/.test(body) ? 200 : 400),
  );
  return { response: { status, headers: {}, line: range.from + 1, body } };
}

/** The curl commands in a paste. */
function commandRanges(lines: readonly string[]): Range[] {
  if (!hasCurl(lines)) return [];
  return rangesFrom(lines, START, (from) => commandAt(lines, from).end);
}

/** The curl commands of a paste with their output, and the lines they cover. */
export function curlExchanges(lines: readonly string[]): { exchanges: Exchange[]; ranges: Range[] } {
  const commands = commandRanges(lines);
  const exchanges: Exchange[] = [];
  const ranges: Range[] = [];
  commands.forEach((range, index) => {
    const { text } = commandAt(lines, range.from);
    const request = curlRequest(text.slice(text.search(/\bcurl/)), range.from + 1);
    if (request === undefined) return;
    const output = { from: range.to, to: commands[index + 1]?.from ?? lines.length };
    const { verbose, response } = answerIn(lines, output);
    ranges.push({ from: range.from, to: response === undefined ? range.to : output.to });
    exchanges.push({
      request: { ...request, headers: { ...verbose?.headers, ...request.headers } },
      ...(response && { response }),
    });
  });
  return { exchanges, ranges };
}

/** True for a text that contains a curl command. */
export function hasCurl(lines: readonly string[]): boolean {
  return lines.some((line) => line.includes('curl') && START.test(line));
}
