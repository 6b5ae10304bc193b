import { createServer } from 'node:net';
import { request } from 'node:http';
import type { Org, World } from '../../../src/simulator/index.js';

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A free port below those that the system gives to connections, which could be taken again at any moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await canListen(port)) return port;
  }
}

/** Gives every app of a world a callback URL on a free port, and returns it. */
export async function useFreeCallback(world: World): Promise<string> {
  const callback = `http://localhost:${await freePort()}/OauthRedirect`;
  for (const app of world.orgs.flatMap((org: Org) => org.apps)) app.callbackUrls = [callback];
  return callback;
}

/** What a server on loopback answers to a raw request. */
export function ask(
  url: string,
  { method = 'GET', host, address }: { method?: string; host?: string; address?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const target = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: address ?? '127.0.0.1',
        port: target.port,
        method,
        path: target.pathname + target.search,
        headers: { host: host ?? target.host },
        agent: false,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    sent.once('error', reject).end();
  });
}
