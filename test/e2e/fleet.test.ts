import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loginAudience, type EmbeddedOrg, type FaultInput } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { secretsIn } from '../support/canaries.js';
import { root, run, runAlone } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';
import { canMount, withMounts } from '../support/small-disk.js';

const scratch = scratchFolder();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'fleet-'));
});
afterEach(closeAll);

/** The entry of an embedded org's login, with the key as a file. */
function entry(id: string, org: EmbeddedOrg, more: object = {}): object {
  const { login } = org.world;
  const key = `${login.clientId.slice(-6).replace(/\W/g, '')}-${id.replace(/-\d+$/, '')}.key`;
  writeFileSync(join(folder, key), login.key);
  return {
    id,
    username: login.username,
    clientId: login.clientId,
    jwtKeyFile: key,
    instanceUrl: org.loopback[login.instanceUrl],
    audience: loginAudience(login),
    ...more,
  };
}

function inventory(...entries: object[]): string {
  const file = join(folder, 'orgs.jsonl');
  writeFileSync(file, entries.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return file;
}

const many = (org: EmbeddedOrg, count: number) =>
  Array.from({ length: count }, (_, index) => entry(`org-${index}`, org));
const fleet = (...args: string[]) => run(['fleet', ...args], { cwd: folder });
const tokens = ({ attempts }: EmbeddedOrg) => attempts.length;

async function failing(fault: Partial<FaultInput>): Promise<EmbeddedOrg> {
  return start('healthy', { faults: [{ path: '/services/oauth2/token', ...fault } as FaultInput] });
}

describe('fleet run', () => {
  it('tries every login with two requests, explains those that fail, and gives the tokens back', async () => {
    const [healthy, frozen] = [await start('healthy'), await start('user-not-preauthorized')];
    const file = inventory(...many(healthy, 5), entry('frozen', frozen));
    const { code, out, err } = await fleet('run', file, '--format', 'jsonl');
    expect({ code, err: err.includes('frozen: user-not-preauthorized') }).toEqual({ code: 1, err: true });
    const [head, ...rows] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(head).toMatchObject({ totals: { works: 5, broken: 1, open: 0, 'not-tried': 0 } });
    expect(rows.find(({ id }) => id === 'frozen')).toMatchObject({
      result: { cause: 'user-not-preauthorized', answer: expect.stringContaining('not admin approved') as unknown },
    });
    expect(healthy.requests.map(({ path }) => path.replace(/^.*\//, '')).sort()).toEqual(
      ['revoke', 'token'].flatMap((path) => Array.from({ length: 5 }, () => path)),
    );
  });

  it('tries a login again whose result is of the night before, also with --resume', async () => {
    const org = await start('healthy');
    const file = inventory(...many(org, 3));
    expect((await fleet('run', file)).code).toBe(0);
    const journal = join(folder, 'fleet.jsonl');
    const night = new Date(Date.now() - 24 * 3_600_000).toISOString();
    writeFileSync(journal, readFileSync(journal, 'utf8').replaceAll(/"at":"[^"]+"/g, `"at":"${night}"`));
    const { code, err } = await fleet('run', file, '--resume');
    expect({ code, attempts: tokens(org) }).toEqual({ code: 0, attempts: 6 });
    expect(err).toContain('3 results are of an earlier run');
  });

  it('leaves no secret in its results, its pictures and its output', async () => {
    const org = await start('wrong-username');
    const outputs = ['txt', 'jsonl', 'xml', 'html', 'md', 'prom'].flatMap((ending) => [
      '--output',
      `picture.${ending}`,
    ]);
    const { out, err } = await fleet('run', inventory(...many(org, 2)), ...outputs);
    const files = readdirSync(folder).filter((name) => !/\.key$/.test(name));
    expect(files).toHaveLength(8);
    const texts = [out, err, ...files.map((name) => readFileSync(join(folder, name), 'utf8'))];
    const key = org.world.login.key.replace(/-----[^-]+-----|\s/g, '');
    for (const text of texts) {
      expect(secretsIn(text)).toEqual([]);
      for (let at = 0; at + 40 <= key.length; at += 40) expect(text).not.toContain(key.slice(at, at + 40));
      expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+|00D\w+![\w.]+/);
    }
  });

  it.each([
    ['a key that is gone', { jwtKeyFile: 'missing.key' }, 'private-key-unreadable'],
    ['a variable that is not set', { jwtKeyFile: undefined, jwtKeyEnv: 'NO_SUCH_KEY' }, undefined],
  ])('tells of %s, and tries the others', async (_, change, cause) => {
    const org = await start('healthy');
    const { code } = await fleet('run', inventory(entry('odd', org, change), ...many(org, 2)), '--output', 'p.jsonl');
    const rows = readFileSync(join(folder, 'p.jsonl'), 'utf8').trim().split('\n').slice(1);
    const odd = rows.map((line) => JSON.parse(line) as { id: string; state: string; result: { cause?: string } });
    expect(code).not.toBe(0);
    expect(odd.find(({ id }) => id === 'odd')).toMatchObject({ ...(cause !== undefined && { result: { cause } }) });
    expect(odd.filter(({ state }) => state === 'works')).toHaveLength(2);
  });

  it.each([
    ['hangs', { kind: 'hang' }, 4],
    ['answers garbage', { kind: 'html', status: 200 }, 2],
    ['cuts off', { kind: 'reset' }, 4],
  ] as const)('is not green, and not stuck, where a host %s', async (_, fault, most) => {
    const [bad, good] = [await failing(fault), await start('healthy')];
    const file = inventory(entry('bad', bad), ...many(good, 3));
    const { code, out } = await fleet('run', file, '--timeout', '1');
    expect(code).toBeGreaterThan(0);
    expect(out).toContain('3 of 4 logins work');
    expect(bad.requests.filter(({ path }) => path.endsWith('/token')).length).toBeLessThanOrEqual(most);
  });

  it('goes on after a kill at any moment: nothing is lost, and nothing tried twice but what was in flight', async () => {
    const org = await start('healthy', { latencyMs: 60 });
    const file = inventory(...many(org, 24));
    const child = spawn(process.execPath, [`${root}dist/cli.js`, 'fleet', 'run', file], {
      cwd: folder,
      stdio: 'ignore',
    });
    while (tokens(org) < 7) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await once(child, 'close');
    const merged = await fleet('merge', 'fleet.jsonl', '--inventory', file);
    expect(merged.code).toBe(3);
    expect(merged.out).toContain('were not tried');
    const { code, out } = await fleet('run', file, '--resume');
    expect({ code, line: out.split('\n')[0] }).toEqual({ code: 0, line: '24 of 24 logins work.' });
    expect(tokens(org)).toBeLessThanOrEqual(24 + 2);
    expect((await fleet('merge', 'fleet.jsonl', '--inventory', file)).code).toBe(0);
  });

  it('ends after the attempts in flight on SIGTERM, and says how to go on', async () => {
    const org = await start('healthy', { latencyMs: 100 });
    const file = inventory(...many(org, 40));
    const child = spawn(process.execPath, [`${root}dist/cli.js`, 'fleet', 'run', file], { cwd: folder });
    let err = '';
    child.stderr.on('data', (text) => (err += String(text)));
    while (tokens(org) < 5) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(143);
    expect(err).toContain('--resume');
    expect(existsSync(join(folder, 'fleet.jsonl.lock'))).toBe(false);
    const results = readFileSync(join(folder, 'fleet.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"status"'));
    expect(results).toHaveLength(tokens(org));
  });

  it('ends with one sentence when the disk is full, and goes on later', async () => {
    const org = await start('healthy');
    const file = inventory(...many(org, 60));
    const command = `ulimit -f 4; exec "${process.execPath}" "${root}dist/cli.js" fleet run "${file}" --quiet`;
    const child = spawn('sh', ['-c', command], { cwd: folder });
    let err = '';
    child.stderr.on('data', (text) => (err += String(text)));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal === null) {
      expect(code).toBe(2);
      expect(err).toMatch(/fleet.jsonl: the results can't be written there/);
    }
    rmSync(join(folder, 'fleet.jsonl.lock'), { force: true });
    expect((await fleet('run', file, '--resume')).code).toBe(0);
    expect(tokens(org)).toBeLessThanOrEqual(60 + 4);
  });

  (canMount ? it : it.skip)('loses nothing on a disk that is really full', async () => {
    const org = await start('healthy');
    const file = inventory(...many(org, 60));
    mkdirSync(join(folder, 'small'));
    const again = `"${process.execPath}" "${root}dist/cli.js" fleet run "${file}" --journal small/fleet.jsonl --quiet`;
    const { out, err } = await withMounts(folder, [
      'mount -t tmpfs -o size=8k tmpfs small',
      `${again}; echo "first $?"`,
      'rm -f small/*.lock; mount -o remount,size=8m small',
      `${again} --resume; echo "second $?"`,
      'cp small/fleet.jsonl full.jsonl',
    ]);
    expect(out.match(/first \d|second \d/g)).toEqual(['first 2', 'second 0']);
    expect(err).toMatch(/fleet.jsonl: the results can't be written there/);
    const rows = readFileSync(join(folder, 'full.jsonl'), 'utf8').trim().split('\n');
    const done = rows.map((row) => JSON.parse(row) as { status?: string; id?: string }).filter(({ status }) => status);
    expect(new Set(done.map(({ id }) => id)).size).toBe(60);
    expect(done).toHaveLength(60);
    expect(tokens(org)).toBeLessThanOrEqual(60 + 4);
  });

  it('tries only what failed before, or has a tag', async () => {
    const [healthy, broken] = [await start('healthy'), await start('user-not-preauthorized')];
    const file = inventory(entry('good', healthy, { tags: ['prod'] }), entry('bad', broken, { tags: ['uat'] }));
    await fleet('run', file);
    const again = await fleet(
      'run',
      file,
      '--only-failing',
      'fleet.jsonl',
      '--journal',
      'second.jsonl',
      '--previous',
      'fleet.jsonl',
    );
    expect(again.out).toMatch(/^0 of 1 logins work[^]*Still broken/);
    expect((await fleet('run', file, '--tag', 'prod', '--journal', 'third.jsonl')).code).toBe(0);
    expect((await fleet('run', file, '--tag', 'nobody', '--journal', 'x.jsonl')).code).toBe(2);
    expect(tokens(healthy)).toBe(2);
  });
});

describe('a Kubernetes Indexed Job', () => {
  it('shares the logins out by its variables, and its results merge into one picture', async () => {
    const org = await start('healthy');
    const file = inventory(...many(org, 12));
    const env = (index: number) => ({ JOB_COMPLETION_INDEX: String(index), JOB_COMPLETIONS: '3' });
    for (const index of [0, 2])
      expect((await run(['fleet', 'run', file], { cwd: folder, env: env(index) })).code).toBe(0);
    const shards = readdirSync(folder).filter((name) => name.startsWith('fleet-'));
    expect(shards.sort()).toEqual(['fleet-1-of-3.jsonl', 'fleet-3-of-3.jsonl']);
    const partly = await fleet('merge', ...shards, '--inventory', file);
    expect({ code: partly.code, err: partly.err }).toMatchObject({
      code: 3,
      err: expect.stringContaining('no file of shard 2') as unknown,
    });
    expect((await run(['fleet', 'run', file], { cwd: folder, env: env(1) })).code).toBe(0);
    expect((await fleet('merge', ...shards, 'fleet-2-of-3.jsonl', '--inventory', file)).code).toBe(0);
    expect(tokens(org)).toBe(12);
  });

  it('refuses an index without a total', async () => {
    const org = await start('healthy');
    const file = inventory(...many(org, 2));
    const { code, err } = await run(['fleet', 'run', file], { cwd: folder, env: { JOB_COMPLETION_INDEX: '0' } });
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('JOB_COMPLETIONS') as unknown });
    expect(tokens(org)).toBe(0);
  });
});

describe('an inventory that changed between two runs', () => {
  it('has its new logins tried, and its removed ones left out', async () => {
    const org = await start('healthy');
    const [a, b, c] = many(org, 3);
    await fleet('run', inventory(a!, b!));
    const { code, err } = await fleet('run', inventory(b!, c!), '--resume');
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('1 of 2 logins to try') as unknown });
    expect(tokens(org)).toBe(3);
  });
});

describe('fleet init', () => {
  it('writes the JWT logins that the Salesforce CLI keeps, as an inventory that reads', async () => {
    const home = mkdtempSync(join(scratch, 'home-'));
    mkdirSync(join(home, '.sfdx'));
    const login = {
      username: 'ci@acme.example.com',
      clientId: '3MVG9abcdefghijk',
      privateKey: '/keys/ci.key',
      loginUrl: 'https://acme.my.salesforce.com',
    };
    writeFileSync(join(home, '.sfdx', 'ci@acme.example.com.json'), JSON.stringify(login));
    const file = join(folder, 'orgs.yaml');
    const made = await runAlone(['fleet', 'init', '--output', file], { env: { HOME: home }, cwd: folder });
    expect(made.code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('id: "ci@acme.example.com"');
    const tried = await fleet('run', file, '--tag', 'x');
    expect(tried.err).toContain('no login has this tag');
    expect((await runAlone(['fleet', 'init', '--output', file], { env: { HOME: home } })).code).toBe(2);
  });

  it('writes the keys of a folder, with what is to be filled in', async () => {
    writeFileSync(join(folder, 'acme.key'), 'x');
    const { out, code } = await fleet('init', '--keys', folder);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/id: "acme"[^]*# clientId/) as unknown });
  });
});
