import { getProxyForUrl } from 'proxy-from-env';
import type { NetworkOptions } from './http.js';

/** True for a URL of this very machine, which is never asked through a proxy. */
export function isLoopbackUrl(url: string): boolean {
  return /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:|\/|$)/i.test(url);
}

/** The proxy to take for a URL: the one that is given, else what `HTTPS_PROXY` and `NO_PROXY` say; undefined for none. */
export function proxyFor(url: string, { proxy }: NetworkOptions): string | undefined {
  if (isLoopbackUrl(url)) return undefined;
  if (proxy !== undefined) return proxy;
  const found = getProxyForUrl(url);
  return found === '' ? undefined : found;
}
