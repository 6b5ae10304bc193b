import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { OAuth2 } from 'jsforce';
import type { SetupReport } from '../../src/report/setup.js';
import { JWT_BEARER_GRANT } from '../../src/salesforce/grant.js';
import { loginAssertion, type EmbeddedOrg, type StartOptions, type World } from '../../src/simulator/index.js';
import { closeAll, start, testKey, world } from '../simulator/support/client.js';
import { reportOf, run, runAlone, type Run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';
import { atTerminal, KEYS } from '../support/terminal.js';

const folder = scratchFolder();
afterEach(closeAll);

const USER = 'ci@acme.example.com';
const HOST = 'https://acme.my.salesforce.com';

/** Runs `setup` for one org in a folder of its own. */
function builder(org: EmbeddedOrg) {
  const cwd = mkdtempSync(join(folder, 'setup-'));
  const env = { ...loginOf(org, folder).env, ...sessionOf(org) };
  return {
    cwd,
    env,
    setup: (more: readonly string[] = [], given: Record<string, string> = {}, as = run) =>
      as(['setup', '-o', USER, '--timeout', '20', '--wait', '2', ...more], { env: { ...env, ...given }, cwd }),
    read: (file: string) => readFileSync(join(cwd, file), 'utf8'),
  };
}

const setupOf = ({ out }: Run) => JSON.parse(out) as SetupReport;
const only = (org: EmbeddedOrg) => org.world.orgs[0]!.apps.find(({ name }) => name === 'JWT_Login')!;

/** Every 24 characters of a private key that stand in an output. */
function leaks(key: string, ...runs: readonly Run[]): string[] {
  const shown = runs.map(({ out, err }) => `${out}\n${err}`).join('\n');
  const body = key.replace(/-----[^-]+-----|\s/g, '');
  return Array.from({ length: Math.floor(body.length / 24) }, (_, at) => body.slice(at * 24, at * 24 + 24)).filter(
    (part) => shown.includes(part),
  );
}

/** The empty org, changed. */
function empty(change?: (world: World) => void): World {
  return world('setup-empty', change);
}

const WRITES = ['POST PermissionSet', 'POST PermissionSetAssignment', 'deploy'];

describe('setup of an empty org', () => {
  it('ends with a login by the doctor and by jsforce, and a second run changes nothing', async () => {
    const org = await start('setup-empty');
    const { cwd, env, setup, read } = builder(org);
    const first = await setup(['--apply', '--json'], {}, runAlone);
    const made = setupOf(first);
    expect({ code: first.code, verdict: made.report?.verdict, app: made.app.wasThere }).toEqual({
      code: 0,
      verdict: 'healthy',
      app: false,
    });
    expect(org.writes).toEqual(WRITES);
    expect(only(org)).toMatchObject({
      kind: 'external-client-app',
      consumerKey: made.app.consumerKey,
      permittedUsers: 'admin-approved',
      scopes: ['api', 'refresh_token'],
      permissionSets: ['JWT_Login'],
      jwtFlow: true,
    });

    const key = read('JWT_Login.key');
    expect(statSync(join(cwd, 'JWT_Login.key')).mode & 0o777).toBe(0o600);
    const certificate = new X509Certificate(read('JWT_Login.crt'));
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(createPrivateKey(key).asymmetricKeyDetails?.modulusLength).toBe(2048);

    const again = await setup(['--apply']);
    expect(again.code).toBe(0);
    expect(org.writes).toEqual(WRITES);
    expect(read('JWT_Login.key')).toBe(key);
    expect(readdirSync(cwd).sort()).toEqual(['JWT_Login.crt', 'JWT_Login.key', 'sf-jwt-doctor-undo.json']);
    expect(leaks(key, first, again)).toEqual([]);

    const consumerKey = made.app.consumerKey!;
    const login = ['-o', USER, '-i', consumerKey, '-f', join(cwd, 'JWT_Login.key'), '-r', HOST];
    expect(reportOf(await runAlone([...login, '--json'], { env }))).toMatchObject({ verdict: 'healthy' });
    const oauth2 = new OAuth2({ loginUrl: org.loopback[HOST]! });
    const assertion = loginAssertion({ ...org.world.login, clientId: consumerKey, key }, Date.now());
    expect(await oauth2.requestToken({ grant_type: JWT_BEARER_GRANT, assertion })).toMatchObject({
      access_token: expect.stringContaining('!') as unknown,
    });
  });

  it('tells how to log in from elsewhere, with the real values', async () => {
    const org = await start('setup-empty');
    const { setup } = builder(org);
    const { out } = await setup(['--apply']);
    const { consumerKey } = only(org);
    for (const system of ['Shell', 'GitHub Actions', 'GitLab CI', 'Jenkins', 'Azure DevOps'])
      expect(out).toContain(system);
    expect(out).toContain(
      `sf org login jwt --username ${USER} --client-id ${consumerKey} --jwt-key-file JWT_Login.key --instance-url ${HOST}`,
    );
  });

  it.each([{ CI: 'true' }, {}])('only shows the plan without --apply (%j)', async (given) => {
    const org = await start('setup-empty');
    const { cwd, setup } = builder(org);
    const [text, json] = [await setup(['--yes'], given as Record<string, string>), await setup(['--json'])];
    expect({ code: text.code, writes: org.writes, files: readdirSync(cwd) }).toEqual({
      code: 1,
      writes: [],
      files: [],
    });
    for (const { call } of setupOf(json).changes) expect(text.out).toContain(call);
    expect(text.out).toContain('Nothing was changed.');
  });

  it('waits for a change that takes effect later', async () => {
    const org = await start(empty(({ behaviour }) => (behaviour.propagationSeconds = 3600)));
    const { setup } = builder(org);
    // The change takes effect once a login was refused for it.
    const arrival = setInterval(() => {
      if (org.attempts.length > 0) only(org).pendingChange!.afterSeconds = 0;
    }, 50);
    const { code, err } = await setup(['--apply', '--wait', '20']);
    clearInterval(arrival);
    expect(code).toBe(0);
    expect(err).toContain('attempt 2 of 5');
    expect(org.attempts.map(({ answer }) => answer)).toEqual(['clientIdInvalid', 'token']);
  });

  it('uses the policies that the org made by itself', async () => {
    const org = await start(empty(({ behaviour }) => (behaviour.firstPolicyNames = 'own')));
    const { setup } = builder(org);
    expect((await setup(['--apply'])).code).toBe(0);
    expect(only(org)).toMatchObject({ permittedUsers: 'admin-approved', permissionSets: ['JWT_Login'] });
    const before = [...org.writes];
    expect((await setup(['--apply'])).code).toBe(0);
    expect(org.writes).toEqual(before);
  });

  it('makes a key of the size, and a set and an app of the names that are asked for', async () => {
    const org = await start('setup-empty');
    const { setup, read } = builder(org);
    const names = ['--app', 'Night_Job', '--permission-set', 'Night_Users', '--key-dir', 'keys', '--key-bits', '3072'];
    expect((await setup([...names, '--apply'])).code).toBe(0);
    expect(createPublicKey(read('keys/Night_Job.key')).asymmetricKeyDetails?.modulusLength).toBe(3072);
    expect(org.world.orgs[0]!.apps).toMatchObject([{ name: 'Night_Job', permissionSets: ['Night_Users'] }]);
  });
});

const VERSION = '/services/data/v68.0/sobjects';
const STEPS: readonly (readonly [step: string, faults: StartOptions['faults']])[] = [
  ['the permission set', [{ path: `${VERSION}/PermissionSet`, kind: 'reset', when: 'first' }]],
  ['the assignment', [{ path: `${VERSION}/PermissionSetAssignment`, kind: 'reset', when: 'first' }]],
  ['the first login', [{ path: '/services/oauth2/token', kind: 'reset', when: 'first' }]],
];

describe('an interrupted set-up', () => {
  it.each(STEPS)('goes on where it was interrupted by %s', async (_step, faults) => {
    const org = await start('setup-empty', { faults: faults ?? [] });
    const { setup, read } = builder(org);
    expect((await setup(['--apply', '--wait', '0'])).code).not.toBe(0);
    const key = read('JWT_Login.key');
    expect((await setup(['--apply'])).code).toBe(0);
    expect(read('JWT_Login.key')).toBe(key);
    expect(org.writes).toEqual(WRITES);
    expect(org.world.orgs[0]!.apps).toHaveLength(1);
  });

  it.each([1, 2, 3])('goes on after %d calls whose answers never came', async (calls) => {
    const org = await start('setup-empty');
    const { setup } = builder(org);
    expect((await setup(['--apply'])).code).toBe(0);
    // What the org holds after so many calls, and the person has: the key, and no undo file to go by.
    const [made] = org.world.orgs;
    if (calls < 3) made!.apps = [];
    if (calls < 2) made!.users.find(({ username }) => username === USER)!.permissionSets = [];
    const before = org.writes.length;
    expect((await setup(['--apply'])).code).toBe(0);
    expect(org.writes.slice(before)).toEqual(WRITES.slice(calls));
  });

  it('uses a key that was written, and makes the certificate', async () => {
    const org = await start('setup-empty');
    const { cwd, setup, read } = builder(org);
    writeFileSync(join(cwd, 'JWT_Login.key'), testKey('big-4096').privateKey, { mode: 0o600 });
    chmodSync(join(cwd, 'JWT_Login.key'), 0o600);
    expect((await setup(['--apply'])).code).toBe(0);
    expect(read('JWT_Login.key')).toBe(testKey('big-4096').privateKey);
    const certificate = new X509Certificate(read('JWT_Login.crt'));
    expect(certificate.checkPrivateKey(createPrivateKey(testKey('big-4096').privateKey))).toBe(true);
  });
});

describe('setup with an app that is there', () => {
  it.each([
    ['approval-missing', 'Acme_CI_Client'],
    ['certificate-mismatch-external-client-app', 'Acme_CI_Client'],
    ['refresh-scope-missing', 'Acme_CI_Client'],
    ['user-not-preauthorized', 'Acme_CI'],
    ['healthy-external-client-app', 'Acme_CI_Client'],
  ])('brings the app of %s to a login that needs no approval', async (name, app) => {
    const org = await start(name);
    const { setup, cwd } = builder(org);
    writeFileSync(join(cwd, 'server.key'), org.world.login.key, { mode: 0o600 });
    const args = ['--client-id', org.world.login.clientId, '--jwt-key-file', 'server.key'];
    const made = await setup([...args, '--apply', '--json']);
    expect({ code: made.code, ...setupOf(made).app }).toMatchObject({ code: 0, name: app, wasThere: true });
    expect(org.world.orgs[0]!.apps).toMatchObject([{ permittedUsers: 'admin-approved' }]);
    const before = org.writes.length;
    expect((await setup([...args, '--apply'])).code).toBe(0);
    expect(org.writes).toHaveLength(before);
  });

  it('does not make a key for an app that has a certificate', async () => {
    const org = await start('healthy-external-client-app');
    const { setup, cwd } = builder(org);
    const { code, err } = await setup(['--app', 'Acme_CI_Client', '--apply']);
    expect(code).toBe(2);
    expect(err).toContain('replace key and certificate with --rotate');
    expect({ writes: org.writes, files: readdirSync(cwd) }).toEqual({ writes: [], files: [] });
  });
});

describe('setup --rotate', () => {
  it('proves a new key, and keeps the old certificate for fix --undo', async () => {
    const org = await start('setup-empty');
    const { setup, read, cwd, env } = builder(org);
    await setup(['--apply']);
    const old = only(org).certificate;
    const plan = await setup(['--rotate']);
    expect({ code: plan.code, writes: org.writes }).toEqual({ code: 1, writes: WRITES });
    expect(plan.out).toContain('is locked out immediately');

    const rotated = await setup(['--rotate', '--apply', '--json']);
    expect({ code: rotated.code, verdict: setupOf(rotated).report?.verdict }).toEqual({ code: 0, verdict: 'healthy' });
    expect(org.writes).toEqual([...WRITES, 'updateMetadata ExtlClntAppGlobalOauthSettings']);
    expect(only(org).certificate).toBe(new X509Certificate(read('JWT_Login.2.crt')).toString());
    expect(statSync(join(cwd, 'JWT_Login.2.key')).mode & 0o777).toBe(0o600);
    expect(leaks(read('JWT_Login.2.key'), rotated)).toEqual([]);

    // A plain run afterwards uses the new key, and changes nothing.
    expect((await setup(['--apply'])).code).toBe(0);
    expect(org.writes).toHaveLength(4);

    const back = await run(['fix', '--undo', 'JWT_Login.2.key.undo.json', '--apply'], { env, cwd });
    expect(back.code).toBe(0);
    expect(only(org).certificate).toBe(old);
  });

  it('puts the old certificate back when no login works with the new one', async () => {
    const org = await start('setup-empty');
    const { setup, cwd } = builder(org);
    await setup(['--apply']);
    const old = only(org).certificate;
    org.world.behaviour.propagationSeconds = 3600;
    const { code, out } = await setup(['--rotate', '--apply', '--wait', '0']);
    expect(code).toBe(1);
    expect(out).toContain('the old certificate was put back');
    expect(only(org).pendingChange?.set.certificate).toBe(old);
    expect(existsSync(join(cwd, 'JWT_Login.2.key.rotation.json'))).toBe(false);
  });

  it('goes on with the same new key after an interruption', async () => {
    const org = await start('setup-empty');
    const { setup, cwd, read } = builder(org);
    await setup(['--apply']);
    await setup(['--rotate', '--apply']);
    // As if the run had ended before the login was proved.
    const journal = read('JWT_Login.2.key.undo.json');
    writeFileSync(join(cwd, 'JWT_Login.2.key.rotation.json'), journal);
    const before = org.writes.length;
    expect((await setup(['--rotate', '--apply'])).code).toBe(0);
    expect(org.writes).toHaveLength(before);
    expect(existsSync(join(cwd, 'JWT_Login.3.key'))).toBe(false);
  });

  it('does not replace a key where the login does not work before', async () => {
    const org = await start('setup-empty');
    const { setup, cwd } = builder(org);
    await setup(['--apply']);
    org.world.orgs[0]!.users.find(({ username }) => username === USER)!.frozen = true;
    const { code, out } = await setup(['--rotate', '--apply']);
    expect(code).toBe(1);
    expect(out).toContain('user-frozen');
    expect(org.writes).toEqual(WRITES);
    expect(existsSync(join(cwd, 'JWT_Login.2.key'))).toBe(false);
  });

  it.each(['--certificate', undefined])('where the org shows no certificate (%s)', async (flag) => {
    const org = await start(empty(({ behaviour }) => (behaviour.clientAppCertificateReadable = false)));
    const { setup } = builder(org);
    await setup(['--apply']);
    const given = flag === undefined ? [] : [flag, 'JWT_Login.crt'];
    const { code, err } = await setup(['--rotate', '--apply', ...given]);
    if (flag === undefined) {
      expect({ code, writes: org.writes }).toEqual({ code: 2, writes: WRITES });
      expect(err).toContain('give it with --certificate');
    } else expect(code).toBe(0);
  });
});

describe('an undo file that is there', () => {
  const UNDO = 'kept.json';

  it('before a rotation is refused, and stays', async () => {
    const org = await start('setup-empty');
    const { setup, cwd, read } = builder(org);
    await setup(['--apply']);
    writeFileSync(join(cwd, UNDO), 'precious');
    const { code, err } = await setup(['--rotate', '--apply', '--undo-file', UNDO]);
    expect({ code, writes: org.writes, text: read(UNDO) }).toEqual({ code: 2, writes: WRITES, text: 'precious' });
    expect(err).toContain(`--undo-file ${UNDO}: this file is there already`);
    expect(existsSync(join(cwd, 'JWT_Login.2.key'))).toBe(false);
  });

  /** Runs setup at a terminal, where somebody else makes the undo file before the answer. */
  async function whileAsked({ cwd, env }: ReturnType<typeof builder>, more: readonly string[]) {
    const args = ['setup', '-o', USER, '--timeout', '20', '--wait', '2', '--apply', '--undo-file', UNDO, ...more];
    const terminal = atTerminal(args, { env, cwd });
    await terminal.sees(/\(y\/N\)/);
    writeFileSync(join(cwd, UNDO), 'precious');
    terminal.types(`y${KEYS.enter}`);
    return terminal.ends();
  }

  it('only since the question is not written over, and nothing is changed', async () => {
    const org = await start('setup-empty');
    const place = builder(org);
    const { code, screen } = await whileAsked(place, []);
    expect({ code, writes: org.writes, text: place.read(UNDO) }).toEqual({ code: 2, writes: [], text: 'precious' });
    expect(screen).toContain('nothing more is changed');
  });

  it('only since the question keeps its name; the one of the rotation has another', async () => {
    const org = await start('setup-empty');
    const place = builder(org);
    await place.setup(['--apply']);
    const { code, screen } = await whileAsked(place, ['--rotate']);
    expect({ code, text: place.read(UNDO) }).toEqual({ code: 0, text: 'precious' });
    expect(screen).toContain('sf-jwt-doctor fix --undo JWT_Login.2.key.rotation.json');
    expect(JSON.parse(place.read('JWT_Login.2.key.rotation.json'))).toMatchObject({ undoVersion: 1 });
  });
});

describe('setup refuses in one sentence', () => {
  const cases: readonly (readonly [string, (world: World) => void, string[], string, Record<string, string>?])[] = [
    ['without a session', () => undefined, [], 'name one with --target-org', { SF_ACCESS_TOKEN: '' }],
    [
      'a user who is not there',
      () => undefined,
      ['-o', 'nobody@acme.example.com'],
      'The user was not found in the org',
    ],
    ['a user who is not active', ({ orgs }) => (orgs[0]!.users[1]!.active = false), [], 'is not active'],
    ['a consumer key that is not there', () => undefined, ['-i', '3MVG9nope'], 'no app with this consumer key'],
    ['a name that is no API name', () => undefined, ['--app', '1st'], 'an API name has letters'],
    ['a size that is none', () => undefined, ['--key-bits', '1024'], 'Salesforce takes 2048'],
    ['a rotation of nothing', () => undefined, ['--rotate'], 'there is no app JWT_Login'],
  ];
  it.each(cases)('%s', async (_name, change, more, sentence, given = {}) => {
    const org = await start(empty(change));
    const { setup, cwd } = builder(org);
    const { code, err, out } = await setup([...more, '--apply'], given);
    expect({ code, out, writes: org.writes, files: readdirSync(cwd) }).toEqual({
      code: 2,
      out: '',
      writes: [],
      files: [],
    });
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('a session without rights, and names them', async () => {
    const org = await start(empty(({ orgs }) => orgs[0]!.profiles[1]!.rights.push('ViewSetup', 'ModifyMetadata')));
    const { code, err } = await builder(org).setup(['--apply'], sessionOf(org, USER));
    expect({ code, writes: org.writes }).toEqual({ code: 2, writes: [] });
    expect(err).toContain('lacks the permissions "Manage Profiles and Permission Sets", "Assign Permission Sets"');
  });

  it('a packaged app', async () => {
    const org = await start(
      world('healthy-external-client-app', ({ orgs }) => (orgs[0]!.apps[0]!.origin = 'installed')),
    );
    const { code, err } = await builder(org).setup(['--app', 'Acme_CI_Client', '--apply']);
    expect({ code, writes: org.writes }).toEqual({ code: 2, writes: [] });
    expect(err).toContain('comes from a package');
  });

  it.each([
    ['a certificate', testKey('ci-2048').certificate],
    ['a key of another type', testKey('ec-p256').privateKey],
    ['half a key', testKey('ci-2048').privateKey.slice(0, 400)],
  ])('%s in place of the key, which stays as it is', async (_name, text) => {
    const org = await start('setup-empty');
    const { setup, cwd, read } = builder(org);
    writeFileSync(join(cwd, 'JWT_Login.key'), text, { mode: 0o600 });
    const run = await setup(['--apply']);
    expect({ code: run.code, writes: org.writes, text: read('JWT_Login.key') }).toEqual({ code: 2, writes: [], text });
    expect(leaks(text, run)).toEqual([]);
  });
});

describe('a key that somebody else put there', () => {
  const planted = testKey('big-4096').privateKey;
  const isOpen = (file: string) => chmodSync(file, 0o644);
  const isTracked = (file: string) => {
    chmodSync(file, 0o600);
    for (const args of [
      ['init', '-q'],
      ['add', '-f', file],
    ])
      execFileSync('git', args, { cwd: dirname(file), env: { PATH: process.env['PATH'], HOME: folder } });
  };
  it.each([
    ['setup', 'JWT_Login.key', [], 'of mode 644', isOpen, '(mode 644)'],
    ['setup', 'JWT_Login.key', [], 'that git tracks', isTracked, 'git tracks this key'],
    ['setup --rotate', 'JWT_Login.2.key', ['--rotate'], 'of mode 644', isOpen, '(mode 644)'],
    ['setup --rotate', 'JWT_Login.2.key', ['--rotate'], 'that git tracks', isTracked, 'git tracks this key'],
  ] as const)('is not used by %s: %s %j, %s', async (_command, name, more, _how, make, reason) => {
    const org = await start('setup-empty');
    const { setup, cwd, read } = builder(org);
    if (more.length > 0) await setup(['--apply']);
    const before = [...org.writes];
    writeFileSync(join(cwd, name), planted);
    make(join(cwd, name));
    const { code, err } = await setup([...more, '--apply']);
    expect({ code, writes: org.writes, key: read(name) }).toEqual({ code: 2, writes: before, key: planted });
    expect(err).toContain(reason);
    expect(existsSync(join(cwd, name.replace('.key', '.crt')))).toBe(false);
  });
});

describe('setup --write-metadata', () => {
  it('writes the app and the set as files, and leaves the org as it is', async () => {
    const org = await start('setup-empty');
    const { setup, cwd, read } = builder(org);
    const run = await setup(['--write-metadata', 'force-app']);
    expect({ code: run.code, writes: org.writes }).toEqual({ code: 1, writes: [] });
    const files = readdirSync(join(cwd, 'force-app'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.xml'),
    );
    expect(files.sort()).toEqual([
      'externalClientApps/JWT_Login.eca-meta.xml',
      'extlClntAppGlobalOauthSets/JWT_Login_Global.ecaGlblOauth-meta.xml',
      'extlClntAppOauthPolicies/JWT_Login_OAuthPolicy.ecaOauthPlcy-meta.xml',
      'extlClntAppOauthSettings/JWT_Login_OAuth.ecaOauth-meta.xml',
      'extlClntAppPolicies/JWT_Login_Policy.ecaPlcy-meta.xml',
      'permissionsets/JWT_Login.permissionset-meta.xml',
    ]);
    const global = read('force-app/extlClntAppGlobalOauthSets/JWT_Login_Global.ecaGlblOauth-meta.xml');
    expect(global).toContain(read('JWT_Login.crt').trim());
    expect(leaks(read('JWT_Login.key'), run)).toEqual([]);
    expect(run.out).toContain('Assign the permission set JWT_Login');
  });

  it('refuses to write over a file that somebody edited, and leaves all of them', async () => {
    const org = await start('setup-empty');
    const { setup, cwd, read } = builder(org);
    const SET = 'force-app/permissionsets/JWT_Login.permissionset-meta.xml';
    mkdirSync(join(cwd, 'force-app/permissionsets'), { recursive: true });
    writeFileSync(join(cwd, SET), '<edited/>');
    const { code, err } = await setup(['--write-metadata', 'force-app']);
    expect({ code, writes: org.writes, text: read(SET) }).toEqual({ code: 2, writes: [], text: '<edited/>' });
    expect(err).toContain(`${SET} is there already`);
    expect(readdirSync(join(cwd, 'force-app'))).toEqual(['permissionsets']);
  });
});
