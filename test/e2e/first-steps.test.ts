import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fixturesDir } from '../simulator/support/client.js';
import { scratchFolder } from '../support/login.js';
import { reportOf, run, runAlone } from '../support/cli.js';

const folder = scratchFolder();
const error = join(folder, 'error.txt');
writeFileSync(error, '{"error":"invalid_grant","error_description":"inactive user"}\n');
const key = `${fixturesDir}/keys/ci-2048.key`;
const offline = ['--probe', 'none', '--json'];

describe('an error at hand', () => {
  it.each([
    ['its file alone', [error, '--json'], ''],
    ['its file after a flag', ['--json', error], ''],
    ['a dash', ['--json', '-'], 'inactive user'],
    ['its words', ['inactive user', '--json'], ''],
    ['its words, not quoted', ['triage', 'inactive', 'user', '--json'], ''],
  ])('is triaged from %s', async (_, args, input) => {
    expect(reportOf(await run(args, { input })).diagnosis.cause?.id).toBe('user-inactive');
  });

  it.each(['invalid_grant', 'invalid_client_id', 'LOGIN_RATE_EXCEEDED', 'Invalid_Grant'])(
    'can be the code %s alone, in triage and in explain',
    async (code) => {
      const { facts } = reportOf(await run(['triage', code, '--json']));
      expect(JSON.stringify(facts).toLowerCase()).toContain(code.toLowerCase());
      expect((await run(['explain', code])).code).toBe(0);
    },
  );

  it('is triaged from a pipe', async () => {
    const piped = await runAlone(['--json'], { input: 'invalid_grant: inactive user' });
    expect(reportOf(piped).diagnosis.cause?.id).toBe('user-inactive');
  });

  it('is read from a pipe only if no command and no login is named', async () => {
    for (const args of [['diagnose'], ['-o', 'ci@acme.example']])
      expect((await runAlone(args, { input: 'inactive user' })).err).toMatch(/missing .*--client-id, --jwt-key-file/);
  });

  it('is not mixed with the flags of a login', async () => {
    const { code, err } = await run([error, '-o', 'a@b.example']);
    expect(code).toBe(2);
    expect(err).toContain('-o');
    expect((await run(['-o', 'a@b.example', error])).err).toMatch(/a file and the flags of a login don't go together/);
  });
});

describe('the command that failed', () => {
  const login = { username: 'ci@acme.example', clientId: '3MVG9abc' };
  const given = async (args: readonly string[]) => {
    const result = await run([...args, ...offline]);
    const { facts } = reportOf(result);
    const value = (name: string) => (facts[name] as { value?: unknown } | undefined)?.value;
    return { username: value('assertion.subject'), clientId: value('assertion.issuer'), err: result.err };
  };
  const url = 'http://127.0.0.1:9';

  it.each([
    [
      'today',
      ['sf', 'org', 'login', 'jwt', '--username', login.username, '--client-id', login.clientId, '-f', key, '-r', url],
    ],
    [
      'yesterday',
      [
        'sfdx',
        'force:auth:jwt:grant',
        '-u',
        login.username,
        '--clientid',
        login.clientId,
        '--jwtkeyfile',
        key,
        '--instanceurl',
        url,
      ],
    ],
    ['in one text', [`sf org login jwt -o ${login.username} -i ${login.clientId} -f '${key}' -r ${url}`]],
    [
      'after a command',
      ['diagnose', 'sf', 'org', 'login', 'jwt', '-o', login.username, '-i', login.clientId, '-f', key, '-l', url],
    ],
  ])('is taken as it is written %s', async (_, args) => {
    expect(await given(args)).toEqual({ ...login, err: '' });
  });

  it('may have flags without effect, which are named', async () => {
    const args = ['org', 'login', 'jwt', '-o', login.username, '-i', login.clientId, '-f', key, '-r', url];
    expect(await given([...args, '-a', 'ci', '-sdp', '--setdefaultusername'])).toEqual({
      ...login,
      err: "sf-jwt-doctor: ignored, since it doesn't affect the login: --alias, --set-default, --set-default-dev-hub, --no-prompt, --setdefaultusername\n",
    });
    expect((await given([...args, '-a', 'ci', '--quiet'])).err).toBe('');
  });

  it.each([
    ['--consumer-key', '--client-id'],
    ['--private-key', '--jwt-key-file'],
    ['--login-url', '--instance-url'],
    ['--user', '--username'],
    ['--dry-run', '--apply'],
  ])('with %s is told of %s', async (wrong, right) => {
    const { code, err } = await run([wrong, 'x']);
    expect([code, err]).toEqual([2, expect.stringMatching(`no option ${wrong}: .*${right}`)]);
  });
});

it('shows help as a command, too', async () => {
  expect((await run(['help', 'fix'])).out).toBe((await run(['fix', '--help'])).out);
  expect((await run(['help'])).out).toBe((await run(['--help'])).out);
});

it('tells the platform with --version --verbose', async () => {
  const plain = (await run(['--version'])).out.trim();
  expect((await run(['--version', '--verbose'])).out).toBe(
    `${plain} ${process.platform}-${process.arch} node-${process.version}\n`,
  );
});

it('refuses report flags that fix does not print by', async () => {
  const { code, err } = await run(['fix', '--output', 'x.md']);
  expect([code, err]).toEqual([2, expect.stringContaining('--output is an option of diagnose')]);
});
