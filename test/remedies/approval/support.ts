import { createServer, type AddressInfo } from 'node:net';
import { request } from 'node:http';
import type { Org, World } from '../../../src/simulator/index.js';

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
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
