import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CAUSE_IDS } from '../../src/causes/index.js';
import { root } from '../support/cli.js';

const site = `${root}site/dist`;
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
};

/** The file behind an address, as static hosts find it. */
function fileOf(pathname: string): string | undefined {
  const name = decodeURIComponent(pathname).replace(/^\//, '');
  return [name, `${name}.html`, `${name}index.html`, `${name}/index.html`]
    .map((one) => join(site, one))
    .find((file) => /\.\w+$/.test(file) && existsSync(file));
}

let server: Server;
let browser: Browser;
let origin = '';

beforeAll(async () => {
  if (!existsSync(site)) throw new Error('site/dist is missing: run "npm run site" first');
  server = createServer((request, response) => {
    const file = fileOf(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[file.split('.').at(-1)!] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet],
  });
});

afterAll(async () => {
  await browser.close();
  server.close();
});

async function open(path: string): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('response', (answer) => answer.status() >= 400 && problems.push(`${answer.status()} ${answer.url()}`));
  page.on('request', (request) => !request.url().startsWith(origin) && problems.push(`leaves: ${request.url()}`));
  await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
  return { page, problems };
}

describe('the site', () => {
  it.each(['/', '/errors', '/reading-the-org', '/causes/approval-missing', '/sf-plugin', '/mcp'])(
    'shows %s without an error, and loads nothing from elsewhere',
    async (path) => {
      const { page, problems } = await open(path);
      expect(problems).toEqual([]);
      expect((await page.locator('h1').first().innerText()).length).toBeGreaterThan(3);
      expect(await page.locator('body').innerText()).not.toMatch(/<!--|\{\{/);
      await page.close();
    },
  );

  it('has a page for each cause', () => {
    expect(CAUSE_IDS.filter((id) => !existsSync(`${site}/causes/${id}.html`))).toEqual([]);
  });

  it('finds an error by its text', async () => {
    const { page } = await open('/');
    await page.keyboard.press('Control+k');
    await page.locator('input[type=search], #localsearch-input').first().fill('client identifier invalid');
    const result = page.locator('#localsearch-list a, .results a').first();
    await result.waitFor();
    await result.click();
    await page.waitForURL(/errors|causes/);
    expect(await page.locator('main').innerText()).toContain('client identifier invalid');
    await page.close();
  });

  it('has no dead link within itself', () => {
    const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
    const dead = pages.flatMap((name) => {
      const links = [...readFileSync(join(site, name), 'utf8').matchAll(/<a [^>]*href="([^"]+)"/g)].map(
        ([, href]) => href!,
      );
      return links
        .filter((href) => !/^(?:https?:|mailto:|#)/.test(href))
        .map((href) => new URL(href, `http://site/${name}`).pathname)
        .filter((path) => fileOf(path) === undefined)
        .map((path) => `${name}: ${path}`);
    });
    expect(pages.length).toBeGreaterThan(80);
    expect(dead).toEqual([]);
  });
});
