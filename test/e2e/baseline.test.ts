import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Log } from 'sarif';
import { fixturesDir } from '../simulator/support/client.js';
import { reportOf, root, run } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();
const seed = `${fixturesDir}/transcripts/seed.txt`;
const saved = `${root}fixtures/golden/seed.txt.report.json`;
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

it('ends with 0 and says so when nothing is new since the baseline', async () => {
  const { code, out } = await run(['triage', seed, '--baseline', saved]);
  expect(code).toBe(0);
  expect(out).toMatch(/^nothing new since the baseline/);
});

it('keeps the whole report as JSON, with what differs', async () => {
  const result = await run(['triage', seed, '--baseline', saved, '--json', '--fact', 'app.name=CI']);
  expect(result.code).toBe(0);
  expect(reportOf(result)).toMatchObject({
    verdict: 'cause-found',
    baseline: { same: false, nothingNew: true, facts: [{ name: 'app.name', before: null, after: { value: 'CI' } }] },
  });
});

it('keeps the exit code of a report with something new', async () => {
  const { code, out } = await run(['triage', seed, '--baseline', saved, '--fact', 'user.frozen=true']);
  expect(code).toBe(1);
  expect(out).toMatch(/^New since the baseline/);
});

it('is not written over by the report that is held against it: an output never replaces an input', async () => {
  const own = file('own.json', (await run(['triage', seed, '--json'])).out);
  const { code, err } = await run(['triage', seed, '--baseline', own, '--output', own]);
  expect(code).toBe(2);
  expect(err).toContain('own.json');
  expect((await run(['triage', seed, '--baseline', own])).code).toBe(0);
});

it.each([
  ['a missing file', join(folder, 'none.json'), /none\.json: there is no such file/],
  ['text', seed, /seed\.txt: this is not JSON; name a report that was saved with --json/],
  [
    'another document',
    file('other.json', '{"a":1}'),
    /other\.json: this is no report of sf-jwt-doctor: "schemaVersion"/,
  ],
  ['nothing at all', file('null.json', 'null'), /null\.json: this is no report/],
  ['a later version', file('later.json', '{"schemaVersion":2}'), /schemaVersion 2 is not known/],
  ['an error', file('error.json', '{"schemaVersion":1,"error":{}}'), /this is the error of a run, not a report/],
  ['a deep nest', file('deep.json', `${'['.repeat(9000)}${']'.repeat(9000)}`), /nested too deeply/],
])('is refused in one sentence when it is %s', async (_name, baseline, sentence) => {
  const { code, err, out } = await run(['triage', seed, '--baseline', baseline]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toMatch(sentence);
});

describe.each([
  [
    'markdown',
    /^### Nothing new since the baseline\n\n- The cause is unchanged: approval-missing\./m,
    /^### New since the baseline\n\n- /m,
  ],
  [
    'html',
    /<h2 id="baseline-1-heading">Nothing new since the baseline/,
    /<h2 id="baseline-1-heading">New since the baseline/,
  ],
  ['junit', /Nothing new since the baseline\n {2}- The cause is unchanged/, /\nNew since the baseline\n {2}- /],
  ['github', /^::notice title=Nothing new since the baseline::/m, /^::notice title=New since the baseline::/m],
])('the report as %s', (format, nothingNew, somethingNew) => {
  const report = (...more: string[]) => run(['triage', seed, '--baseline', saved, '--format', format, ...more]);

  it('says that nothing is new', async () => {
    const { code, out } = await report();
    expect(code).toBe(0);
    expect(out).toMatch(nothingNew);
  });

  it('says what is new', async () => {
    const { code, out } = await report('--fact', 'user.frozen=true');
    expect(code).toBe(1);
    expect(out).toMatch(somethingNew);
  });
});

it('makes known faults notices of a GitHub run, and leaves new ones errors', async () => {
  const github = (...more: string[]) => run(['triage', seed, '--baseline', saved, '--format', 'github', ...more]);
  expect((await github()).out).not.toMatch(/^::(error|warning)/m);
  expect((await github('--fact', 'user.frozen=true')).out).toMatch(/^::error .*user-frozen/m);
});

/** The one run of the SARIF report, held against the saved one. */
async function sarifSince(...more: string[]) {
  const { out } = await run(['triage', seed, '--baseline', saved, '--format', 'sarif', ...more]);
  return (JSON.parse(out) as Log).runs[0]!;
}

it('gives each SARIF result its state since the baseline', async () => {
  const { results, invocations } = await sarifSince();
  expect(results).toContainEqual(expect.objectContaining({ ruleId: 'approval-missing', baselineState: 'unchanged' }));
  expect(results!.filter(({ baselineState }) => baselineState === 'new')).toEqual([]);
  expect(invocations![0]!.exitCode).toBe(0);
  const worse = await sarifSince('--fact', 'user.frozen=true');
  expect(worse.results).toContainEqual(expect.objectContaining({ ruleId: 'user-frozen', baselineState: 'new' }));
  expect(worse.invocations![0]!.exitCode).toBe(1);
});
