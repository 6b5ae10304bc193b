import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { hostFacts } from '../../salesforce/hosts.js';
import type { TlsMaterial } from './certificates.js';

/** A running server. */
export interface Listener {
  readonly url: string;
  readonly close: () => Promise<void>;
}

async function listen(server: Server, host: string): Promise<Listener> {
  const sockets = new Set<Duplex>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** One host of the world on its own port, plain HTTP. */
export function listenPlain(handler: RequestListener, host: string): Promise<Listener> {
  return listen(createServer(handler), host);
}

/** The real origin, from the Host header of a request over TLS. */
function originOf(request: IncomingMessage): string {
  return `https://${(request.headers.host ?? '').toLowerCase().replace(/:443$/, '')}`;
}

/**
 * A CONNECT proxy that answers for the hosts of a world with certificates from its own CA. Salesforce hosts that aren't
 * in the world get 502, as if their name didn't resolve; all other hosts get 403.
 */
export function listenProxy(
  handlers: ReadonlyMap<string, RequestListener>,
  tls: () => TlsMaterial,
  host: string,
): Promise<Listener> {
  let secure: TlsServer | undefined;
  const secureServer = (): TlsServer => {
    const { key, certificate } = tls();
    const server = createTlsServer({ key, cert: certificate, ALPNProtocols: ['http/1.1'] }, (request, response) => {
      const handler = handlers.get(originOf(request));
      if (handler) handler(request, response);
      else response.writeHead(421).end();
    });
    return server.on('tlsClientError', () => undefined);
  };
  const proxy = createServer((request, response) => {
    const known = hostFacts(request.url ?? '')?.origin.replace('http:', 'https:');
    if (known !== undefined && handlers.has(known))
      response.writeHead(301, { location: (request.url ?? '').replace(/^http:/, 'https:') });
    else response.writeHead(403);
    response.end();
  });
  proxy.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const [hostname = '', port] = (request.url ?? '').toLowerCase().split(':');
    const origin = `https://${hostname}`;
    const facts = hostFacts(origin);
    if (port === '443' && handlers.has(origin)) {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
      secure ??= secureServer();
      secure.emit('connection', socket);
      return;
    }
    const noSuchHost = port === '443' && facts !== undefined && facts.kind !== 'foreign' && facts.kind !== 'loopback';
    socket.end(
      `HTTP/1.1 ${noSuchHost ? '502 Bad Gateway' : '403 Forbidden'}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
    );
  });
  return listen(proxy, host);
}
