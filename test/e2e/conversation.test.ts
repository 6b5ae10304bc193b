import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, fixturesDir, start } from '../simulator/support/client.js';
import { run } from '../support/cli.js';
import { currentCli, fakeSf } from '../support/fake-sf.js';
import { loginOf, scratchFolder } from '../support/login.js';
import { atTerminal, KEYS, type TerminalRun } from '../support/terminal.js';

const scratch = scratchFolder();
afterEach(closeAll);

/** A desk: a folder, a home with logins of the Salesforce CLI, and the CLI itself. */
function deskFor(org: EmbeddedOrg) {
  const { login } = org.world;
  const cwd = mkdtempSync(join(scratch, 'desk-'));
  const home = mkdtempSync(join(scratch, 'home-'));
  const kept = join(home, '.sfdx');
  mkdirSync(kept);
  const keyFile = join(cwd, 'server.key');
  writeFileSync(keyFile, login.key, { mode: 0o600 });
  const { username, clientId, instanceUrl } = login;
  const jwt = { username, clientId, privateKey: keyFile, loginUrl: instanceUrl, instanceUrl };
  writeFileSync(join(kept, `${username}.json`), JSON.stringify(jwt));
  const session = org.openSession();
  writeFileSync(join(kept, `${session.username}.json`), JSON.stringify({ username: session.username, instanceUrl }));
  writeFileSync(join(kept, 'alias.json'), JSON.stringify({ orgs: { admin: session.username } }));
  const sf = fakeSf(scratch, currentCli({ ...session, instanceUrl: session.myDomain }));
  return { cwd, env: { ...loginOf(org, scratch).env, HOME: home, ...sf.env } };
}

/** What a person answers, prompt by prompt: from a failing login to the fix. */
const DIALOGUE: readonly (readonly [prompt: RegExp, keys: string])[] = [
  [/Which login fails\?[^]*select/, KEYS.enter],
  [/Read the org with an administrator[^]*select/, KEYS.enter],
  [/Permitted Users[^]*Your answer[^]*select/, KEYS.enter],
  [/Which OAuth tokens[^]*Your answer[^]*select/, KEYS.enter],
  [/Has the user approved the app[^]*Your answer[^]*select/, KEYS.enter],
  [/What now\?[^]*select/, KEYS.enter],
  [/Which administrator[^]*select/, `${KEYS.down}${KEYS.enter}`],
  [/Make these 4 changes\? \(y\/N\)/, `y${KEYS.enter}`],
];

async function answer(terminal: TerminalRun, steps: typeof DIALOGUE): Promise<void> {
  for (const [prompt, keys] of steps) {
    await terminal.sees(prompt);
    terminal.types(keys);
  }
}

describe('without arguments at a terminal', () => {
  it('a login that was found is picked, questions name the cause, and the fix ends with a login that works', async () => {
    const org = await start('approval-missing');
    const desk = deskFor(org);
    const terminal = atTerminal([], desk);
    await answer(terminal, DIALOGUE.slice(0, 5));
    await terminal.sees(/it is now confirmed that it is approval-missing/);
    await answer(terminal, DIALOGUE.slice(5));
    await terminal.sees(/The login works/);
    const { code, screen } = await terminal.ends();
    expect(code).toBe(0);
    expect(org.attempts.at(-1)?.answer).toBe('token');
    expect(org.writes).toHaveLength(4);
    expect(screen).toContain('fix --undo');
  });

  it.each(DIALOGUE.map(([prompt], index) => [index, prompt.source] as const))(
    'Ctrl-C at prompt %i (%s) ends it quietly with 130, and nothing is written',
    async (index) => {
      const org = await start('approval-missing');
      const desk = deskFor(org);
      const before = readdirSync(desk.cwd);
      const terminal = atTerminal([], desk);
      await answer(terminal, DIALOGUE.slice(0, index));
      await terminal.sees(DIALOGUE[index]![0]);
      terminal.types(KEYS.interrupt);
      const { code, screen } = await terminal.ends();
      expect({ code, writes: org.writes, files: readdirSync(desk.cwd) }).toEqual({
        code: 130,
        writes: [],
        files: before,
      });
      expect(screen).not.toMatch(/Error|at .*\.js/);
    },
  );

  it('a pasted error is read to its end, and what comes of it is saved', async () => {
    const org = await start('approval-missing');
    const desk = deskFor(org);
    const terminal = atTerminal([], { ...desk, columns: 120, rows: 40 });
    await terminal.sees(/Which login fails\?[^]*select/);
    terminal.types(`${KEYS.down}${KEYS.down}${KEYS.enter}`);
    await terminal.sees(/end with an empty line/);
    // A transcript holds an empty line itself.
    terminal.types(`${readFileSync(`${fixturesDir}/transcripts/seed.txt`, 'utf8').replaceAll('\n', '\r')}\r\r`);
    await terminal.sees(/approval-missing/);
    await terminal.sees(/What now\?[^]*select/);
    terminal.types(`${KEYS.down}${KEYS.down}${KEYS.enter}`);
    await terminal.sees(/its ending tells the format/);
    terminal.types(`${KEYS.enter}`);
    await terminal.sees(/sf-jwt-doctor-report\.html is written/);
    await terminal.sees(/What now\?[^]*select/);
    terminal.types(`${KEYS.down}${KEYS.down}${KEYS.down}${KEYS.enter}`);
    await terminal.sees(/collect --output/);
    terminal.types(`bundle.zip${KEYS.enter}`);
    await terminal.sees(/Write it\?/);
    terminal.types(KEYS.enter);
    await terminal.sees(/What now\?[^]*select/);
    terminal.types(`${KEYS.up.repeat(9)}${KEYS.down.repeat(9)}${KEYS.enter}`);
    expect((await terminal.ends()).code).toBe(1);
    expect(readdirSync(desk.cwd).sort()).toEqual(['bundle.zip', 'server.key', 'sf-jwt-doctor-report.html']);
    const triaged = await run(['triage', join(desk.cwd, 'bundle.zip')]);
    expect(triaged.out).toMatch(/^approval-missing/);
    expect(org.attempts).toEqual([]);
  });
});

describe('after a report at a terminal', () => {
  it('triage asks what decides, and an answer names the cause without reading again', async () => {
    const org = await start('approval-missing');
    const desk = deskFor(org);
    const file = join(desk.cwd, 'error.txt');
    writeFileSync(file, '{"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}');
    const terminal = atTerminal(['triage', file], desk);
    await terminal.sees(/inconclusive: Not enough information yet[^]*Permitted Users[^]*Your answer[^]*select/);
    terminal.types(`${KEYS.down}${KEYS.enter}`);
    await terminal.sees(/That moves it|That leaves the verdict/);
    await terminal.sees(/Your answer|What now/);
    terminal.types(KEYS.interrupt);
    expect((await terminal.ends()).code).toBe(130);
    expect(org.attempts).toEqual([]);
  });

  it('diagnose offers to change a value and to try again', async () => {
    const org = await start('healthy');
    const desk = deskFor(org);
    const { username, clientId, instanceUrl } = org.world.login;
    const wrong = join(desk.cwd, 'server.crt');
    writeFileSync(wrong, 'not a key');
    const flags = ['-o', username, '-i', clientId, '-f', wrong, '-r', instanceUrl];
    const terminal = atTerminal(flags, { ...desk, columns: 120, rows: 40 });
    await terminal.sees(/private-key-malformed[^]*What now\?[^]*Change a value[^]*select/);
    terminal.types(`${KEYS.down}${KEYS.enter}`);
    await terminal.sees(/Which value\?[^]*select/);
    terminal.types(`${KEYS.down}${KEYS.down}${KEYS.enter}`);
    await terminal.sees(/Which private key\?[^]*another file[^]*select/);
    terminal.types(`${KEYS.down}${KEYS.enter}`);
    await terminal.sees(/Private key file/);
    terminal.types(`nowhere.key${KEYS.enter}`);
    await terminal.sees(/There is no file nowhere\.key/);
    terminal.types(`${'\u007f'.repeat(11)}server.key${KEYS.enter}`);
    await terminal.sees(/The login works/);
    await terminal.sees(/What now\?[^]*select/);
    terminal.types(`${KEYS.up.repeat(9)}${KEYS.down.repeat(9)}${KEYS.enter}`);
    expect((await terminal.ends()).code).toBe(0);
    expect(org.attempts.map(({ answer }) => answer)).toEqual(['token']);
  });

  it('a session that does not exist loses no answer: the menu comes back', async () => {
    const org = await start('approval-missing');
    const desk = deskFor(org);
    const { username, clientId, instanceUrl } = org.world.login;
    const flags = ['-o', username, '-i', clientId, '-f', join(desk.cwd, 'server.key'), '-r', instanceUrl];
    const known = [
      '--fact',
      'app.permittedUsers=self-authorize',
      '--fact',
      'approval.tokens=[]',
      '--fact',
      'approval.attempts=[]',
    ];
    // No Salesforce CLI is installed here.
    const env = { ...desk.env, PATH: '/usr/bin:/bin' };
    const terminal = atTerminal([...flags, ...known], { ...desk, env, columns: 120, rows: 40 });
    await terminal.sees(/What now\?[^]*select/);
    terminal.types(KEYS.enter);
    await terminal.sees(/Which administrator[^]*select/);
    terminal.types(`${KEYS.down.repeat(9)}${KEYS.enter}`);
    await terminal.sees(/Alias or username/);
    terminal.types(`nobody${KEYS.enter}`);
    await terminal.sees(/sf-jwt-doctor: [^]*What now\?[^]*select/);
    terminal.types(`${KEYS.up.repeat(9)}${KEYS.down.repeat(9)}${KEYS.enter}`);
    expect((await terminal.ends()).code).toBe(1);
    expect(org.writes).toEqual([]);
  });

  it('the place of a step is a link where the terminal knows links', async () => {
    const input = `${fixturesDir}/transcripts/two-clients.txt`;
    const env = { FORCE_HYPERLINK: '1', HOME: scratch };
    const { screen } = await atTerminal(['triage', input, '--no-input'], { cwd: scratch, env }).ends();
    expect(screen).toContain(
      '\u001b]8;;https://acme.my.salesforce-setup.com/lightning/setup/ConnectedApplication/home',
    );
    const plain = await atTerminal(['triage', input, '--no-input'], { cwd: scratch, env: { HOME: scratch } }).ends();
    expect(plain.screen).not.toContain(']8;;');
  });

  it('--no-input asks nothing', async () => {
    const org = await start('approval-missing');
    const desk = deskFor(org);
    const file = join(desk.cwd, 'error.txt');
    writeFileSync(file, "invalid_grant: user hasn't approved this consumer");
    const { code, screen } = await atTerminal(['triage', file, '--no-input'], desk).ends();
    expect(code).toBe(3);
    expect(screen).not.toContain('Your answer');
  });
});

describe('nothing is asked, and the missing flags are named', () => {
  it.each([
    ['in CI', [], { CI: 'true' }],
    ['at a dumb terminal', [], { TERM: 'dumb' }],
    ['with --no-input', ['--no-input'], {}],
  ])('%s', async (_, args, env) => {
    const org = await start('approval-missing');
    const desk = deskFor(org);
    const { code, screen } = await atTerminal(args, { ...desk, env: { ...desk.env, ...env } }).ends();
    expect(code).toBe(2);
    expect(screen).toContain('missing --username, --client-id, --jwt-key-file');
    expect(screen).not.toContain('Which login');
  });

  it('with input closed', async () => {
    const { code, err, out } = await run([], { input: '' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('missing --username');
  });
});
