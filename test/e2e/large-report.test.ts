import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { root } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const file = join(scratchFolder(), 'evidence.json');
const rows = Array.from({ length: 14_000 }, (_, index) => ({
  at: '2026-01-01T00:00:00Z',
  status: 'Failed: Not approved',
  application: `App ${index} ${'x'.repeat(80)}`,
}));
writeFileSync(file, JSON.stringify({ evidenceVersion: 1, facts: { 'login.history': rows } }));

function start(...args: string[]) {
  const child = spawn(process.execPath, [`${root}dist/cli.js`, 'triage', '--evidence', file, ...args], {
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' },
    timeout: 60_000,
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return { child, errors: () => err };
}

it('gives a slow reader every byte of a report of more than 2 MB', async () => {
  const { child } = start('--json');
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) {
    chunks.push(chunk as Buffer);
    await wait(2);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  expect(text.length).toBeGreaterThan(2_000_000);
  expect(JSON.parse(text)).toMatchObject({ facts: { 'login.history': { value: rows } } });
});

it.each(['text', 'json', 'html'])('is quiet when the reader of a %s report goes away', async (format) => {
  const { child, errors } = start('--format', format);
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, err: errors() }).toEqual({ code: 3, err: '' });
});
