import { expect, it } from '@jest/globals';
import { fixturesDir } from '../simulator/support/client.js';
import { reportOf, runAlone as run } from '../support/cli.js';

const seed = `${fixturesDir}/transcripts/seed.txt`;
const open = ['--fact', 'app.name=CI'];

it('counts inconclusive as failure with --strict', async () => {
  expect((await run(['triage', ...open])).code).toBe(3);
  expect((await run(['triage', ...open, '--strict'])).code).toBe(1);
  expect((await run(['--probe', 'none', ...open, '--strict'])).code).toBe(1);
});

it('is content with a report with --exit-zero, and still refuses wrong usage', async () => {
  const found = await run(['triage', seed, '--exit-zero', '--json']);
  expect({ code: found.code, verdict: reportOf(found).verdict }).toEqual({ code: 0, verdict: 'cause-found' });
  expect((await run(['triage', ...open, '--exit-zero'])).code).toBe(0);
  expect((await run(['triage', 'missing.txt', '--exit-zero'])).code).toBe(2);
});

it('refuses --strict together with --exit-zero, also as JSON', async () => {
  const { code, out } = await run(['triage', seed, '--strict', '--exit-zero', '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({
    error: { code: 'usage', message: expect.stringContaining('cannot be used with') as unknown },
  });
});
