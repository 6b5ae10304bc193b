import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type Server, type AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { root } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

// A shell reports this as 130.
const ENDED = { code: null, signal: 'SIGINT', out: '' };
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

it('ends at once while a server keeps it waiting', async () => {
  const server = createServer();
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  server.on('connection', (socket) => socket.unref());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = `${root}fixtures/keys/ci-2048.key`;
  const login = ['-o', 'ci@acme.example.com', '-i', '3MVG9ci.example.consumer.key', '-f', key, '-r', url];
  const ended = await interrupt(login, () => once(server, 'connection'));
  expect(ended).toEqual(ENDED);
});

it('ends at once while it is busy', async () => {
  const busy = join(scratchFolder(), 'busy.mjs');
  const check = `{ id: 'busy', title: 'a', failureTitle: 'b', gates: [], rejects: [], needs: [], examine: run }`;
  writeFileSync(busy, `function run() { process.stderr.write('busy'); for (;;); }\nexport const check = ${check};\n`);
  const args = ['triage', '--fact', 'app.name=CI', '--plugin', busy];
  expect(await interrupt(args, (stderr) => once(stderr, 'data'))).toEqual(ENDED);
});
