import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { fleetHtml } from '../../src/fleet/formats/html.js';
import { pictureOf, type Picture } from '../../src/fleet/picture.js';
import type { Result } from '../../src/fleet/result.js';
import { HOSTILE } from '../support/hostile-report.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(() => browser.close());

function picture(count: number): Picture {
  const ids = Array.from({ length: count }, (_, index) => `org-${String(index).padStart(5, '0')}`);
  const results = ids.slice(1).map((id, index): Result => {
    const base = { id, at: '2026-11-27T01:00:00.000Z', ms: 300, host: 'https://acme.my.salesforce.com' };
    if (index % 10 !== 0) return { ...base, status: 'works' };
    const steps = [{ text: `Unfreeze the user ${HOSTILE}`, where: 'Setup > Users', command: 'sf x' }];
    return { ...base, status: 'broken', cause: 'user-frozen', sentence: `The user is frozen. ${HOSTILE}`, steps };
  });
  const listed = ids.map((id, index) => ({ id, tags: [index % 2 === 0 ? 'production' : 'uat'] }));
  return pictureOf(listed, { results: new Map(results.map((one) => [one.id, one])), interrupted: new Set() });
}

async function open(of: Picture, width = 1280): Promise<{ page: Page; faults: string[] }> {
  const file = join(folder, 'fleet.html');
  writeFileSync(file, fleetHtml(of));
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (request) => request.url().startsWith('file:') || faults.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, faults };
}

const rows = (page: Page) => page.locator('tbody tr th');

describe('the page of a fleet', () => {
  it('filters by state, tag and text, sorts, and opens a row into its explanation', async () => {
    const { page, faults } = await open(picture(300));
    expect(await rows(page).count()).toBe(200);
    await page.locator('#state').selectOption('broken');
    expect(await rows(page).count()).toBe(30);
    await page.locator('#tag').selectOption('uat');
    expect(await page.locator('#shown').textContent()).toMatch(/^\d+ of \d+ shown$/);
    await page.locator('#tag').selectOption('');
    await page.locator('#text').fill('org-00011');
    expect(await rows(page).allTextContents()).toEqual(['org-00011']);
    await rows(page).locator('button').click();
    expect(await page.locator('tbody').textContent()).toContain('Unfreeze the user');
    await page.locator('#text').fill('');
    await page.locator('#state').selectOption('');
    await page.getByRole('button', { name: 'Login', exact: true }).click();
    expect(await rows(page).first().textContent()).toBe('org-00000');
    expect(faults).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.close();
  });

  it.each([390, 1280])('is accessible and never wider than its window, at %i pixels', async (width) => {
    const { page } = await open(picture(40), width);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });

  it('shows ten thousand logins', async () => {
    const { page, faults } = await open(picture(10_000));
    expect(await page.locator('h1').textContent()).toContain('of 10000 logins work');
    await page.locator('#state').selectOption('not-tried');
    expect(await rows(page).allTextContents()).toEqual(['org-00000']);
    expect(faults).toEqual([]);
    await page.close();
  });
});
