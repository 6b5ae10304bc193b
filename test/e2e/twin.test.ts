import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { RehearsalReport } from '../../src/report/rehearsal.js';
import type { RemedyReport } from '../../src/report/remedy.js';
import { closeAll, fixturesDir, start, world } from '../simulator/support/client.js';
import { run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';

const folder = scratchFolder();
afterEach(closeAll);

const pullRequests = join(fixturesDir, 'pull-requests');
const ORG = join(pullRequests, 'org.json');
const APP = 'force-app/connectedApps/Acme_CI.connectedApp-meta.xml';

/** A copy of the base project, and its folder. */
function project(change: (app: string) => string): string {
  const cwd = mkdtempSync(join(folder, 'project-'));
  cpSync(join(pullRequests, 'base'), cwd, { recursive: true });
  writeFileSync(join(cwd, APP), change(readFileSync(join(cwd, APP), 'utf8')));
  return cwd;
}

describe('rehearse --deploy', () => {
  const deploy = (cwd: string, ...more: string[]) =>
    run(['rehearse', '--deploy', 'force-app', ...more, '--from', ORG], { cwd });

  it('ends with 0 where every login still works', async () => {
    const { code, out } = await deploy(project((app) => app));
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('Every login that works today still works'),
    });
  });

  it('ends with 1 at the line that breaks a login, in text, annotations, SARIF and JSON', async () => {
    const cwd = project((app) => app.replace(/ *<scopes>RefreshToken<\/scopes>\n/, ''));
    const { code, out } = await deploy(cwd, '--format', 'github', '--output', 'r.sarif', '--output', 'r.json');
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^::error file=${APP},line=\\d+,title=refresh-scope-missing::`));
    const line = Number(/line=(\d+)/.exec(out)![1]);
    expect(readFileSync(join(cwd, APP), 'utf8').split('\n')[line - 1]).toContain('<scopes>');
    const sarif = JSON.parse(readFileSync(join(cwd, 'r.sarif'), 'utf8')) as { runs: [{ results: object[] }] };
    expect(sarif.runs[0].results).toMatchObject([
      {
        ruleId: 'refresh-scope-missing',
        locations: [{ physicalLocation: { artifactLocation: { uri: APP }, region: { startLine: line } } }],
      },
    ]);
    const report = JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')) as RehearsalReport;
    expect(report).toMatchObject({
      what: 'deploy',
      outcome: 'breaks',
      breaks: [{ cause: 'refresh-scope-missing', line }],
    });
  });

  it('ends with 3 where no login works on the twin, and with 2 where nothing is named', async () => {
    const cwd = project((app) => app);
    const blocked = await deploy(cwd, '--fact', 'org.status=locked');
    expect(blocked.code).toBe(3);
    expect((await run(['rehearse', '--from', ORG])).code).toBe(2);
    expect((await run(['rehearse', '--deploy', join(cwd, 'nowhere'), '--from', ORG])).code).toBe(2);
  });
});

it('rehearse --set answers a what-if', async () => {
  const { code, out } = await run(['rehearse', '--set', 'app.permittedUsers=self-authorize', '--json', '--from', ORG]);
  const report = JSON.parse(out) as RehearsalReport;
  expect(code).toBe(1);
  expect(report.logins.filter(({ effect }) => effect === 'lost')).toMatchObject([
    { username: 'ci@acme.example.com', app: 'Acme_CI' },
  ]);
});

describe('fix', () => {
  /** Another user logs in with the key of the certificate that the plan replaces. */
  const subject = () =>
    world('certificate-mismatch', ({ orgs: [org] }) => {
      const [app] = org!.apps;
      const user = org!.users.find(({ username }) => username.startsWith('ci@'))!;
      org!.users.push({ ...user, id: '005000000000888AAA', username: 'other@acme.example.com' });
      app!.permittedUsers = 'admin-approved';
      app!.profiles = [...new Set([...app!.profiles, user.profile])];
    });

  it('does not apply a plan that breaks a login in its rehearsal, unless told to', async () => {
    const org = await start(subject());
    const { args, env } = loginOf(org, folder);
    const options = { env: { ...env, ...sessionOf(org) }, cwd: mkdtempSync(join(folder, 'fix-')) };
    const refused = await run(['fix', ...args, '--apply', '--yes', '--json'], options);
    expect(refused.code).toBe(1);
    const remedy = JSON.parse(refused.out) as RemedyReport;
    expect(remedy).toMatchObject({ applied: false, rehearsal: { outcome: 'breaks' } });
    expect(remedy.rehearsal?.logins.find(({ effect }) => effect === 'lost')).toMatchObject({
      username: 'other@acme.example.com',
    });
    expect(org.writes).toEqual([]);
    const applied = await run(
      ['fix', ...args, '--apply', '--yes', '--json', '--despite-rehearsal', '--wait', '0'],
      options,
    );
    expect(applied.code).toBe(0);
    expect(org.writes).toHaveLength(1);
  });
});

it('simulate --from runs a twin in which the login fails in the same way', async () => {
  const evidence = join(folder, 'evidence.json');
  const { facts } = JSON.parse((await run(['demo', 'user-not-preauthorized', '--as-admin', '--json'])).out) as {
    facts: object;
  };
  writeFileSync(evidence, JSON.stringify({ evidenceVersion: 1, facts }));
  const bundle = join(folder, 'bundle.zip');
  expect((await run(['collect', evidence, '--output', bundle, '--yes'])).code).toBe(0);
  const child = spawn(process.execPath, [resolve('dist/cli.js'), 'simulate', '--json', '--from', bundle]);
  try {
    const line = await new Promise<string>((done) =>
      child.stdout.once('data', (data: Buffer) => done(data.toString())),
    );
    const twin = JSON.parse(line) as {
      notes: string[];
      exports: Record<string, string>;
      login: { username: string; clientId: string; jwtKeyFile: string; instanceUrl: string };
    };
    expect(twin.notes[0]).toContain('answers this login in the same way');
    const { username, clientId, jwtKeyFile, instanceUrl } = twin.login;
    const login = ['-o', username, '-i', clientId, '-f', jwtKeyFile, '-r', instanceUrl];
    const { out } = await run([...login, '--json', '--no-config'], { env: twin.exports });
    expect(JSON.parse(out)).toMatchObject({ symptom: { error: 'invalid_app_access' } });
  } finally {
    child.kill('SIGTERM');
  }
});
