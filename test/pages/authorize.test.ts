import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { closeAll, start, world } from '../simulator/support/client.js';
import { useFreeCallback } from '../remedies/approval/support.js';
import { root } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';

const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const PASSWORD = 'correct horse battery staple';
const folder = scratchFolder();

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...QUIET],
  });
});
afterAll(async () => {
  await browser.close();
  await closeAll();
});

/** Runs `authorize` against an embedded org, with a person at a real browser. */
async function authorize(person: (page: Page) => Promise<void>) {
  const subject = world('approval-missing');
  const callback = await useFreeCallback(subject);
  const org = await start(subject);
  const { args, env } = loginOf(org, folder);
  // What the browser asks for beside the pages, such as icons, finds no way out of the proxy.
  const context = await browser.newContext({
    proxy: { server: org.proxyUrl, bypass: 'localhost' },
    ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  const child = spawn(
    process.execPath,
    [`${root}dist/cli.js`, 'authorize', ...args, '--no-browser', '--callback-url', callback],
    { cwd: root, env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', ...env }, timeout: 50_000 },
  );
  let [out, err] = ['', ''];
  let acted: Promise<void> | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    const address = /^(https:\S+)\n[^]*Waiting/m.exec(err)?.[1];
    if (address !== undefined) acted ??= page.goto(address).then(() => person(page));
  });
  child.stdin.end();
  const [code] = (await once(child, 'close')) as [number | null];
  await acted;
  return { code, out, err, org, page, callback, close: () => context.close() };
}

describe('authorize with a real browser', () => {
  it('has the user log in and click Allow, and the login that failed before works', async () => {
    const ended = await authorize(async (page) => {
      expect(await page.locator('#username').inputValue()).toBe('ci@acme.example.com');
      await page.fill('#password', PASSWORD);
      await page.click('#Login');
      await page.click('#oaapprove');
      await page.getByRole('heading', { name: 'Go back to the terminal' }).waitFor();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<{ violations: { id: string }[] }>('axe.run()');
      expect(violations.map(({ id }) => id)).toEqual([]);
    });
    expect(ended.out.replace(/\s+/g, ' ')).toContain(
      'Before the approval, the JWT login ended with "invalid_grant: user hasn\'t approved this consumer". Now it ends with a token.',
    );
    expect([ended.code, ended.page.url().startsWith(`${ended.callback}?code=`)]).toEqual([0, true]);
    expect(`${ended.out}${ended.err}`).not.toMatch(/aPrx|5Aep|00D[A-Za-z0-9]{12,15}!/);
    expect(ended.org.world.orgs[0]!.approvals).toMatchObject([{ exchanged: true, refreshToken: true, revoked: false }]);
    await ended.close();
  });

  it('tells of Deny', async () => {
    const ended = await authorize(async (page) => {
      await page.fill('#password', PASSWORD);
      await page.click('#Login');
      await page.click('#oadeny');
      await page.getByText('No approval was given').waitFor();
    });
    expect(ended.out).toContain('The user clicked Deny in the browser');
    expect(ended.code).not.toBe(0);
    await ended.close();
  });

  it('counts an approval only of the user who was meant', async () => {
    const ended = await authorize(async (page) => {
      await page.fill('#username', 'admin@acme.example.com');
      await page.fill('#password', PASSWORD);
      await page.click('#Login');
      await page.click('#oaapprove');
      await page.getByRole('heading', { name: 'Go back to the terminal' }).waitFor();
    });
    expect(ended.out.replace(/\s+/g, ' ')).toContain(
      'admin@acme.example.com has approved the app, not ci@acme.example.com',
    );
    expect(ended.code).not.toBe(0);
    await ended.close();
  });
});
