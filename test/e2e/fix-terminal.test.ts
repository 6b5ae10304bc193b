import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';
import { atTerminal, KEYS } from '../support/terminal.js';

const folder = scratchFolder();
afterEach(closeAll);

/** Runs `fix --apply` at a terminal and answers the question for consent. */
async function consent(org: EmbeddedOrg, answer: string) {
  const cwd = mkdtempSync(join(folder, 'fix-'));
  const { args, env } = loginOf(org, folder);
  const terminal = atTerminal(['fix', ...args, '--apply', '--wait', '0'], { cwd, env: { ...env, ...sessionOf(org) } });
  await terminal.sees(/Make these .*\(y\/N\)/);
  terminal.types(answer);
  return { ...(await terminal.ends()), files: readdirSync(cwd) };
}

it.each([
  ['a plain Enter', KEYS.enter, 1],
  ['no', `n${KEYS.enter}`, 1],
  ['Ctrl-C', KEYS.interrupt, 130],
])('writes nothing on %s at the question for consent', async (_, answer, code) => {
  const org = await start('user-not-preauthorized');
  const ended = await consent(org, answer);
  expect(ended).toMatchObject({ code, files: [] });
  expect(ended.screen).not.toMatch(/at .*\.js:\d|Error:/);
  expect(org.writes).toEqual([]);
});

it('makes the changes on yes', async () => {
  const org = await start('user-not-preauthorized');
  const ended = await consent(org, `y${KEYS.enter}`);
  expect(ended).toMatchObject({ code: 0, files: ['sf-jwt-doctor-undo.json'] });
  expect(ended.screen).toContain('The login works.');
  expect(org.writes).toHaveLength(3);
});
