import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { toHtml } from '../../src/report/formats/html/index.js';
import { REPOSITORY } from '../../src/report/repository.js';
import type { Report } from '../../src/report/schema.js';
import { gateQuestion } from '../../src/report/words/gates.js';
import { GATES } from '../../src/salesforce/gates.js';
import { root } from '../support/cli.js';
import { hostileReport, HOSTILE } from '../support/hostile-report.js';

const golden = readdirSync(`${root}fixtures/golden`).filter((file) => file.endsWith('.json'));

function read(file: string): Report {
  return JSON.parse(readFileSync(`${root}fixtures/golden/${file}`, 'utf8')) as Report;
}

function headingsOf(page: string): string[] {
  return [...page.matchAll(/<h[12][^>]*>([\s\S]*?)<\/h[12]>/g)].map(([, text]) =>
    text!.replace(/<svg[\s\S]*?<\/svg>|<[^>]*>/g, '').trim(),
  );
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!,
  );
}

const TAGS =
  'a article body br caption circle code dd details div dl dt footer h1 h2 h3 head header html li main meta nav ol p path pre script section span strong style summary svg table tbody td th thead title tr ul'.split(
    ' ',
  );

describe.each(golden)('%s', (file) => {
  const report = read(file);
  const page = toHtml(report);

  it('is told in full and in order', () => {
    const { cause, next, mayFollow, alternatives, questions, alsoWrong } = report.diagnosis;
    const open = cause?.confidence !== 'confirmed';
    const foretold = next.map(({ id }) => id);
    if (report.outOfScope !== null) return expect(headingsOf(page)).toEqual(['Not a Salesforce JWT login']);
    const isOnItsWay = report.symptom !== null || cause !== null;
    const sections = [
      cause?.title ?? (report.verdict === 'healthy' ? 'Healthy' : 'Inconclusive'),
      cause && 'Why',
      cause && 'What to do',
      open && alternatives.length > 0 && (cause ? 'If it is something else' : 'Possible causes, the likeliest first'),
      // With nothing to ask for and nothing possible, it says what to send.
      (questions.length > 0 || (report.verdict === 'inconclusive' && alternatives.length === 0)) &&
        (cause ? 'To confirm it, look at' : 'Look at this first'),
      (cause ?? (next.length + mayFollow.length > 0 || null)) &&
        (cause ? 'What fails next, once that is fixed' : 'Also wrong: these will fail too'),
      isOnItsWay && 'How far the login got',
      'What happened',
      alsoWrong.some(({ id, certainty }) => certainty !== 'proven' || !foretold.includes(id)) &&
        'Also wrong, or looks so',
      report.checks.some(({ findings }) => findings.some(({ verdict }) => verdict === 'warn')) && 'Worth knowing',
      'Checks',
    ].filter((heading) => typeof heading === 'string');
    expect(headingsOf(page)).toEqual(sections.map(escaped));
    for (const { title } of report.checks) expect(page).toContain(escaped(title));
    for (const name of Object.keys(report.facts)) expect(page).toContain(`<code>${name}</code>`);
    for (const { text, link, command } of cause?.remedy.steps ?? [])
      for (const told of [text, link, command]) expect(page).toContain(escaped(told ?? ''));
    expect(page.match(/<li class="gate /g) ?? []).toHaveLength(isOnItsWay ? report.path.length : 0);
    if (cause) expect(page).toContain(`href="${REPOSITORY}/blob/main/${cause.docs}"`);
  });

  it('is one file that asks for nothing, and the same bytes each time', () => {
    expect(toHtml(read(file))).toBe(page);
    expect(page.match(/<script\b/g)).toHaveLength(1);
    expect(page).not.toMatch(/<(link|img|iframe|object|embed|base|form|audio|video)\b|@import|url\(|\ssrc=/i);
    for (const [, target] of page.matchAll(/\shref="([^"]*)"/g)) expect(target).toMatch(/^https:\/\/|^#[a-z]+$/);
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(page).not.toMatch(/undefined|\[object |\bNaN\b/);
  });
});

describe('a report from a hostile paste', () => {
  const page = toHtml(hostileReport());

  it('shows every text and obeys none', () => {
    expect(page.includes(HOSTILE)).toBe(false);
    expect(page.includes(escaped(HOSTILE).replace('\u202e', '·'))).toBe(true);
    const tags = new Set([...page.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag));
    expect([...tags].filter((tag) => !TAGS.includes(tag!))).toEqual([]);
    expect(page).not.toMatch(/<[^>]*\son[a-z]+=/i);
    expect(page).not.toContain('\u202e');
  });

  it('makes no address clickable but a plain one over https', () => {
    const targets = [...page.matchAll(/<a\b[^>]*href="([^"#][^"]*)"/g)].map(([, target]) => target!);
    const isPage = (target: string) => /^docs\/[\w/-]+\.md$/.test(target.replace(`${REPOSITORY}/blob/main/`, ''));
    expect(targets.some(isPage)).toBe(true);
    expect(targets.filter((target) => !isPage(target))).toEqual(['https://acme.my.salesforce.com/setup?a=1&amp;b=2#c']);
  });
});

it('takes nothing in a report for markup of its own', () => {
  const report = read('seed.txt.report.json');
  const pretender = { isEscaped: true, toString: '<b>' };
  const page = toHtml({ ...report, facts: { 'app.name': { value: pretender, source: 'a paste' } } });
  expect(page).not.toContain('<b>');
});

it('asks the question of every gate', () => {
  for (const gate of GATES) expect(gateQuestion(gate)).toMatch(/\?/);
  expect(gateQuestion('toString')).toBeUndefined();
});
