import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
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

describe.each(inputs)('%s', (input) => {
  const name = input.replace(/^fixtures\/(transcripts|evidence)\//, '');

  it('gives the golden JSON report, which fits the schema, and the same bytes twice', async () => {
    const first = await run(['triage', input, '--json']);
    const second = await run(['triage', input, '--json']);
    expect(second.out).toBe(first.out);
    expect(first.out).toBe(golden(`${name}.report.json`, first.out));
    expect(reportSchema.safeParse(JSON.parse(first.out)).error).toBeUndefined();
  });

  it('gives the golden text, which fits 80 columns but for what is copied whole', async () => {
    const { out } = await run(['triage', input]);
    expect(out).toBe(golden(`${name}.report.txt`, out));
    const long = out
      .split('\n')
      .filter(
        (line) =>
          line.length > 80 && !/^\s+\S+$|^ {5}(https?:|openssl|sf |curl|export|date|base64|grant_type)/.test(line),
      );
    expect(long).toEqual([]);
  });
});
