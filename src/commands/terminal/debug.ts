import { REQUESTS, type Announced } from '../../sources/announce.js';
import { isTracing, startClock, stopClock, trace } from './trace.js';

/** Method, host and path. The values of a query are left out: they can be tokens, user names or queries. */
function named({ method, url, proxy }: Announced): string {
  const { origin, pathname, searchParams } = new URL(url);
  const names = [...new Set(searchParams.keys())];
  const asked = names.length === 0 ? '' : `?${names.map((name) => `${name}=…`).join('&')}`;
  // The address of a proxy may hold a password.
  const through = proxy === undefined ? '' : ` through the proxy ${new URL(proxy).host}`;
  return `${method} ${origin}${pathname}${asked}${through}`;
}

function show(message: unknown): void {
  const request = message as Announced;
  if (request.over === undefined) return trace(`-> ${named(request)}`);
  const { status, problem, ms } = request.over;
  trace(`<- ${status ?? problem ?? '?'} after ${ms} ms: ${named(request)}`);
}

/**
 * Starts the trace of --debug on standard error: each request with method, host, path, proxy, status and time. Headers,
 * bodies and the values of queries are never shown. Returns the function that ends it.
 */
export function startTrace(): () => void {
  if (isTracing()) return () => undefined;
  startClock();
  REQUESTS.subscribe(show);
  return () => {
    REQUESTS.unsubscribe(show);
    stopClock();
  };
}
