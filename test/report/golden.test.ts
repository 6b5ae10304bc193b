import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Every format, and the ending of its golden files. */
const ENDINGS = FORMAT_NAMES.map((name) => [name, FORMATS[name].endings[0] ?? name] as const);

describe.each(inputs)('%s', (input) => {
  const name = input.replace(/^fixtures\/(transcripts|evidence)\//, '');
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the golden report in every format', async () => {
    const targets = ENDINGS.map(([format, ending]) => ({
      format,
      ending,
      file: join(folder, `report.${ending}`),
    }));
    const flags = targets.flatMap(({ format, file }) => ['--format', format, '--output', file]);
    const { out, err } = await run(['triage', input, ...flags]);
    expect({ out, err }).toEqual({ out: '', err: '' });
    for (const { format, ending, file } of targets) {
      const text = readFileSync(file, 'utf8');
      expect({ format, text }).toEqual({ format, text: golden(`${name}.report.${ending}`, text) });
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
          !/^\s+\S+$|^ {5}(https?:|openssl|sf |sf-jwt-doctor |curl|export|date|base64|grant_type)/.test(line),
      );
    expect(long).toEqual([]);
  });
});
