import { afterAll, describe, expect, it } from '@jest/globals';
import type { EmbeddedOrg, World } from '../../src/simulator/index.js';
import { closeAll, start, world } from '../simulator/support/client.js';
import { reportOf, run, type Run } from '../support/cli.js';
import { currentCli, fakeSf, HIDDEN, type FakeCli } from '../support/fake-sf.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';

const folder = scratchFolder();
afterAll(closeAll);

const EXIT = { healthy: 0, 'cause-found': 1, inconclusive: 3 };
const ADMIN = 'admin@acme.example.com';
const noCli = fakeSf(folder, {});

/** The session of a user as the Salesforce CLI holds it. */
function cliOf(org: EmbeddedOrg, username = ADMIN): { readonly sf: FakeCli; readonly token: string } {
  const { SF_ACCESS_TOKEN: token, SF_INSTANCE_URL: instanceUrl } = sessionOf(org, username);
  return {
    sf: fakeSf(folder, currentCli({ accessToken: token!, instanceUrl: `${instanceUrl}/`, username })),
    token: token!,
  };
}

interface Asked {
  readonly org: EmbeddedOrg;
  /** The CLI that is found; without one there is none that knows anything. */
  readonly sf?: FakeCli;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** Tokens that are nowhere to be seen. */
  readonly tokens: readonly string[];
}

/** Diagnoses once in words and once as JSON, and holds every token of the run against what was printed. */
async function diagnose({ org, sf = noCli, env = {}, flags = [], tokens }: Asked) {
  const login = loginOf(org, folder);
  const options = { env: { ...login.env, ...sf.env, ...env } };
  const [words, json] = await Promise.all(
    ['--verbose', '--json'].map((format) => run([...login.args, ...flags, format], options)),
  );
  for (const result of [words!, json!]) expect(leaks(result, tokens)).toEqual([]);
  expect(sf.calls().filter((call) => leaks({ code: 0, out: call, err: '' }, tokens).length > 0)).toEqual([]);
  expect(words!.code).toBe(json!.code);
  return { words: words!, json: json!, report: reportOf(json!) };
}

/** Parts of tokens that were printed: of those that are known, and whatever looks like one. */
function leaks({ out, err }: Run, tokens: readonly string[]): string[] {
  const shown = `${out}\n${err}`;
  const parts = tokens.flatMap((token) =>
    [...token.split(/[!.]/), token].filter((part) => part.length > 20).flatMap((part) => [part, part.slice(0, 24)]),
  );
  const alike = shown.match(/eyJ[A-Za-z0-9_-]{20}|00D[A-Za-z0-9]{12,15}(!|%21)/g) ?? [];
  return [...parts.filter((part) => shown.includes(part)), ...alike];
}

const TARGET = ['--target-org', 'admin'];

describe('--target-org', () => {
  it('reads the org with the session of the Salesforce CLI, and the cause is confirmed', async () => {
    const org = await start('user-not-preauthorized');
    const { sf, token } = cliOf(org);
    const { json, words, report } = await diagnose({ org, sf, flags: TARGET, tokens: [token] });
    expect(report.diagnosis.cause).toMatchObject({ id: 'user-not-preauthorized', confidence: 'confirmed' });
    expect(report.facts['user.assigned']).toMatchObject({
      value: false,
      source: expect.stringContaining('https://acme.my.salesforce.com'),
    });
    expect(json).toMatchObject({ code: 1, err: '' });
    expect(words.out).toMatch(/^user-not-preauthorized\n[^]*?\(confirmed\)/);
  });

  it('reads the org with the session of an older CLI, which shows the token', async () => {
    const org = await start('app-blocked');
    const { SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: instanceUrl } = sessionOf(org, ADMIN);
    const sf = fakeSf(folder, {
      'org display': { out: { status: 0, result: { accessToken, instanceUrl, username: ADMIN } } },
    });
    const { report } = await diagnose({ org, sf, flags: TARGET, tokens: [accessToken!] });
    expect(report.diagnosis.cause).toMatchObject({ id: 'app-blocked', confidence: 'confirmed' });
  });

  it('goes before the session in the environment', async () => {
    const org = await start('user-not-preauthorized');
    const { sf, token } = cliOf(org);
    const env = {
      SF_ACCESS_TOKEN: `${token.slice(0, 16)}${'x'.repeat(60)}`,
      SF_INSTANCE_URL: org.world.login.instanceUrl,
    };
    const { report } = await diagnose({ org, sf, env, flags: TARGET, tokens: [token, env.SF_ACCESS_TOKEN] });
    expect(report.diagnosis.cause?.confidence).toBe('confirmed');
  });

  const unknown = { name: 'NamedOrgNotFoundError', message: 'No authorization information found for admin.' };
  const expired = { name: 'RefreshTokenAuthError', message: 'expired access/refresh token' };

  it.each([
    [
      'an unknown alias',
      fakeSf(folder, { 'org display': { out: { status: 1, ...unknown }, exit: 1 } }),
      'knows no org',
    ],
    [
      'an expired session',
      fakeSf(folder, { 'org display': { out: { status: 1, ...expired }, exit: 1 } }),
      'has expired',
    ],
    [
      'a token that stays hidden',
      fakeSf(folder, {
        org: { out: { status: 0, result: { accessToken: HIDDEN, instanceUrl: 'https://acme.my.salesforce.com' } } },
      }),
      '--target-org admin: ',
    ],
    ['a CLI that prints no JSON', fakeSf(folder, { org: { out: 'Oops' } }), 'no JSON'],
  ])('tells of %s, and the report is printed all the same', async (_what, sf, told) => {
    const org = await start('user-not-preauthorized');
    const { words, json, report } = await diagnose({ org, sf, flags: TARGET, tokens: [] });
    for (const { code, err } of [words, json]) {
      expect(code).toBe(2);
      expect(err).toMatch(/^sf-jwt-doctor: --target-org\b.*\. The org is not read\.\n$/);
      expect(err).toContain(told);
    }
    expect(words.out).toMatch(/\S/);
    expect(report.symptom?.description).toBe('user is not admin approved to access this app');
    expect(report.diagnosis.cause?.confidence).not.toBe('confirmed');
  });

  it('tells of a session that the CLI takes for connected and the org refuses', async () => {
    const org = await start('user-not-preauthorized');
    const { sf, token } = cliOf(org);
    const revoke = { method: 'POST', body: new URLSearchParams({ token }) };
    await fetch(`${org.loopback[org.world.login.instanceUrl]!}/services/oauth2/revoke`, revoke);
    const { json, report } = await diagnose({ org, sf, flags: TARGET, tokens: [token] });
    expect(json).toMatchObject({
      code: 2,
      err: expect.stringMatching(/\(admin\): the session has expired, .*The org is not read\.\n$/),
    });
    expect(report.diagnosis.cause?.confidence).not.toBe('confirmed');
  });

  it('tells that there is no CLI', async () => {
    const org = await start('healthy');
    const { words, report } = await diagnose({ org, env: { PATH: folder }, flags: TARGET, tokens: [] });
    expect(words).toMatchObject({ code: 2, err: expect.stringContaining('("sf") was not found; install it') });
    expect(report.verdict).toBe('healthy');
  });

  it('is refused as a usage error where it is empty', async () => {
    const org = await start('healthy');
    const login = loginOf(org, folder);
    const result = await run([...login.args, '--target-org', ''], { env: login.env });
    expect(result).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--target-org is empty') });
  });
});

describe('a session in the environment', () => {
  it.each([
    ['that has expired', (token: string) => token],
    ['that never was', (token: string) => `${token.slice(0, 16)}AQEAQ${'x'.repeat(80)}`],
  ])('%s is told and stops nothing, and the facts say why they are not known', async (_what, tokenOf) => {
    const org = await start('user-not-preauthorized');
    const { SF_ACCESS_TOKEN: token, SF_INSTANCE_URL: url } = sessionOf(org, ADMIN);
    await fetch(`${org.loopback[url!]!}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: token! }),
    });
    const env = { SF_ACCESS_TOKEN: tokenOf(token!), SF_INSTANCE_URL: url! };
    const { json, report } = await diagnose({ org, env, tokens: [token!, env.SF_ACCESS_TOKEN] });
    expect(json).toEqual({
      code: EXIT[report.verdict],
      out: expect.anything(),
      err: 'sf-jwt-doctor: SF_ACCESS_TOKEN: the session has expired, or is not valid for the API. The org is not read.\n',
    });
    expect(report.diagnosis.cause?.id ?? 'user-not-preauthorized').toBe('user-not-preauthorized');
    for (const fact of ['user.exists', 'app.inOrg', 'user.assigned', 'login.history', 'user.loginIpRanges', 'org.id'])
      expect({ fact, ...report.facts[fact] }).toEqual({
        fact,
        unknown: 'denied',
        source: expect.stringContaining(url!),
        detail: expect.stringContaining('the session has expired, or is not valid for the API'),
      });
  });

  it.each([
    [{ SF_ACCESS_TOKEN: `00D5g00000AbCdE!${'canary'.repeat(12)}` }, 'SF_INSTANCE_URL is not'],
    [{ SF_ACCESS_TOKEN: '***', SF_INSTANCE_URL: 'https://acme.my.salesforce.com' }, 'does not hold an access token'],
    [
      { SF_ACCESS_TOKEN: `00D5g00000AbCdE!${'canary'.repeat(12)}`, SF_INSTANCE_URL: 'https://acme.example.com' },
      'is not the instance URL of an org',
    ],
  ])('%# that cannot be used is told, and the exit code is that of the verdict', async (env, told) => {
    const org = await start('healthy');
    const { json, report } = await diagnose({ org, env, tokens: ['canarycanary'] });
    expect(json).toMatchObject({ code: 0, err: expect.stringContaining(told) });
    expect(json.err).toMatch(/^sf-jwt-doctor: SF_\S.*\. The org is not read\.\n$/);
    expect(report.verdict).toBe('healthy');
  });
});

const STRANGER = 'admin@partner.example.com';

/** Adds a production org of other people: other users, other apps. */
function addPartner({ orgs }: World): void {
  orgs.push(world('app-not-in-org-uninstalled').orgs[1]!);
}
const asItIs = () => undefined;

describe('a session of another org than the login asks', () => {
  it.each<[string, string, (world: World) => void]>([
    ['app-not-in-org', ADMIN, asItIs],
    ['app-not-in-org-uninstalled', STRANGER, asItIs],
    ['user-not-preauthorized', STRANGER, addPartner],
    ['healthy-generic-test-host', STRANGER, addPartner],
  ])('is told, and proves nothing about %s', async (name, administrator, change) => {
    const org = await start(world(name, change));
    const { sf, token } = cliOf(org, administrator);
    const { report: alone } = await diagnose({ org, tokens: [token] });
    const { report, json } = await diagnose({ org, sf, flags: TARGET, tokens: [token] });
    const { SF_INSTANCE_URL: url } = sessionOf(org, administrator);
    for (const fact of ['user.exists', 'app.inOrg', 'org.id'])
      expect({ fact, ...report.facts[fact] }).toMatchObject({
        fact,
        unknown: 'not-supported',
        detail: expect.stringContaining(`the session is of ${url!}`),
      });
    const { cause } = report.diagnosis;
    expect([cause?.id, cause?.confidence]).toEqual([alone.diagnosis.cause?.id, alone.diagnosis.cause?.confidence]);
    expect(json.code).toBe(EXIT[report.verdict]);
  });

  it('is told in words', async () => {
    const org = await start('app-not-in-org');
    const { sf, token } = cliOf(org);
    const { words } = await diagnose({ org, sf, flags: TARGET, tokens: [token] });
    const shown = `${words.out}${words.err}`.replace(/\s+/g, ' ');
    expect(shown).toContain('the session is of https://acme.my.salesforce.com');
  });

  it('names no cause where the login goes to the host of all production orgs', async () => {
    const change = (of: World) => {
      addPartner(of);
      of.login.instanceUrl = 'https://login.salesforce.com';
    };
    const org = await start(world('approval-missing', change));
    const { sf, token } = cliOf(org, STRANGER);
    const { report } = await diagnose({ org, sf, flags: TARGET, tokens: [token] });
    expect(report.diagnosis.cause?.id ?? 'approval-missing').toBe('approval-missing');
  });
});
