import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { isTracing, startClock, stopClock, trace } from './trace.js';

/** A request as undici publishes it (documented: undici, DiagnosticsChannel). */
interface Request {
  readonly origin?: string | URL;
  readonly method: string;
  readonly path: string;
}

interface Published {
  readonly request: Request;
  readonly response?: { readonly statusCode: number };
  readonly error?: unknown;
}

/** Method, host and path. The values of a query are left out: they can be tokens, user names or queries. */
function named({ origin = '', method, path }: Request): string {
  if (method === 'CONNECT') return `CONNECT ${path} through the proxy ${partOf(String(origin), 'host')}`;
  const [plain = '', query] = path.split('?');
  const names = query === undefined ? [] : [...new Set(new URLSearchParams(query).keys())];
  const asked = names.length === 0 ? '' : `?${names.map((name) => `${name}=…`).join('&')}`;
  return `${method} ${partOf(String(origin), 'origin')}${plain}${asked}`;
}

/** A part of a URL without the user information that it may hold. */
function partOf(url: string, part: 'host' | 'origin'): string {
  return URL.canParse(url) ? new URL(url)[part] : '';
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/**
 * Starts the trace of --debug on standard error: each request with method, host, path, status and time. Headers, bodies
 * and the values of queries are never shown. Returns the function that ends it.
 */
export function startTrace(): () => void {
  if (isTracing()) return () => undefined;
  startClock();
  const begun = new WeakMap<object, number>();
  const took = (request: object) => `${Math.round(performance.now() - (begun.get(request) ?? performance.now()))} ms`;
  const watched: Readonly<Record<string, (message: unknown) => void>> = {
    'undici:request:create': (message) => {
      const { request } = message as Published;
      begun.set(request, performance.now());
      trace(`-> ${named(request)}`);
    },
    'undici:request:headers': (message) => {
      const { request, response } = message as Published;
      trace(`<- ${response?.statusCode ?? '?'} after ${took(request)}: ${named(request)}`);
    },
    'undici:request:error': (message) => {
      const { request, error } = message as Published;
      trace(`<- ${codeOf(error)} after ${took(request)}: ${named(request)}`);
    },
  };
  for (const [name, listener] of Object.entries(watched)) subscribe(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(watched)) unsubscribe(name, listener);
    stopClock();
  };
}
