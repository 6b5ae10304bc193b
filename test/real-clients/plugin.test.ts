import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';

import type { RemedyReport } from '../../src/report/remedy.js';
import type { Report } from '../../src/report/schema.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { reportOf, root, run } from '../support/cli.js';
import { loginOf } from '../support/login.js';
import { loginWithToken } from './support/admin.js';
import { allowUnsigned, link, pack, traces } from './support/plugin.js';
import { loginJwt, machineFor, modules, removeMachines, type Machine } from './support/sf.js';

afterEach(async () => {
  await closeAll();
  removeMachines();
});

const SEED = `${root}fixtures/transcripts/seed.txt`;
const HINT = 'To find out why, run "sf jwt doctor" with the same flags.\n';

async function linked(world: string): Promise<{ org: EmbeddedOrg; machine: Machine }> {
  const org = await start(world);
  const machine = machineFor(org);
  await link(machine);
  return { org, machine };
}

function flagsOf(org: EmbeddedOrg, { folder }: Machine): string[] {
  return loginOf(org, folder).args;
}

function keepLogin({ run: sf, folder }: Machine, { world: { login } }: EmbeddedOrg, alias: string) {
  const user = ['--username', login.username, '--client-id', login.clientId, '--alias', alias];
  return sf(['org', 'login', 'jwt', ...user, '-f', join(folder, 'server.key'), '-r', login.instanceUrl]);
}

describe('the plug-in, linked', () => {
  it('has help for every command, with the flags of sf org login jwt', async () => {
    const { machine } = await linked('healthy');
    const { out } = await machine.run(['jwt', '--help']);
    for (const name of ['doctor', 'triage', 'explain', 'fix', 'setup', 'authorize', 'collect', 'diff'])
      expect(out).toContain(`jwt ${name} `);
    const help = await machine.run(['jwt', 'doctor', '--help']);
    expect(help.ended).toBe('0');
    expect(help.out).toMatch(/-f, --jwt-key-file=<file>[\s\S]*-o, --username=<username>[\s\S]*--login=<alias>/);
    expect(help.out).toContain('sf jwt doctor -o ci@acme.example');
    expect(help.out).not.toMatch(/sf-jwt-doctor [a-z]/);
  });

  it('names the cause of a pasted error with the exit code of the verdict, and remedies of the host', async () => {
    const { machine } = await linked('healthy');
    const { ended, out, err } = await machine.run(['jwt', 'triage', SEED]);
    expect(ended).toBe('1');
    expect(out).toContain('approval-missing');
    expect(out).toContain('sf jwt fix -o');
    expect(out).not.toMatch(/sf-jwt-doctor (?:fix|authorize|explain)/);
    expect(err).not.toContain('Error');
  });

  it('ends with 3 where evidence is missing, and with 2 for wrong usage', async () => {
    const { machine } = await linked('healthy');
    expect((await machine.run(['jwt', 'triage', '--fact', 'app.permittedUsers=self-authorize'])).ended).toBe('3');
    const wrong = await machine.run(['jwt', 'triage', 'missing.txt']);
    expect(wrong).toMatchObject({ ended: '2', out: '', err: expect.stringContaining('there is no such file') });
    expect((await machine.run(['jwt', 'fix', '--bogus'])).err).toContain('"sf jwt fix --help"');
  });

  it('prints the envelope of the CLI for --json, and for SF_CONTENT_TYPE', async () => {
    const { machine } = await linked('healthy');
    const { result, ...envelope } = await machine.sf<Report>(['jwt', 'triage', SEED]);
    expect(envelope).toEqual({ status: 1, warnings: [] });
    expect(result).toMatchObject({ verdict: 'cause-found', tool: { command: 'sf jwt' } });
    const byVariable = await machine.run(['jwt', 'triage', SEED], { SF_CONTENT_TYPE: 'JSON' });
    expect(JSON.parse(byVariable.out)).toMatchObject({ status: 1, result: { verdict: 'cause-found' } });
    expect(await machine.sf(['jwt', 'triage', 'missing.txt'])).toEqual({
      status: 2,
      name: 'UsageError',
      message: 'missing.txt: there is no such file; check the path',
      exitCode: 2,
      warnings: [],
    });
    expect(await machine.sf(['jwt', 'explain', 'approval-missing'])).toMatchObject({
      status: 0,
      result: { kind: 'cause' },
    });
  });

  it.each(['certificate-mismatch', 'user-inactive', 'approval-missing', 'healthy'])(
    'gives the verdict of the standalone command on %s',
    async (world) => {
      const { org, machine } = await linked(world);
      const flags = flagsOf(org, machine);
      const inside = await machine.sf<Report>(['jwt', 'doctor', ...flags]);
      const alone = await run(['diagnose', ...flags, '--json'], { env: loginOf(org, machine.folder).env });
      expect(inside.status).toBe(alone.code);
      const { verdict, diagnosis, symptom } = reportOf(alone);
      expect(inside.result).toMatchObject({ verdict, symptom });
      expect(inside.result.diagnosis.cause?.id).toBe(diagnosis.cause?.id);
    },
  );

  it('reads the org with the session of the running CLI: no second one is started', async () => {
    const { org, machine } = await linked('user-not-preauthorized');
    await loginWithToken(machine, org);
    rmSync(join(machine.folder, 'sf'));
    const flags = [...flagsOf(org, machine), '--target-org', 'admin'];
    const { result } = await machine.sf<Report>(['jwt', 'doctor', ...flags], { PATH: join(modules, '.bin') });
    expect(result.diagnosis.cause).toMatchObject({ id: 'user-not-preauthorized', confidence: 'confirmed' });
    const plan = await machine.sf<RemedyReport>(['jwt', 'fix', ...flags], { PATH: join(modules, '.bin') });
    expect(plan).toMatchObject({ status: 1, result: { applied: false } });
    expect(plan.result.changes.length).toBeGreaterThan(0);
    const unknown = await machine.run(['jwt', 'doctor', ...flagsOf(org, machine), '--target-org', 'nobody']);
    expect(unknown.ended).toBe('2');
    expect(unknown.err).toContain('knows no org of that alias or username');
  });

  it('takes no default org by itself', async () => {
    const { org, machine } = await linked('user-not-preauthorized');
    await loginWithToken(machine, org);
    await machine.sf(['config', 'set', 'target-org=admin', '--global']);
    const { result } = await machine.sf<Report>(['jwt', 'doctor', ...flagsOf(org, machine)]);
    expect(result.facts['user.assigned']).toBeUndefined();
    const fix = await machine.run(['jwt', 'fix', ...flagsOf(org, machine)]);
    expect(fix).toMatchObject({ ended: '2', err: expect.stringContaining('--target-org') });
  });

  it('sets up a login, in the words of the host', async () => {
    const { org, machine } = await linked('setup-empty');
    await loginWithToken(machine, org);
    const before = await machine.run(['jwt', 'setup']);
    expect(before).toMatchObject({ ended: '2', err: expect.stringContaining('sf jwt setup -o ci@acme.example.com') });
    const setup = ['jwt', 'setup', '-o', 'ci@acme.example.com', '--target-org', 'admin', '--wait', '2', '--apply'];
    expect(await machine.sf(setup)).toMatchObject({ status: 0, result: { applied: true } });
    expect(org.attempts.at(-1)).toMatchObject({ answer: 'token' });
  });

  it('takes a login from those that the CLI keeps', async () => {
    const { org, machine } = await linked('healthy');
    expect((await keepLogin(machine, org, 'ci')).ended).toBe('0');
    expect(await machine.sf(['jwt', 'doctor', '--login', 'ci'])).toMatchObject({
      status: 0,
      result: { verdict: 'healthy' },
    });
    const { message } = await machine.sf(['jwt', 'doctor', '--login', 'other']);
    expect(message).toContain('it keeps: ci');
  });
});

describe('the hooks', () => {
  it('point to the doctor after a failing sf org login jwt, and never beside JSON', async () => {
    const { org, machine } = await linked('certificate-mismatch');
    const { ended, err } = await keepLogin(machine, org, 'ci');
    expect(ended).toBe('1');
    expect(err).toContain('JwtGrantError');
    expect(err.endsWith(HINT)).toBe(true);
    const { login } = org.world;
    const asJson = await machine.run([
      'org',
      'login',
      'jwt',
      '-o',
      login.username,
      '-i',
      login.clientId,
      '-f',
      'server.key',
      '-r',
      login.instanceUrl,
      '--json',
    ]);
    expect(asJson.ended).toBe('1');
    expect(asJson.err).not.toContain('sf jwt');
    expect(JSON.parse(asJson.out)).toMatchObject({ status: 1 });
    // Wrong flags explain themselves, and other commands are no business of this tool.
    expect((await machine.run(['org', 'login', 'jwt', '-o', 'x'])).err).not.toContain(HINT);
    expect((await machine.run(['org', 'display', '-o', 'nobody'])).err).not.toContain(HINT);
  });

  it('examine the stored logins in sf doctor, without a network', async () => {
    const { org, machine } = await linked('healthy');
    await keepLogin(machine, org, 'ci');
    await org.close();
    const doctor = async () => (await machine.run(['doctor', '--plugin', 'sf-jwt-doctor'])).out;
    expect(await doctor()).toMatch(/pass - \[sf-jwt-doctor\] key of the JWT login ci: .*2048 bits/);

    copyFileSync(`${root}fixtures/keys/expired-2048.crt`, join(machine.folder, 'server.crt'));
    expect(await doctor()).toMatch(/warn - \[sf-jwt-doctor\] certificate of the JWT login ci: .*expired-2048/);

    writeFileSync(join(machine.folder, 'server.key'), 'not a key');
    const broken = await doctor();
    expect(broken).toMatch(/fail - \[sf-jwt-doctor\] key of the JWT login ci: .*server\.key/);
    expect(broken).toContain('Look at the JWT login ci: run "sf jwt doctor --login ci".');
    expect(broken).not.toContain('PRIVATE KEY');
  });
});

it('is installed from its tarball, works, and leaves nothing when it is uninstalled', async () => {
  const org = await start('user-not-preauthorized');
  const machine = machineFor(org);
  const plugin = `file:${pack(machine.folder)}`;
  allowUnsigned(machine, plugin);
  // The dependencies come from the registry, not from the embedded org.
  const online = {
    HTTPS_PROXY: process.env['HTTPS_PROXY'] ?? '',
    NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] ?? '',
  };
  const installed = await machine.run(['plugins', 'install', plugin], online);
  expect(installed.err).not.toContain('install scripts');
  expect(installed.ended).toBe('0');
  expect(traces(machine)).not.toEqual([]);

  const doctor = await machine.sf<Report>(['jwt', 'doctor', ...flagsOf(org, machine)]);
  expect(doctor).toMatchObject({ status: 1, result: { diagnosis: { cause: { id: 'user-not-preauthorized' } } } });
  expect((await keepLogin(machine, org, 'ci')).err).toContain(HINT);
  expect((await machine.run(['doctor', '--plugin', 'sf-jwt-doctor'])).out).toContain('no JWT login is stored');

  expect((await machine.run(['plugins', 'uninstall', 'sf-jwt-doctor'], online)).ended).toBe('0');
  expect(traces(machine)).toEqual([]);
  expect((await loginJwt(machine, org)).status).toBe(1);
  expect((await machine.run(['jwt', 'triage', SEED])).ended).not.toBe('0');
  expect((await keepLogin(machine, org, 'ci')).err).not.toContain(HINT);
});
