import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { root } from '../support/cli.js';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** Runs the built command line, interrupts it once it waits, and gives its exit code and what it printed. */
async function interrupt(args: readonly string[], waits: (stderr: NodeJS.ReadableStream) => Promise<unknown>) {
  const child = spawn(process.execPath, [`${root}dist/cli.js`, ...args], {
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' },
    timeout: 20_000,
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await waits(child.stderr);
  child.kill('SIGINT');
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, out };
}

it('ends with 130 while a server keeps it waiting', async () => {
  const server = createServer();
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  server.on('connection', (socket) => socket.unref());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = `${root}fixtures/keys/ci-2048.key`;
  const login = ['-o', 'ci@acme.example.com', '-i', '3MVG9ci.example.consumer.key', '-f', key, '-r', url];
  const ended = await interrupt(login, () => once(server, 'connection'));
  expect(ended).toEqual({ code: 130, signal: null, out: '' });
});
