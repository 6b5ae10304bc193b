import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';

type Connect = Parameters<HttpsProxyAgent<string>['connect']>;

/** Options of a request through a tunnel. */
export interface TunnelOptions {
  /** The request is given up. */
  readonly givenUp?: AbortSignal;
  /** Milliseconds to wait for the proxy. */
  readonly waitMs?: number;
}

/**
 * The sockets that wait for their proxy. Node's agents don't know them yet: a request that is given up, or an agent that is
 * destroyed, would leave them open.
 */
class Waiting {
  readonly #all = new Set<AbortController>();

  /** Hands out a signal that ends a socket, but only until its tunnel stands: the connection is kept for other requests. */
  async during(options: Connect[1], open: (signal: AbortSignal) => Promise<Socket>): Promise<Socket> {
    const { givenUp } = options as TunnelOptions;
    const waiting = new AbortController();
    const end = () => waiting.abort();
    this.#all.add(waiting);
    givenUp?.addEventListener('abort', end);
    try {
      return await open(waiting.signal);
    } finally {
      this.#all.delete(waiting);
      givenUp?.removeEventListener('abort', end);
    }
  }

  end(): void {
    for (const waiting of this.#all) waiting.abort();
  }
}

/** Reaches hosts through a proxy that is asked with CONNECT. */
export class HttpTunnel extends HttpsProxyAgent<string> {
  readonly #waiting = new Waiting();
  hasAnswered = false;

  override connect(...[request, options]: Connect): Promise<Socket> {
    return this.#waiting.during(options, (signal) => {
      // `connect` makes its socket before it waits for the first time.
      this.connectOpts = { ...this.connectOpts, signal };
      this.#refuseOtherAnswers(request);
      return super.connect(request, options);
    });
  }

  /** Otherwise a proxy that opens no tunnel would be heard as if it were the host. */
  #refuseOtherAnswers(request: ClientRequest): void {
    let status = 0;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      this.hasAnswered = true;
      status = statusCode;
    });
    request.once('proxy', ({ socket }: { socket: Socket }) => {
      if (status === 200) return;
      socket.destroy();
      throw new Error(`Proxy response ${status} to CONNECT`);
    });
  }

  override destroy(): void {
    this.#waiting.end();
    super.destroy();
  }
}

/** Reaches hosts through a SOCKS proxy. Its client ends a socket that waits by a limit of its own. */
export class SocksTunnel extends SocksProxyAgent {
  hasAnswered = false;

  override async connect(...[request, options]: Connect): Promise<Socket> {
    this.timeout = (options as TunnelOptions).waitMs ?? null;
    const socket = await super.connect(request, options);
    this.hasAnswered = true;
    return socket;
  }
}
