import type { Agent } from 'node:http';
import { proxyOf } from './proxy.js';

/** The way to a host. */
export interface Way {
  /** Keeps the connections and opens new ones. */
  readonly agent: Agent;
  /** The connection between this machine and the host. */
  readonly proxy?: string;
  /** The proxy has answered a CONNECT. True without a proxy. */
  readonly proxyAnswered: () => boolean;
}

// A server may close an idle connection at any time; after two seconds ours is closed first.
const KEPT = { keepAlive: true, maxSockets: 8, timeout: 2000 } as const;

/** True for an address of this very machine. */
function isLoopbackUrl(url: string): boolean {
  return /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:|\/|$)/i.test(url);
}

/** The proxy that the environment names for a URL. */
async function proxyFor(url: string): Promise<string | undefined> {
  const proxy = proxyOf(process.env);
  if (proxy === undefined) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  // An empty answer, although there is a proxy: NO_PROXY names the host.
  return getProxyForUrl(url.replace(/^http:/, 'https:')) === '' ? undefined : proxy;
}

/**
 * The way to a URL; whoever asks for it ends it with `agent.destroy()`. A request to this very machine never takes the way
 * through a proxy. `given` is used in place of the environment's proxy. Throws one sentence for a proxy that is none.
 */
export async function wayTo(url: string, given?: string): Promise<Way> {
  const proxy = isLoopbackUrl(url) ? undefined : (given ?? (await proxyFor(url)));
  if (proxy === undefined) {
    const { Agent } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
    return { agent: new Agent(KEPT), proxyAnswered: () => true };
  }
  const { HttpTunnel, SocksTunnel } = await import('./tunnel.js');
  const agent = proxy.startsWith('socks') ? new SocksTunnel(proxy, KEPT) : new HttpTunnel(proxy, KEPT);
  return { agent, proxy, proxyAnswered: () => agent.hasAnswered };
}
