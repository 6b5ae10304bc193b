import type { Socket } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import { proxyOf } from './proxy.js';

/** The way to a host, for one request. */
export interface Way {
  readonly dispatcher: Dispatcher;
  /** The proxy's sockets took bytes: something answers there. True without a proxy. */
  readonly proxyAnswered: () => boolean;
  /** The connection between this machine and the host. */
  readonly proxy?: string;
  /** Ends every connection, also those that wait for the proxy. */
  readonly close: () => Promise<void>;
}

/** How to find the way. */
export interface WayOptions {
  readonly proxy?: string;
  readonly ca?: string;
  readonly timeoutMs: number;
}

/** True for an address of this very machine. */
function isLoopbackUrl(url: string): boolean {
  return /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:|\/|$)/i.test(url);
}

/** A request to this very machine never takes the way through a proxy. Throws one sentence for a proxy that is none. */
export async function wayTo(url: string, { proxy: given, ca, timeoutMs }: WayOptions): Promise<Way> {
  const { Agent, EnvHttpProxyAgent, Pool } = await import('undici');
  const tls = { timeout: timeoutMs, ...(ca !== undefined && { ca }) };
  const proxy = isLoopbackUrl(url) ? undefined : (given ?? proxyOf(process.env));
  if (proxy === undefined) {
    const dispatcher = new Agent({ connect: tls });
    return { dispatcher, proxyAnswered: () => true, close: () => ended(dispatcher) };
  }
  const sockets = new Set<Socket>();
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: proxy,
    httpsProxy: proxy,
    ...(given !== undefined && { noProxy: '' }),
    connect: tls,
    requestTls: tls,
    proxyTls: { timeout: timeoutMs },
    // undici ends a CONNECT that waits for its answer only after five minutes, and keeps its socket when it is destroyed.
    clientFactory: (origin, options) => {
      const { connect } = options as { connect: buildConnector.connector };
      const remembered: buildConnector.connector = (to, done) => {
        const socket = connect(to, done) as unknown as Socket | undefined;
        if (socket) sockets.add(socket);
      };
      return new Pool(origin, { connect: remembered, headersTimeout: timeoutMs });
    },
  });
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await ended(dispatcher);
  };
  return { dispatcher, proxy, proxyAnswered: () => [...sockets].some(({ bytesRead }) => bytesRead > 0), close };
}

function ended(dispatcher: Dispatcher): Promise<void> {
  return dispatcher.destroy().catch(() => undefined);
}
