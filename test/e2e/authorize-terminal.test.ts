import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { World } from '../../src/simulator/index.js';
import { closeAll, start, world } from '../simulator/support/client.js';
import { ask, useFreeCallback } from '../remedies/approval/support.js';
import { loginOf, scratchFolder } from '../support/login.js';
import { onTerminal } from '../support/pty.js';
import { visit } from '../support/visitor.js';

const folder = scratchFolder();
afterAll(closeAll);

async function prepare(change?: (world: World) => void) {
  const subject = world('approval-missing', change);
  const callback = await useFreeCallback(subject);
  const org = await start(subject);
  const { args, env } = loginOf(org, folder);
  const proxy = { url: org.proxyUrl, ca: org.caCertificate };
  return { org, env, callback, proxy, args: ['authorize', ...args, '--callback-url', callback] };
}

let programs = 0;

/** A program that stands in for a browser. */
function browser(text: string): string {
  const path = join(folder, `browser-${(programs += 1)}`);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

const ADDRESS = /(https:\/\/\S+\/services\/oauth2\/authorize\?\S+)/;

/** What the terminal showed, without what moves the cursor. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- these characters are the point
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replace(/\s+/g, ' ');
}

describe('authorize on a terminal', () => {
  it('opens the browser of the person, and does not show the address', async () => {
    const { env, args, proxy } = await prepare();
    const seen = join(folder, 'address');
    const run = onTerminal(args, { ...env, BROWSER: browser(`printf %s "$1" > '${seen}'`) });
    await run.until('Your browser shows the page');
    await visit(readFileSync(seen, 'utf8'), { proxy });
    expect(await run.ended).toBe(0);
    expect(plain(run.shown())).toContain('Now it ends with a token.');
    expect(run.shown()).not.toMatch(/code_challenge|state=|aPrx|5Aep/);
  });

  it('prints the address where no browser opens', async () => {
    const { env, args, proxy } = await prepare();
    const run = onTerminal(args, { ...env, BROWSER: browser('exit 1') });
    const shown = await run.until(/Waiting for up to/);
    expect(shown).toContain('The browser could not be opened.');
    await visit(ADDRESS.exec(shown)![1]!, { proxy });
    expect(await run.ended).toBe(0);
  });

  it('takes the address that is pasted, and shows neither it nor the code', async () => {
    const { env, args, proxy, callback } = await prepare();
    const run = onTerminal([...args, '--no-browser'], env);
    const shown = await run.until('paste the address');
    let back = '';
    await visit(ADDRESS.exec(shown)![1]!, { proxy, comeBack: (address) => Promise.resolve(void (back = address)) });
    run.type('https://acme.my.salesforce.com/\r');
    await run.until('This is not the callback URL');
    // The prompt keeps what was typed: it is taken back first.
    run.type('\u0015');
    run.type(`${back}\r`);
    expect(await run.ended).toBe(0);
    expect(plain(run.shown())).toContain('has approved the app');
    expect(run.shown()).not.toMatch(/aPrx/);
    expect(run.shown()).not.toContain(`${callback}?`);
  });

  it('asks for the consumer secret, hidden, where the app demands it', async () => {
    const { env, args, proxy } = await prepare(({ orgs }) =>
      Object.assign(orgs[0]!.apps[0]!, { requiresSecret: true, consumerSecret: 'canary-secret-1234' }),
    );
    const run = onTerminal([...args, '--no-browser'], env);
    const shown = await run.until('paste the address');
    await visit(ADDRESS.exec(shown)![1]!, { proxy });
    await run.until('Consumer secret');
    run.type('canary-secret-1234\r');
    expect(await run.ended).toBe(0);
    expect(run.shown()).not.toContain('canary-secret');
  });

  it.each([
    ['at the question for an address', ['--no-browser'], 'paste the address'],
    ['while the browser is open', [], 'Your browser shows the page'],
  ])('ends with 130 on Ctrl-C %s', async (_what, more, wait) => {
    const { env, args, callback } = await prepare();
    const run = onTerminal([...args, ...more], { ...env, BROWSER: browser('exit 0') });
    await run.until(wait);
    run.type('\u0003');
    expect(await run.ended).toBe(130);
    await expect(ask(callback)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(run.shown()).not.toMatch(/ExitPrompt|AbortError|\bat .*\.js/);
  });

  it('opens nothing in CI', async () => {
    const { env, args } = await prepare();
    const seen = join(folder, 'never');
    const run = onTerminal(args, { ...env, CI: 'true', BROWSER: browser(`touch '${seen}'`) });
    expect(await run.ended).toBe(2);
    expect(plain(run.shown())).toContain('add --no-browser');
    expect(existsSync(seen)).toBe(false);
  });
});
