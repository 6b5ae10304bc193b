import { spawnSync } from 'node:child_process';
import { afterEach, expect, it } from '@jest/globals';
import { closeAll, start } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';
import { currentCli, fakeSf } from '../support/fake-sf.js';
import { loginOf, scratchFolder } from '../support/login.js';

const scratch = scratchFolder();
afterEach(closeAll);

/** The arguments that a shell gives the program when the line is pasted. */
function pasted(line: string): string[] {
  const { stdout } = spawnSync('bash', ['-c', `sf-jwt-doctor() { printf '%s\\0' "$@"; }\n${line}`], {
    encoding: 'utf8',
  });
  return stdout.split('\0').slice(0, -1);
}

it.each(['user-frozen', 'certificate-mismatch', 'refresh-scope-missing', 'approval-missing'])(
  'the printed line for the repair of %s plans the repair when it is pasted',
  async (name) => {
    const org = await start(name);
    const { args, env } = loginOf(org, scratch);
    const session = org.openSession();
    const sf = fakeSf(scratch, currentCli({ ...session, instanceUrl: session.myDomain }));
    const all = { ...env, ...sf.env };
    const report = reportOf(await run([...args, '--target-org', 'admin', '--json'], { env: all }));
    const { id, remedy } = report.diagnosis.cause!;
    const fix = remedy.steps.find(({ command = '' }) => command.startsWith('sf-jwt-doctor fix '))!.command!;
    const { code, out } = await run(pasted(fix), { env: all });
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^${id}\\n[^]*The plan: \\d+ changes? in`));
    expect(org.writes).toEqual([]);
  },
);

it('the printed line that reads the org names the cause that the answer alone leaves open', async () => {
  const org = await start('approval-missing');
  const { args, env } = loginOf(org, scratch);
  const session = org.openSession();
  const sf = fakeSf(scratch, currentCli({ ...session, instanceUrl: session.myDomain }));
  const open = reportOf(await run([...args, '--probe', 'one', '--json'], { env }));
  expect(open.verdict).toBe('inconclusive');
  const settled = await run([...pasted(open.diagnosis.orgCommand!), '--json'], { env: { ...env, ...sf.env } });
  expect(reportOf(settled).diagnosis.cause).toMatchObject({ id: 'approval-missing', confidence: 'confirmed' });
});
