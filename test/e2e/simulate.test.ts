import { afterEach, describe, expect, it } from '@jest/globals';
import { sendsItsOwn, showingCommand } from '../../src/commands/simulate/commands.js';
import { defaultAudience } from '../../src/sources/probe-plan.js';
import { shellWords } from '../../src/sources/files/shell.js';
import { closeAll, start, world, worldNames } from '../simulator/support/client.js';
import { loginOf, scratchFolder } from '../support/login.js';
import { reportOf, run } from '../support/cli.js';

const folder = scratchFolder();

afterEach(closeAll);

/** The scenarios by whether a plain command shows them. */
const isPlayed = (name: string) => {
  const { login } = world(name);
  return sendsItsOwn(login) || login.approvedByHttpClient;
};
const withAudience = worldNames().filter((name) => {
  const { login } = world(name);
  return !isPlayed(name) && login.audience !== undefined && login.audience !== defaultAudience(login.instanceUrl);
});

describe('the command that simulate prints', () => {
  it.each(['user-frozen', ...withAudience.slice(0, 4)])('shows the scenario %s as its demo does', async (name) => {
    const org = await start(name);
    const { env } = loginOf(org, folder);
    const [program, ...args] = shellWords(showingCommand(name, org.world.login, `${folder}/server.key`));
    expect(program).toBe('sf-jwt-doctor');
    const shown = reportOf(await run([...args, '--json', '--timeout', '5'], { env }));
    const demo = reportOf(await run(['demo', name, '--json']));
    const told = ({ verdict, diagnosis }: typeof demo) => ({ verdict, cause: diagnosis.cause?.id });
    expect(told(shown)).toEqual(told(demo));
  });

  it('is the demo where the client sends what this tool never would', () => {
    const played = worldNames().filter(isPlayed);
    expect(played).toEqual(expect.arrayContaining(['seed', 'wrong-grant-type', 'wrong-login-host-lightning']));
    for (const name of played) expect(showingCommand(name, world(name).login, 'k')).toBe(`sf-jwt-doctor demo ${name}`);
  });
});
