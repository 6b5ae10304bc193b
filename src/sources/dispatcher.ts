import type { Socket } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import { proxyOf } from './proxy.js';

/** The way to a host. */
export interface Way {
  readonly dispatcher: Dispatcher;
  /** The proxy's sockets took bytes: something answers there. True without a proxy. */
  readonly proxyAnswered: () => boolean;
  /** The connection between this machine and the host. */
  readonly proxy?: string;
  /** Ends the connections on which the proxy never sent a byte. */
  readonly endSilent: () => void;
  /** Ends every connection, also those that wait for the proxy. */
  readonly close: () => Promise<void>;
}

/** How to find the way. */
export interface WayOptions {
  readonly proxy?: string;
  readonly ca?: string;
  readonly timeoutMs: number;
}

// A server may close an idle connection at any time; after two seconds ours is closed first.
const KEPT = { keepAliveTimeout: 2000, keepAliveMaxTimeout: 2000, connections: 8 } as const;

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
    const dispatcher = new Agent({ ...KEPT, connect: tls });
    return { dispatcher, proxyAnswered: () => true, endSilent: () => undefined, close: () => ended(dispatcher) };
  }
  const sockets = new Set<Socket>();
  let hasAnswered = false;
  const forget = (socket: Socket) => {
    hasAnswered ||= socket.bytesRead > 0;
    sockets.delete(socket);
  };
  const dispatcher = new EnvHttpProxyAgent({
    ...KEPT,
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
        if (socket) sockets.add(socket.once('close', () => forget(socket)));
      };
      return new Pool(origin, { connect: remembered, headersTimeout: timeoutMs });
    },
  });
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await ended(dispatcher);
  };
  return {
    dispatcher,
    proxy,
    proxyAnswered: () => hasAnswered || [...sockets].some(({ bytesRead }) => bytesRead > 0),
    endSilent: () => sockets.forEach((socket) => socket.bytesRead === 0 && socket.destroy()),
    close,
  };
}

function ended(dispatcher: Dispatcher): Promise<void> {
  return dispatcher.destroy().catch(() => undefined);
}
