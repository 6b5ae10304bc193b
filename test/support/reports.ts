import { readdirSync, readFileSync } from 'node:fs';
import { examine, readPaste, toReport } from '../../src/index.js';
import type { Report } from '../../src/report/schema.js';
import { root } from './cli.js';

const folder = `${root}fixtures/golden/`;

/** The golden report of an input. */
export function goldenReport(input: string): Report {
  return JSON.parse(readFileSync(`${folder}${input}.report.json`, 'utf8')) as Report;
}

/** Every golden report, with the name of its input. */
export function goldenReports(): [string, Report][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.report.json'))
    .map((file) => file.slice(0, -'.report.json'.length))
    .map((input) => [input, goldenReport(input)]);
}

/** The report on files of the fixtures, read as they are. */
export async function reportOn(...files: string[]): Promise<Report> {
  const pastes = await Promise.all(files.map((file) => readPaste(readFileSync(`${root}${file}`, 'utf8'), file)));
  return toReport(examine(pastes.flat()), { version: '1.2.3' });
}

/** What somebody may write into an answer who wants to break out of a format. */
export const HOSTILE =
  '"\'><script>alert(1)</script>]]>&amp;&#0; \u0000\u0008\u001b[31m\u0085\u202e\ufffe\uffff\ud800 \udc00 [x](https://evil.example.com) {0} %0A::error::\r\n{{x}} \u{1f600}';

const IDS = new Set(
  'because,basis,cause,certainty,check,code,confidence,docs,gate,id,kind,name,side,status,unknown,verdict,what'.split(
    ',',
  ),
);

/** The report with hostile text in everything that is not an identifier. */
export function hostile(report: Report): Report {
  const spoil = (value: unknown): unknown => {
    if (typeof value === 'string') return `${HOSTILE}${value}${HOSTILE}`;
    if (Array.isArray(value)) return value.map(spoil);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, IDS.has(key) && typeof item === 'string' ? item : spoil(item)]),
    );
  };
  return spoil(report) as Report;
}
