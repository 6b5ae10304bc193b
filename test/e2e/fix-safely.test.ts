import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { RemedyReport } from '../../src/report/remedy.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, logIn, start, world } from '../simulator/support/client.js';
import { run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';

const folder = scratchFolder();
afterEach(closeAll);

const UNDO = 'sf-jwt-doctor-undo.json';
const PERSON = 'person@acme.example.com';

/** Runs `fix` in a folder of its own. */
function fixer(org: EmbeddedOrg, session = sessionOf(org)) {
  const cwd = mkdtempSync(join(folder, 'fix-'));
  const { args, env } = loginOf(org, folder);
  const given = { env: { ...env, ...session }, cwd };
  return {
    cwd,
    fix: (...more: string[]) => run(['fix', ...args, ...more], given),
    undo: (...more: string[]) => run(['fix', '--undo', UNDO, ...more], given),
  };
}

/** The approval of a second user, who logs in with the same key. */
function withPerson() {
  return world('approval-missing', ({ orgs: [org] }) => {
    org!.users.push({ ...org!.users[1]!, id: '005000000000888AAA', username: PERSON });
    org!.approvals.push({
      user: PERSON,
      app: org!.apps[0]!.name,
      flow: 'web-server',
      exchanged: true,
      refreshToken: true,
      scopes: ['api', 'refresh_token'],
      revoked: false,
      approvedSecondsAgo: 1000,
    });
  });
}

it('cuts nobody off: who approved the app is assigned before the policy is switched', async () => {
  const org = await start(withPerson());
  const person = { ...org.world.login, username: PERSON };
  expect((await logIn(org, person)).answer).toBe('token');
  const { fix, undo } = fixer(org);
  const applied = await fix('--apply', '--wait', '2');
  expect(applied).toMatchObject({ code: 0, out: expect.stringContaining('The login works.') });
  expect(applied.err).toContain(`so that the switch does not lock them out: ${PERSON}`);
  expect(org.writes.at(-1)).toMatch(/OauthConfigurablePolicies/);
  expect((await logIn(org, person)).answer).toBe('token');
  expect((await undo('--apply')).code).toBe(0);
  expect((await logIn(org, person)).answer).toBe('token');
});

it('waits for a change to be seen, with a countdown and five attempts at most', async () => {
  const org = await start(world('approval-missing', (one) => void (one.behaviour.propagationSeconds = 1)));
  const { code, out, err } = await fixer(org).fix('--apply', '--wait', '10');
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('The login works.') });
  expect(err).toMatch(/attempt 2 of 5 in 1 s/);
  expect(org.attempts.length).toBeLessThanOrEqual(6);
});

it('ends with its report after a bounded number of attempts where a change is never seen', async () => {
  const org = await start(world('approval-missing', (one) => void (one.behaviour.propagationSeconds = 9999)));
  const { code, out } = await fixer(org).fix('--apply', '--wait', '2');
  expect(code).not.toBe(0);
  expect(out).toContain(`sf-jwt-doctor fix --undo ${UNDO}`);
  expect(org.attempts.length).toBeLessThanOrEqual(6);
});

it('loses nothing where a write is refused, and says which permission is missing', async () => {
  const subject = world('user-not-preauthorized', ({ orgs: [org] }) => {
    org!.profiles.push({
      ...org!.profiles[1]!,
      name: 'Half',
      rights: ['ViewSetup', 'CustomizeApplication', 'ModifyMetadata', 'ManageUsers', 'ManageProfilesPermissionsets'],
    });
    org!.users.push({
      ...org!.users[1]!,
      id: '005000000000999AAA',
      username: 'half@acme.example.com',
      profile: 'Half',
    });
  });
  const org = await start(subject);
  const before = structuredClone(org.world.orgs[0]!.users);
  const { fix, undo } = fixer(org, sessionOf(org, 'half@acme.example.com'));
  const applied = await fix('--apply', '--wait', '0');
  expect(applied.code).toBe(1);
  expect(applied.err).toContain('The session lacks the permission "Assign Permission Sets"');
  expect(applied.err).toMatch(/Assign the permission set .* \[FAILED\] INSUFFICIENT_ACCESS/);
  expect(applied.out).toContain('Not every change could be made');
  expect((await undo('--apply')).code).toBe(0);
  expect(org.world.orgs[0]!.users).toEqual(before);
  expect(org.world.orgs[0]!.permissionSets).toHaveLength(1);
});

describe('what was changed', () => {
  it('is written down for its owner only, without a secret in it or in what is printed', async () => {
    const org = await start(
      world('certificate-mismatch', ({ orgs }) => void (orgs[0]!.apps[0]!.consumerSecret = 'canarySECRET0123456789')),
    );
    const { cwd, fix } = fixer(org);
    const { out, err } = await fix('--apply', '--wait', '0', '--verbose');
    const file = join(cwd, UNDO);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const session = sessionOf(org)['SF_ACCESS_TOKEN']!;
    const secrets = ['canarySECRET', org.world.login.key.slice(40, 80), session, 'PRIVATE KEY'];
    for (const secret of secrets) expect(`${out}${err}${readFileSync(file, 'utf8')}`).not.toContain(secret);
  });

  it('is put back once, and not in another org', async () => {
    const org = await start('user-frozen');
    const { cwd, fix, undo } = fixer(org);
    expect((await fix('--apply', '--wait', '0')).code).toBe(0);
    const shown = await undo();
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('Add --apply to put them back') });
    expect(org.world.orgs[0]!.users.some(({ frozen }) => frozen)).toBe(false);
    expect((await undo('--apply')).code).toBe(0);
    expect(org.world.orgs[0]!.users.some(({ frozen }) => frozen)).toBe(true);
    const writes = org.writes.length;
    expect(await undo('--apply')).toMatchObject({ code: 0, out: 'There is nothing to put back.\n' });

    const file = join(cwd, UNDO);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('https://acme.my', 'https://other.my'));
    expect(await undo('--apply')).toMatchObject({
      code: 2,
      err: expect.stringContaining('it is about https://other.my'),
    });
    writeFileSync(file, text.slice(0, -9));
    expect(await undo('--apply')).toMatchObject({ code: 2, err: expect.stringContaining('this is not a file that') });
    expect(org.writes).toHaveLength(writes);
  });

  it('stays as it is where somebody else changed it since', async () => {
    const org = await start('refresh-scope-missing');
    const { fix, undo } = fixer(org);
    await fix('--apply', '--wait', '0');
    const app = org.world.orgs[0]!.apps[0]!;
    app.scopes.push('web');
    const scopes = [...app.scopes];
    const { code, out } = await undo('--apply');
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringMatching(/\[not\s+changed\]/) });
    expect(app.scopes).toEqual(scopes);
  });
});

it('says why it plans nothing, and what a person can do', async () => {
  const org = await start(world('approval-missing', ({ orgs }) => void (orgs[0]!.apps[0]!.origin = 'installed')));
  const { code, out } = await fixer(org).fix('--apply', '--yes');
  expect(code).toBe(1);
  expect(out).toMatch(/No change is planned[\s\S]*comes from a\s+package[\s\S]*What to do/);
  expect(org.writes).toEqual([]);
});

it('asks nobody about a plan without a change, and names the login that works', async () => {
  const org = await start('healthy');
  const { code, out } = await fixer(org).fix('--apply', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out) as RemedyReport).toMatchObject({
    changes: [],
    undoFile: null,
    report: { verdict: 'healthy' },
  });
  expect(org.writes).toEqual([]);
});
