import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CallbackError } from './request.js';
import { PAGE_HEADERS, pageFor, type PageText } from './page.js';
import { readRedirect, type Redirect, type Strange } from './redirect.js';

/** A listener that waits for the browser. */
export interface Listener {
  /** Resolves when the browser brings the answer. */
  readonly answer: Promise<Redirect>;
  /** Stops at once, with or without an answer. */
  close(): Promise<void>;
}

/** The request that the listener waits for. */
export interface Expected {
  readonly callback: URL;
  readonly state: string;
  /** The name of the callback in messages. */
  readonly where: string;
  /** Called for a request that is not the answer, for example one with another state. */
  readonly onStrange: (why: Strange | 'other-host') => void;
}

const REQUEST_LIMIT_MS = 10_000;

/** The loopback addresses of a callback's host. The second one of `localhost` may not exist on this machine. */
function addressesOf({ hostname }: URL): string[] {
  if (hostname === 'localhost') return ['127.0.0.1', '::1'];
  return [hostname.replace(/^\[|\]$/g, '')];
}

function portOf({ port }: URL): number {
  return port === '' ? 80 : Number(port);
}

function cannotListen(code: string, { callback, where }: Expected): CallbackError {
  const port = portOf(callback);
  if (code === 'EADDRINUSE')
    return new CallbackError(
      `${where} ${callback.href}: port ${port} is in use by another program (perhaps "sf org login web", or a second run of this command); end it, or name another callback URL that the app has registered with --callback-url`,
    );
  if (code === 'EACCES')
    return new CallbackError(
      `${where} ${callback.href}: this user may not listen on port ${port}; register a callback URL with a port above 1023, and name it with --callback-url`,
    );
  return new CallbackError(`${where} ${callback.href}: nothing can listen there (${code || 'unknown reason'})`);
}

async function listen(server: Server, port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ port, host: address, ipv6Only: address === '::1', exclusive: true }, () => resolve(undefined));
  });
}

function send(response: ServerResponse, status: number, text: PageText, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...PAGE_HEADERS, ...headers }).end(pageFor(text));
}

/**
 * Waits on a loopback callback for the answer to one request. It accepts only GET requests for its own path and host
 * (another Host header would be DNS rebinding) that carry the state, and keeps waiting after any other. Throws a
 * CallbackError if nothing can listen.
 */
export async function listenForRedirect(expected: Expected): Promise<Listener> {
  const { callback, state, onStrange } = expected;
  let found: (redirect: Redirect) => void = () => undefined;
  const answer = new Promise<Redirect>((resolve) => (found = resolve));

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    if ((request.headers.host ?? '').toLowerCase() !== callback.host) {
      onStrange('other-host');
      return send(response, 403, 'strange');
    }
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
    if (path !== callback.pathname) return send(response, 404, 'strange');
    if (request.method !== 'GET') return send(response, 405, 'strange', { allow: 'GET' });
    const redirect = readRedirect(new URLSearchParams(query), state);
    if (typeof redirect === 'string') {
      onStrange(redirect);
      return send(response, 400, 'strange');
    }
    // The wait ends once the page is out, so that closing does not cut it off.
    response.once('close', () => found(redirect));
    send(response, 200, redirect.kind === 'code' ? 'done' : 'refused');
  };

  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(
      servers.splice(0).map((server) => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeAllConnections();
        return closed;
      }),
    );
  };
  const [first, ...others] = addressesOf(callback);
  for (const address of [first!, ...others]) {
    const server = createServer({ requestTimeout: REQUEST_LIMIT_MS, headersTimeout: REQUEST_LIMIT_MS }, handle);
    const code = await listen(server, portOf(callback), address);
    if (code === undefined) {
      servers.push(server);
      continue;
    }
    // Without IPv6 there is no second address. But if another program holds it, the browser might reach that program.
    if (address !== first && code !== 'EADDRINUSE') continue;
    await close();
    throw cannotListen(code, expected);
  }
  return { answer, close };
}
