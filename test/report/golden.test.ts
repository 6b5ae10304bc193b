import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { FORMAT_NAMES, FORMATS } from '../../src/report/formats/index.js';
import { reportSchema } from '../../src/report/schema.js';
import { root, run } from '../support/cli.js';

/** `UPDATE_GOLDEN=1 npm run test:unit -- golden` writes the golden files anew. */
const update = process.env['UPDATE_GOLDEN'] === '1';

const inputs = ['transcripts', 'evidence']
  .flatMap((folder) => readdirSync(`${root}fixtures/${folder}`).map((file) => `fixtures/${folder}/${file}`))
  .sort();

function golden(file: string, text: string): string {
  const path = `${root}fixtures/golden/${file}`;
  if (update) writeFileSync(path, text);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** One input for each verdict has a golden report in every format; the others have one in JSON, which every format prints. */
const EVERY_FORMAT = ['guzzle.txt', 'healthy.txt', 'seed.txt'];

/** Every format, and the ending of its golden files. */
const ENDINGS: Readonly<Record<string, string>> = Object.fromEntries(
  FORMAT_NAMES.map((name) => [name, FORMATS[name].endings[0] ?? name]),
);

function formatsOf(name: string): string[] {
  return EVERY_FORMAT.includes(name) ? Object.keys(ENDINGS) : ['json'];
}

it('has no golden report that no input gives', () => {
  const given = inputs.flatMap((input) => {
    const name = basename(input);
    return formatsOf(name).map((format) => `${name}.report.${ENDINGS[format]}`);
  });
  expect(readdirSync(`${root}fixtures/golden`).sort()).toEqual(given.sort());
});

it('has a golden report in every format for each verdict', () => {
  const verdicts = EVERY_FORMAT.map((name) => {
    const report = readFileSync(`${root}fixtures/golden/${name}.report.json`, 'utf8');
    return reportSchema.parse(JSON.parse(report)).verdict;
  });
  expect(verdicts).toEqual(['inconclusive', 'healthy', 'cause-found']);
});

describe.each(inputs)('%s', (input) => {
  const name = basename(input);
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the golden report', async () => {
    const targets = formatsOf(name).map((format) => ({ format, file: join(folder, `report.${ENDINGS[format]}`) }));
    const flags = targets.flatMap(({ format, file }) => ['--format', format, '--output', file]);
    const { out, err } = await run(['triage', input, ...flags]);
    expect({ out, err }).toEqual({ out: '', err: '' });
    for (const { format, file } of targets) {
      const text = readFileSync(file, 'utf8');
      expect({ format, text }).toEqual({ format, text: golden(`${name}.report.${ENDINGS[format]}`, text) });
    }
  });

  it('gives a JSON report that fits the schema, and the same bytes twice', async () => {
    const first = await run(['triage', input, '--json']);
    const second = await run(['triage', input, '--format', 'json']);
    expect(second.out).toBe(first.out);
    expect(first.out).toBe(golden(`${name}.report.json`, first.out));
    expect(reportSchema.safeParse(JSON.parse(first.out)).error).toBeUndefined();
  });

  it('gives a text that fits 80 columns but for what is copied whole', async () => {
    const { out } = await run(['triage', input]);
    const long = out
      .split('\n')
      .filter(
        (line) =>
          line.length > 80 &&
          !/^\s+\S+$|^ {4,8}(https?:|openssl|sf |sf-jwt-doctor |curl|export|date|base64|grant_type)/.test(line),
      );
    expect(long).toEqual([]);
  });
});
