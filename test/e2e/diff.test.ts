import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fixturesDir } from '../simulator/support/client.js';
import { root, run } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();
const golden = (name: string) => `${root}fixtures/golden/${name}.report.json`;
const [seed, frozen] = [golden('seed.txt'), golden('frozen-user.json')];

describe('diff', () => {
  it('ends with 0 when nothing differs', async () => {
    expect(await run(['diff', seed, seed])).toEqual({
      code: 0,
      out: 'nothing differs\n  The cause is unchanged: approval-missing.\n',
      err: '',
    });
  });

  it('tells causes, checks and facts that differ, and ends with 1', async () => {
    const { code, out } = await run(['diff', seed, frozen]);
    expect(code).toBe(1);
    expect(out).toMatch(/^The cause is now user-frozen\. Before, it was approval-missing\.\n/);
    expect(out).toMatch(/No longer wrong\n {2}- approval-missing\n/);
    expect(out).toMatch(/\nChecks\n(.*\n)* {2}- user: unknown → fail\n/);
    expect(out).toMatch(/\nFacts\n(.*\n)* {2}- user\.frozen: \(absent\) → true\n/);
  });

  it('tells the same as JSON, also of a report that comes in', async () => {
    const { out: report } = await run(['triage', `${fixturesDir}/transcripts/seed.txt`, '--json']);
    const { code, out } = await run(['diff', frozen, '-', '--json'], { input: report });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      same: false,
      cause: { before: 'user-frozen', after: 'approval-missing' },
    });
  });

  it('never shows a secret that someone wrote into a report', async () => {
    const { out: report } = await run(['triage', '--fact', 'app.name=CI', '--json']);
    const file = join(folder, 'tampered.json');
    writeFileSync(file, report.replace('"CI"', `"eyJ${'a'.repeat(60)}"`));
    expect((await run(['diff', seed, file])).out).toContain('[assertion removed]');
  });

  it.each([
    ['one report', ['diff', seed], /diff: name two reports/],
    ['three reports', ['diff', seed, seed, seed], /diff: name two reports/],
    ['a file that is no report', ['diff', seed, `${root}package.json`], /package\.json: this is no report/],
    ['standard input twice', ['diff', '-', '-'], /only one of the reports can come from standard input/],
  ])('refuses %s in one sentence', async (_name, args, sentence) => {
    const { code, err } = await run(args);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(sentence);
    expect(code).toBe(2);
  });
});
