import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { loginAudience } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { root } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';

const scratch = scratchFolder();
afterEach(closeAll);

/** Runs an example as a user would. It imports the package by its name, so it meets the built package and its exports. */
function runExample(name: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'examples/library', name), ...args], {
    env: { PATH: process.env['PATH'], ...env },
  });
  const seen = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (seen.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (seen.err += text));
  return new Promise<{ code: number | null; out: string; err: string }>((done, fail) =>
    child.on('error', fail).on('close', (code) => done({ code, ...seen })),
  );
}

function fileOf(text: string): string {
  const file = join(mkdtempSync(join(scratch, 'paste-')), 'error.txt');
  writeFileSync(file, text);
  return file;
}

describe('examples/library/triage.mjs', () => {
  it('names the cause of a text that leaves only one', async () => {
    const answer = '{"error":"invalid_grant","error_description":"expired authorization code"}';
    expect(await runExample('triage.mjs', [fileOf(answer)])).toEqual({
      code: 1,
      out: expect.stringMatching(/^assertion-expired \((likely|confirmed)\)\n$/),
      err: '',
    });
  });

  it('lists what is possible, and what to find out, where several remain', async () => {
    const answer = '{"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}';
    const { code, out, err } = await runExample('triage.mjs', [fileOf(answer)]);
    expect([code, err]).toEqual([3, '']);
    expect(out).toMatch(/^possible: approval-missing$/m);
    expect(out).toMatch(/^find out: \w+\.\w+$/m);
  });

  it('finds no cause in a text about something else, and says of an empty one that it is', async () => {
    expect(await runExample('triage.mjs', [fileOf('The quick brown fox.')])).toMatchObject({ code: 3, err: '' });
    const { code, out, err } = await runExample('triage.mjs', [fileOf(' ')]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^\S.*\n$/);
  });
});

describe('examples/library/login.mjs', () => {
  it.each([
    ['healthy', 0, /^healthy\n$/],
    ['user-not-preauthorized', 1, /^cause-found\nuser-not-preauthorized: \S.*\n- \S/],
  ])('tries the login of the org %s', async (world, code, out) => {
    const org = await start(world);
    const { username, clientId, instanceUrl, key } = org.world.login;
    const given = { SF_USERNAME: username, SF_CLIENT_ID: clientId, SF_LOGIN_URL: instanceUrl, SF_JWT_KEY: key };
    const run = await runExample('login.mjs', [], { ...given, ...loginOf(org, scratch).env });
    expect(run).toEqual({ code, out: expect.stringMatching(out), err: '' });
  });

  it('sends no assertion to a host that is not of Salesforce', async () => {
    const { code, out, err } = await runExample('login.mjs', [], { SF_LOGIN_URL: 'https://salesforce.example' });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('SF_LOGIN_URL: salesforce.example is not a Salesforce host');
  });
});

it('tests every example', () => {
  expect(readdirSync(join(root, 'examples/library')).sort()).toEqual([
    'README.md',
    'login.mjs',
    'queue-worker.mjs',
    'triage.mjs',
  ]);
});

describe('examples/library/queue-worker.mjs', () => {
  it('gives each job of a queue its own verdict', async () => {
    const [healthy, broken] = [await start('healthy'), await start('user-not-preauthorized')];
    const jobs = [healthy, broken].map((org) => {
      const { login } = org.world;
      const { username, clientId, key, instanceUrl } = login;
      const audience = loginAudience(login);
      return JSON.stringify({
        instanceUrl: org.loopback[instanceUrl],
        username,
        clientId,
        jwtKeyFile: fileOf(key),
        audience,
      });
    });
    const { code, out, err } = await runExample('queue-worker.mjs', [fileOf(jobs.join('\n'))]);
    expect([code, err]).toEqual([0, '']);
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(first).toMatchObject({ verdict: 'healthy' });
    expect(second).toMatchObject({ verdict: 'cause-found', cause: 'user-not-preauthorized' });
  });
});
