import type { SourceFact } from '../../facts/store.js';
import type { Exchange } from './exchange.js';
import { factsOfExchanges } from './exchange-facts.js';
import { errorText } from './error-text.js';
import type { Reading, Shape } from './shape.js';

interface Header {
  readonly name?: unknown;
  readonly value?: unknown;
}

interface Entry {
  readonly request?: {
    readonly method?: unknown;
    readonly url?: unknown;
    readonly headers?: readonly Header[];
    readonly postData?: { readonly mimeType?: unknown; readonly text?: unknown; readonly params?: readonly Header[] };
  };
  readonly response?: {
    readonly status?: unknown;
    readonly headers?: readonly Header[];
    readonly content?: { readonly text?: unknown; readonly encoding?: unknown };
  };
}

const SALESFORCE_PATH = /\/services\/(?:oauth2|data|Soap)\//;
const LONGEST_BODY = 1_000_000;

function entriesOf(json: unknown): readonly Entry[] | undefined {
  const log = typeof json === 'object' && json !== null ? (json as { log?: { entries?: unknown } }).log : undefined;
  return Array.isArray(log?.entries) ? (log.entries as Entry[]) : undefined;
}

function headersOf(headers: readonly Header[] = []): Record<string, string> {
  return Object.fromEntries(headers.map(({ name, value }) => [String(name).toLowerCase(), String(value)]));
}

function requestBody({ postData }: NonNullable<Entry['request']>): string | undefined {
  if (typeof postData?.text === 'string') return postData.text;
  const params = postData?.params;
  if (!Array.isArray(params)) return undefined;
  return new URLSearchParams(
    params.map(({ name, value }): [string, string] => [String(name), String(value ?? '')]),
  ).toString();
}

function responseBody({ content }: NonNullable<Entry['response']>): string | undefined {
  if (typeof content?.text !== 'string') return undefined;
  const text = content.encoding === 'base64' ? Buffer.from(content.text, 'base64').toString('utf8') : content.text;
  return text.slice(0, LONGEST_BODY);
}

/** The headers of a request; the type of its body stands beside the body, too. */
function requestHeaders({ headers, postData }: NonNullable<Entry['request']>): Record<string, string> {
  const { mimeType } = postData ?? {};
  const told = headersOf(headers);
  return typeof mimeType === 'string' && mimeType !== '' ? { 'content-type': mimeType, ...told } : told;
}

function exchangeOf({ request, response }: Entry, line: number): Exchange {
  const sent = request && requestBody(request);
  const came = response && responseBody(response);
  const status = Number(response?.status);
  return {
    ...(request && {
      request: {
        method: String(request.method),
        target: String(request.url),
        headers: requestHeaders(request),
        hasAllHeaders: (request.headers ?? []).length > 0,
        line,
        ...(sent !== undefined && { body: sent }),
      },
    }),
    ...(status > 0 && {
      response: { status, headers: headersOf(response?.headers), line, ...(came !== undefined && { body: came }) },
    }),
  };
}

function isOurs({ request }: Entry): boolean {
  return SALESFORCE_PATH.test(String(request?.url));
}

function mayTell(text: string): boolean {
  return /invalid_|salesforce/i.test(text);
}

/** Sorts HAR entries: an exchange with Salesforce, an answer that may quote its error, or neither. */
export function kindOfEntry(entry: unknown): 'exchange' | 'answer' | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  if (isOurs(entry)) return 'exchange';
  const { response } = entry as Entry;
  return mayTell((response && responseBody(response)) ?? '') ? 'answer' : undefined;
}

/** The console of another product may quote its server's error in its own answer. */
async function told(entries: readonly Entry[], name: string): Promise<SourceFact[]> {
  const facts: SourceFact[] = [];
  for (const [index, { response }] of entries.entries()) {
    const text = (response && responseBody(response))?.replace(/(?<!\\)\\+"/g, '"').replace(/\\n/g, '\n') ?? '';
    const paste = { name: `${name}, entry ${index + 1}`, text };
    if (mayTell(text) && errorText.recognises(paste)) facts.push(...(await errorText.read(paste)).facts);
  }
  return facts;
}

/** A HAR file (1.2): its exchanges with Salesforce, or an error that another product quotes. */
export const har: Shape = {
  id: 'har',
  title: 'a HAR file',
  recognises: ({ json }) => entriesOf(json) !== undefined,
  async read({ json, name }): Promise<Reading> {
    const entries = entriesOf(json)!;
    const exchanges = entries.flatMap((entry, index) => (isOurs(entry) ? [exchangeOf(entry, index + 1)] : []));
    if (exchanges.length > 0) return factsOfExchanges(exchanges, name);
    return { facts: await told(entries, name) };
  },
};
