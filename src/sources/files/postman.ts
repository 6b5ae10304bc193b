import type { Exchange } from './exchange.js';
import { factsOfExchanges } from './exchange-facts.js';
import type { Shape } from './shape.js';

interface Field {
  readonly key?: unknown;
  readonly value?: unknown;
  readonly disabled?: unknown;
}

interface Body {
  readonly mode?: unknown;
  readonly raw?: unknown;
  readonly urlencoded?: readonly Field[];
  readonly formdata?: readonly Field[];
}

interface Request {
  readonly method?: unknown;
  readonly url?: unknown;
  readonly header?: readonly Field[];
  readonly body?: Body;
}

interface Script {
  readonly listen?: unknown;
  readonly script?: { readonly exec?: unknown };
}

interface Item {
  readonly event?: readonly Script[];
  readonly item?: readonly Item[];
  readonly request?: Request;
  readonly response?: readonly {
    readonly code?: unknown;
    readonly body?: unknown;
    readonly header?: readonly Field[];
  }[];
}

const TOKEN = /\/services\/oauth2\/|grant_type|assertion/;
const TYPES: Readonly<Record<string, string>> = {
  urlencoded: 'application/x-www-form-urlencoded',
  formdata: 'multipart/form-data',
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}

/** The fields that are sent. Variables keep their braces and count as masks. */
function pairs(fields: readonly Field[] | undefined): [string, string][] {
  return (Array.isArray(fields) ? (fields as readonly Field[]) : [])
    .filter(({ disabled }) => disabled !== true)
    .map(({ key, value }) => [textOf(key), textOf(value)]);
}

function headersOf(fields: readonly Field[] | undefined): Record<string, string> {
  return Object.fromEntries(pairs(fields).map(([name, value]) => [name.toLowerCase(), value]));
}

function urlOf(url: unknown): string {
  return typeof url === 'string' ? url : textOf((url as { raw?: unknown } | null | undefined)?.raw);
}

function bodyOf(body: Body | undefined): { text?: string; type?: string } {
  const mode = textOf(body?.mode);
  if (mode === 'raw') return { text: textOf(body?.raw) };
  const fields = mode === 'urlencoded' ? body?.urlencoded : mode === 'formdata' ? body?.formdata : undefined;
  if (fields === undefined) return {};
  return { text: new URLSearchParams(pairs(fields)).toString(), type: TYPES[mode]! };
}

function exchangesOf({ request, response = [] }: Item): Exchange[] {
  if (typeof request !== 'object') return [];
  const { text, type } = bodyOf(request.body);
  const target = urlOf(request.url);
  if (!TOKEN.test(`${target} ${text ?? ''}`)) return [];
  const sent = {
    method: (textOf(request.method) || 'GET').toUpperCase(),
    target,
    headers: { ...(type !== undefined && { 'content-type': type }), ...headersOf(request.header) },
    line: 1,
    ...(text !== undefined && { body: text }),
  };
  const saved = response.filter(({ code }) => Number(code) > 0);
  if (saved.length === 0) return [{ request: sent }];
  return saved.map(({ code, body, header }) => ({
    request: sent,
    response: {
      status: Number(code),
      headers: headersOf(header),
      line: 1,
      ...(typeof body === 'string' && { body }),
    },
  }));
}

function all(items: readonly Item[] | undefined, depth = 0): Exchange[] {
  if (!Array.isArray(items) || depth > 20) return [];
  return (items as readonly Item[]).flatMap((item) => [...exchangesOf(item), ...all(item.item, depth + 1)]);
}

/** The scripts that run before the requests: they build the assertion. */
function scriptsOf(items: readonly Item[] | undefined, depth = 0): string[] {
  if (!Array.isArray(items) || depth > 20) return [];
  return (items as readonly Item[]).flatMap(({ event, item }) => [
    ...(Array.isArray(event) ? (event as readonly Script[]) : [])
      .filter(({ listen }) => listen === 'prerequest')
      .map(({ script }) => (Array.isArray(script?.exec) ? script.exec.map(textOf).join('\n') : textOf(script?.exec))),
    ...scriptsOf(item, depth + 1),
  ]);
}

/** A collection that Postman exported (format 2.x): its token requests, with the answers that were saved. */
export const postman: Shape = {
  id: 'postman',
  title: 'a Postman collection',
  recognises: ({ json }) => {
    const info = typeof json === 'object' && json !== null ? (json as { info?: { schema?: unknown } }).info : undefined;
    return /getpostman\.com|postman\.com/.test(textOf(info?.schema));
  },
  async read({ json, name }) {
    const collection = json as Item;
    const reading = factsOfExchanges(all(collection.item), name);
    const scripts = scriptsOf([collection]).filter((script) => /\b(?:iss|jwt|RS256)\b/i.test(script));
    if (scripts.length === 0) return reading;
    const { writtenScript } = await import('./written/shape.js');
    return { ...reading, logins: scripts.flatMap((script) => writtenScript(script, `${name}, a pre-request script`)) };
  },
};
