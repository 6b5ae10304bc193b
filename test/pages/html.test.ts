import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { toHtml } from '../../src/report/formats/html/index.js';
import type { Report } from '../../src/report/schema.js';
import { reportOf, run } from '../support/cli.js';
import { hostileReport } from '../support/hostile-report.js';
import { scratchFolder } from '../support/login.js';

const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const folder = scratchFolder();

async function triage(...args: string[]): Promise<Report> {
  return reportOf(await run(['triage', ...args, '--json']));
}

const REPORTS: Readonly<Record<string, () => Report | Promise<Report>>> = {
  'a confirmed cause': () => triage('fixtures/evidence/frozen-user.json'),
  'a likely cause': () => triage('fixtures/transcripts/seed.txt'),
  'several attempts': () => triage('fixtures/transcripts/two-clients.txt'),
  'no cause yet': async () =>
    reportOf(
      await run(['triage', '-', '--json'], {
        input: '{"error":"invalid_grant","error_description":"invalid assertion"}',
      }),
    ),
  'a login that works': async () => reportOf(await run(['demo', 'healthy', '--json'])),
  'another flow': () => triage('fixtures/transcripts/json-body.txt', '--fact', 'request.grantType=refresh_token'),
  'a hostile paste': hostileReport,
};

let browser: Browser;
const addresses = new Map<string, string>();

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...QUIET],
  });
  for (const [name, make] of Object.entries(REPORTS)) {
    const file = join(folder, `${name.replaceAll(' ', '-')}.html`);
    writeFileSync(file, toHtml(await make()));
    addresses.set(name, pathToFileURL(file).href);
  }
});

afterAll(() => browser.close());

type Scheme = 'light' | 'dark';

interface Opened {
  readonly page: Page;
  readonly requests: string[];
  readonly errors: string[];
}

async function open(name: string): Promise<Opened> {
  const page = await browser.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(addresses.get(name)!);
  return { page, requests, errors };
}

async function fold(page: Page, folded: boolean): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((one) => (one.open = ${!folded}))`);
}

/** What is wider than the screen: the page itself, or a box in it. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const wide = [...document.body.querySelectorAll('*')].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (left < 0 || right > clientWidth + 0.5) && !one.closest('thead');
    });
    return [
      ...(scrollWidth > clientWidth ? ['the page: ' + scrollWidth] : []),
      ...wide.map((one) => one.outerHTML.slice(0, 120)),
    ];
  })()`);
}

/** What axe finds wrong, and what it cannot tell. */
function faults(page: Page, rules?: readonly string[]): Promise<string[]> {
  return page.evaluate(`(async () => {
    const { violations, incomplete } = await axe.run(document, {
      preload: false,
      resultTypes: ['violations', 'incomplete'],
      runOnly: ${JSON.stringify(rules)},
    });
    return [...violations, ...incomplete].flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => [id, html.slice(0, 120), failureSummary].join(': ')));
  })()`);
}

describe.each(Object.keys(REPORTS))('%s', (name) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open(name);
    await opened.page.evaluate(axe.source);
  });
  afterAll(() => opened.page.close());

  it.each<[number, Scheme]>([
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ])('is readable at %i pixels in %s', async (width, colorScheme) => {
    const { page } = opened;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ media: 'screen', colorScheme });
    await fold(page, true);
    expect(await overflowing(page)).toEqual([]);
    await fold(page, false);
    expect(await overflowing(page)).toEqual([]);
    expect(await faults(page, colorScheme === 'light' ? undefined : ['color-contrast'])).toEqual([]);
  });

  it('prints in dark letters on white, with what was folded', async () => {
    const { page } = opened;
    await fold(page, true);
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('#facts table').isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).color')).toBe('rgb(28, 33, 39)');
    expect(await faults(page, ['color-contrast'])).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
    expect((await page.pdf()).subarray(0, 4).toString()).toBe('%PDF');
  });

  it('asks for nothing but itself, runs nothing and complains of nothing', async () => {
    expect(opened.requests).toEqual([addresses.get(name)]);
    expect(opened.errors).toEqual([]);
    expect(await opened.page.evaluate('window.hacked')).toBeUndefined();
  });
});

it('selects a line to copy with one click', async () => {
  const { page } = await open('a likely cause');
  const box = page.locator('.copy pre').first();
  await box.click();
  expect(await page.evaluate('String(getSelection()).trim()')).toBe((await box.innerText()).trim());
  await page.close();
});

it('copies a line with its button, and says so', async () => {
  const { page } = await open('a likely cause');
  const box = page.locator('.copy').first();
  await box.locator('button').click();
  await page.waitForFunction('document.querySelector(".copy button").textContent === "Copied"');
  await page.evaluate('document.body.append(Object.assign(document.createElement("textarea"), { id: "pasted" }))');
  await page.locator('#pasted').focus();
  await page.keyboard.press('Control+V');
  expect(await page.locator('#pasted').inputValue()).toBe(await box.locator('code').innerText());
  await page.close();
});

describe.each(['a confirmed cause', 'a likely cause', 'several attempts'])('the first screen of %s', (name) => {
  it.each([
    [1280, 800],
    [390, 844],
  ])('shows verdict, reason and first step at %i x %i', async (width, height) => {
    const { page } = await open(name);
    await page.setViewportSize({ width, height });
    for (const place of ['h1', '.verdict .short', '.first-step > p:first-child']) {
      const box = await page.locator(place).first().boundingBox();
      expect({ place, isInView: box !== null && box.y + box.height <= height }).toEqual({ place, isInView: true });
    }
    await page.close();
  });
});

it('leads from the table of contents to every section', async () => {
  const { page } = await open('a confirmed cause');
  const targets = await page.evaluate(
    '[...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href"))',
  );
  expect(targets).toContain('#fix');
  for (const target of targets as string[]) expect(await page.locator(target).count()).toBe(1);
  await page.close();
});
