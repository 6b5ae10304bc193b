import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { root } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';

const folder = scratchFolder();
afterEach(closeAll);

/** Runs `fix --apply` on a pseudo-terminal and answers the question for consent. */
async function consent(org: EmbeddedOrg, answer: string) {
  const cwd = mkdtempSync(join(folder, 'fix-'));
  const { args, env } = loginOf(org, folder);
  const command = [process.execPath, `${root}dist/cli.js`, 'fix', ...args, '--apply', '--wait', '0'];
  const child = spawn('python3', [`${root}test/support/terminal.py`, 'Make these', answer, ...command], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', ...env, ...sessionOf(org) },
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await once(child, 'close');
  const ended = JSON.parse(out) as { code: number; answered: boolean; screen: string };
  return { ...ended, files: readdirSync(cwd) };
}

it.each([
  ['a plain Enter', '\\r', 1],
  ['no', 'n\\r', 1],
  ['Ctrl-C', '\\x03', 130],
])('writes nothing on %s at the question for consent', async (_, answer, code) => {
  const org = await start('user-not-preauthorized');
  const ended = await consent(org, answer);
  expect(ended).toMatchObject({ code, answered: true, files: [] });
  expect(ended.screen).not.toMatch(/at .*\.js:\d|Error:/);
  expect(org.writes).toEqual([]);
});

it('makes the changes on yes', async () => {
  const org = await start('user-not-preauthorized');
  const ended = await consent(org, 'y\\r');
  expect(ended).toMatchObject({ code: 0, files: ['sf-jwt-doctor-undo.json'] });
  expect(ended.screen).toContain('The login works.');
  expect(org.writes).toHaveLength(3);
});
