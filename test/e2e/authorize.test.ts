import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Report } from '../../src/report/schema.js';
import type { EmbeddedOrg, FaultInput, World } from '../../src/simulator/index.js';
import { closeAll, start, world } from '../simulator/support/client.js';
import { ask, freePort, useFreeCallback } from '../remedies/approval/support.js';
import { root, run, type Run } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';
import { visit, type Visit } from '../support/visitor.js';

const folder = scratchFolder();
afterAll(closeAll);

interface Running {
  readonly org: EmbeddedOrg;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly callback: string;
  readonly proxy: NonNullable<Visit['proxy']>;
}

/** An embedded org, and the command line that approves its app. */
async function prepare(
  name: string,
  change?: (world: World) => void,
  faults: readonly FaultInput[] = [],
): Promise<Running> {
  const subject = world(name, change);
  const callback = await useFreeCallback(subject);
  const org = await start(subject, { faults });
  const { args, env } = loginOf(org, folder);
  const proxy = { url: org.proxyUrl, ca: org.caCertificate };
  return { org, args: ['authorize', ...args, '--no-browser', '--callback-url', callback], env, callback, proxy };
}

/** The command line without the key. */
function withoutKey(args: readonly string[]): string[] {
  const at = args.indexOf('-f');
  return [...args.slice(0, at), ...args.slice(at + 2)];
}

/** Runs the command, and does something once the address to open is printed. */
async function authorize(
  { env }: Running,
  args: readonly string[],
  onAddress: (address: string, pid: number) => Promise<unknown> | void,
): Promise<Run & { signal: string | null }> {
  const child = spawn(process.execPath, [`${root}dist/cli.js`, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', ...env },
    timeout: 25_000,
  });
  let [out, err] = ['', ''];
  let acted: Promise<unknown> | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    const address = /^(https?:\S+)\n[^]*Waiting/m.exec(err)?.[1];
    if (address !== undefined) acted ??= Promise.resolve(onAddress(address, child.pid!));
  });
  child.stdin.end();
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  await acted;
  return { code, signal, out, err };
}

/** Codes, tokens and verifiers: what must never be printed. */
function expectNoSecrets({ out, err }: Run): void {
  expect(`${out}\n${err}`).not.toMatch(/aPrx|5Aep|00D[A-Za-z0-9]{12,15}!|code_verifier/);
}

const json = (status: number, body: object) =>
  ({ kind: 'raw', status, contentType: 'application/json', body: JSON.stringify(body) }) as const;

describe('an exchange of the code that', () => {
  it.each<[string, Omit<FaultInput, 'path' | 'nth'>]>([
    ['is denied', json(403, { error: 'access_denied' })],
    ['hangs', { kind: 'hang' }],
    ['is cut off', { kind: 'reset' }],
    ['answers with half of it', { kind: 'truncated', status: 200 }],
    ['answers with a page', { kind: 'html' }],
    ['is told to slow down', json(429, { error: 'too_many_requests' })],
    ['meets a server in trouble', json(503, { error: 'temporarily_unavailable' })],
    ['is sent elsewhere', { kind: 'redirect', status: 302, location: 'https://elsewhere.example.com/' }],
    ['answers with other types', json(200, { access_token: 5, refresh_token: ['x'], id: {} })],
  ])('%s ends in an honest report, in time', async (_, fault) => {
    // The first request to the token endpoint is the login before the approval.
    const running = await prepare('approval-missing', undefined, [
      { ...fault, path: '/services/oauth2/token', nth: 2 },
    ]);
    const args = [...running.args, '--timeout', '2'];
    const ended = await authorize(running, args, (address) => visit(address, { proxy: running.proxy }));
    expect([1, 3]).toContain(ended.code);
    expect(`${ended.out}${ended.err}`).not.toMatch(
      /^\s+at \S+ \(|has approved the app, and a refresh token was issued/m,
    );
    expectNoSecrets(ended);
  });
});

describe('authorize', () => {
  it('lets the login in that failed before, and says what changed', async () => {
    const running = await prepare('approval-missing');
    const ended = await authorize(running, running.args, (address) => visit(address, { proxy: running.proxy }));
    expect(ended.out).toContain('ci@acme.example.com has approved the app, and a refresh token was issued');
    expect(ended.out.replace(/\s+/g, ' ')).toContain(
      'Before the approval, the JWT login ended with "invalid_grant: user hasn\'t approved this consumer". Now it ends with a token.',
    );
    expect(ended.out).toMatch(/^healthy: /);
    expect(ended.code).toBe(0);
    expectNoSecrets(ended);
    const grants = running.org.attempts.map(({ grantType, answer }) => [grantType?.split(':').at(-1), answer]);
    expect(grants).toEqual([
      ['jwt-bearer', 'notApproved'],
      ['authorization_code', 'token'],
      ['jwt-bearer', 'token'],
    ]);
    const again = await authorize(running, running.args, () => undefined);
    expect([again.code, again.err]).toEqual([0, expect.stringContaining('no approval is needed')]);
  });

  it('works over loopback, where the report is JSON and the words stand beside it', async () => {
    const running = await prepare('approval-missing');
    const { org } = running;
    const url = org.loopback['https://acme.my.salesforce.com']!;
    const args = running.args.map((one) => (one === 'https://acme.my.salesforce.com' ? url : one));
    const ended = await authorize({ ...running, env: {} }, [...args, '--json'], (address) => visit(address));
    expect(JSON.parse(ended.out)).toMatchObject({
      verdict: 'healthy',
      facts: {
        'approval.attempts': { value: [{ flow: 'web-server', exchanged: true, username: 'ci@acme.example.com' }] },
      },
    });
    expect(ended.err).toContain('a refresh token was issued');
    expectNoSecrets(ended);
  });

  it('without a key says what was done, and ends the approval again where that is asked for', async () => {
    const running = await prepare('approval-missing');
    const args = [...withoutKey(running.args), '--refresh-token', 'revoke', '--json'];
    const ended = await authorize(running, args, (address) => visit(address, { proxy: running.proxy }));
    expect(JSON.parse(ended.out)).toMatchObject({
      schemaVersion: 1,
      approval: {
        ending: 'approved',
        refreshToken: 'revoked',
        accessTokenReturned: true,
        username: 'ci@acme.example.com',
      },
    });
    expect(ended.code).toBe(0);
    expect(running.org.world.orgs[0]!.approvals).toMatchObject([{ exchanged: true, revoked: true }]);
    expectNoSecrets(ended);
  });

  it('names the approval by another user as the cause', async () => {
    const running = await prepare('approval-missing');
    const ended = await authorize(
      running,
      [...running.args, '--fact', 'app.permittedUsers=self-authorize'],
      (address) => visit(address, { proxy: running.proxy, username: 'admin@acme.example.com' }),
    );
    expect(ended.out.replace(/\s+/g, ' ')).toContain(
      'admin@acme.example.com has approved the app, not ci@acme.example.com',
    );
    expect(ended.out).toMatch(/^approval-lost: /);
    expect(ended.code).toBe(1);
  });

  it('does not promise what the login does not show: a policy that ends the refresh token at once', async () => {
    const running = await prepare('approval-lost-immediate');
    const ended = await authorize(running, running.args, (address) => visit(address, { proxy: running.proxy }));
    expect(ended.out.replace(/\s+/g, ' ')).toContain(
      'The JWT login still ends with "invalid_grant: user hasn\'t approved this consumer".',
    );
    expect(ended.out).not.toContain('healthy');
    expect([1, 3]).toContain(ended.code);
  });

  it('says so when the person clicks Deny, and the report stays what it was', async () => {
    const running = await prepare('approval-missing');
    const ended = await authorize(running, running.args, (address) =>
      visit(address, { proxy: running.proxy, decision: 'Deny' }),
    );
    expect(ended.out).toContain('The user clicked Deny in the browser');
    expect([1, 3]).toContain(ended.code);
    expect(running.org.world.orgs[0]!.approvals).toEqual([]);
  });

  it('takes the consumer secret from the environment, and never shows it', async () => {
    const secret = '0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789CAFE00';
    const running = await prepare('approval-missing', ({ orgs }) =>
      Object.assign(orgs[0]!.apps[0]!, { requiresSecret: true, consumerSecret: secret }),
    );
    const go = (address: string) => visit(address, { proxy: running.proxy });
    const without = await authorize(running, running.args, go);
    expect(without.out).toContain('the app requires its consumer secret');
    expect(without.out).toContain('Require Secret for Web Server Flow');
    expect(without.code).not.toBe(0);
    const env = { ...running.env, SF_JWT_DOCTOR_CLIENT_SECRET: secret };
    const withIt = await authorize({ ...running, env }, running.args, go);
    expect(withIt.code).toBe(0);
    for (const ended of [without, withIt]) {
      expectNoSecrets(ended);
      expect(ended.out + ended.err).not.toContain(secret.slice(0, 20));
    }
  });
});

describe('what is not the answer', () => {
  it('is refused: a foreign request, a wrong state, a foreign host name; the wait goes on', async () => {
    const running = await prepare('approval-missing');
    const ended = await authorize(running, running.args, async (address) => {
      const state = new URL(address).searchParams.get('state')!;
      const good = `${running.callback}?code=aPrxTheirs&state=${state}`;
      expect((await ask(`${running.callback}?code=aPrxTheirs&state=${'0'.repeat(48)}`)).status).toBe(400);
      expect((await ask(running.callback)).status).toBe(400);
      expect((await ask(good, { host: 'evil.example' })).status).toBe(403);
      expect((await ask(good, { method: 'POST' })).status).toBe(405);
      expect((await ask(good.replace('OauthRedirect', 'favicon.ico'))).status).toBe(404);
      await visit(address, { proxy: running.proxy });
    });
    expect(ended.code).toBe(0);
    expect(ended.err.match(/the wait goes on/g)).toHaveLength(1);
    expectNoSecrets(ended);
  });

  it('ends the wait after the time that was given', async () => {
    const running = await prepare('approval-missing');
    const ended = await authorize(running, [...withoutKey(running.args), '--wait', '1'], () => undefined);
    expect(ended.out).toContain('The user did not approve within 1 seconds');
    expect(ended.code).toBe(3);
    await expect(ask(running.callback)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('ends with 130 when it is interrupted, and nothing listens any more', async () => {
    const running = await prepare('approval-missing');
    const ended = await authorize(running, running.args, (_, pid) => void process.kill(pid, 'SIGINT'));
    expect(ended).toMatchObject({ code: 130, signal: null, out: '' });
    await expect(ask(running.callback)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(running.org.world.orgs[0]!.approvals).toEqual([]);
  });
});

describe('what the page would refuse', () => {
  it('is explained at once: a callback URL that the app does not know', async () => {
    const running = await prepare('approval-missing');
    const callback = `http://localhost:${await freePort()}/else`;
    const ended = await run([...running.args, '--callback-url', callback], { env: running.env });
    expect(ended.out).toContain('the callback URL is not registered on the app');
    expect(ended.out).toContain(callback);
    expect(ended.code).toBe(2);
  });

  it('is a cause where no key was given, too', async () => {
    const running = await prepare('approval-missing', ({ orgs }) => void (orgs[0]!.apps[0]!.blocked = true));
    const ended = await run(withoutKey(running.args), { env: running.env });
    expect(ended.out).toContain('the app is blocked or disabled in this org');
    expect(ended.code).toBe(1);
  });

  it('tells the policy of the app, where the login itself did not', async () => {
    const running = await prepare('user-not-preauthorized', ({ behaviour }) => {
      behaviour.adminUnassigned = 'notApproved';
    });
    const ended = await authorize(running, [...running.args, '--json'], (address) =>
      visit(address, { proxy: running.proxy }),
    );
    expect(ended.err).toContain('the app permits only pre-authorized users');
    const report = JSON.parse(ended.out) as Report;
    expect(report).toMatchObject({
      symptom: { description: "user hasn't approved this consumer" },
      facts: {
        'authorize.answer': { value: { error: 'OAUTH_APP_ACCESS_DENIED' } },
        'app.permittedUsers': { value: 'admin-approved' },
      },
    });
    const possible = report.diagnosis.alternatives.map(({ id }) => id);
    expect(possible[0]).toBe('user-not-preauthorized');
    expect(possible.filter((id) => id.startsWith('approval-'))).toEqual([]);
  });

  it('is not tried where the login fails for another reason', async () => {
    const running = await prepare('user-not-preauthorized');
    const ended = await run(running.args, { env: running.env });
    expect(ended.out).toContain('user-not-preauthorized');
    expect(ended.err).toContain('another reason than a missing approval');
    expect(ended.code).toBe(1);
    expect(running.org.requests.map(({ path }) => path).filter((path) => path.includes('authorize'))).toEqual([]);
  });
});

describe('what cannot be used', () => {
  const LOGIN = ['-o', 'ci@acme.example.com', '-i', '3MVG9key', '-r', 'http://127.0.0.1:9'];

  it.each<[string, string[], RegExp]>([
    ['no terminal and no --no-browser', LOGIN, /opens a browser, and here is no terminal .* add --no-browser/],
    ['no consumer key', ['-o', 'ci@acme.example.com', '--no-browser'], /missing --client-id/],
    ['a key without a username', ['-i', '3MVG9key', '-f', 'x', '--no-browser'], /missing --username/],
    [
      'a callback elsewhere',
      [...LOGIN, '--no-browser', '--callback-url', 'https://example.com/cb'],
      /only this machine/,
    ],
    ['a foreign host', ['-i', '3MVG9key', '-r', 'https://evil.example', '--no-browser'], /is not a Salesforce host/],
    ['scopes that do not count', [...LOGIN, '--no-browser', '--scope', 'api'], /without refresh_token/],
    ['a report without a login', [...LOGIN, '--no-browser', '--format', 'junit'], /add --jwt-key-file/],
    ['no time at all', [...LOGIN, '--no-browser', '--wait', '0'], /give seconds between 1 and 600/],
  ])('%s', async (_what, args, sentence) => {
    const ended = await run(['authorize', ...args]);
    expect(ended.err).toMatch(sentence);
    expect(ended.err.trim().split('\n')).toHaveLength(1);
    expect([ended.code, ended.out]).toEqual([2, '']);
  });

  it('a port that somebody holds', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const ended = await run(['authorize', ...LOGIN, '--no-browser', '--callback-url', `http://localhost:${port}/cb`]);
    other.close();
    expect(ended.err).toContain(`port ${port} is in use`);
    expect([ended.code, ended.out]).toEqual([2, '']);
  });
});
