import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { fixturesDir } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();
const seed = `${fixturesDir}/transcripts/seed.txt`;
let count = 0;

/** A folder of its own with a configuration file in it. */
function folderWith(config: string): string {
  const cwd = join(folder, `case-${(count += 1)}`);
  mkdirSync(join(cwd, '.git'), { recursive: true });
  mkdirSync(join(cwd, 'deep'));
  writeFileSync(join(cwd, '.sf-jwt-doctor.yaml'), config);
  return cwd;
}

it('gives a login its settings, from any folder below', async () => {
  const cwd = folderWith(
    'username: ci@acme.example.com\nclientId: 3MVG9abcdefgh\njwtKeyFile: server.key\ninstanceUrl: http://127.0.0.1:9\nprobe: none\nformat: json\n',
  );
  writeFileSync(join(cwd, 'server.key'), 'nothing');
  const config = ['--config', join(cwd, '.sf-jwt-doctor.yaml')];
  const { facts } = reportOf(await run(config, { cwd: join(cwd, 'deep') }));
  expect(facts['assertion.subject']).toMatchObject({ value: 'ci@acme.example.com' });
  expect(facts['key.problem']).toMatchObject({ source: `the key file ${join('..', 'server.key')}` });
  const other = reportOf(await run([...config, '-o', 'other@acme.example.com'], { cwd }));
  expect(other.facts['assertion.subject']).toMatchObject({ value: 'other@acme.example.com' });
});

it('is named by --config, and ignored with --no-config', async () => {
  const cwd = folderWith('format: json\noutput: out/../report.json\nstrict: true\n');
  mkdirSync(join(cwd, 'out'));
  const open = ['triage', '--fact', 'app.name=CI'];
  const named = await run([...open, '--config', join(cwd, '.sf-jwt-doctor.yaml')]);
  expect({ code: named.code, out: named.out }).toEqual({ code: 1, out: '' });
  expect(existsSync(join(cwd, 'report.json'))).toBe(true);
  expect((await run([...open, '--output', '-', '--no-strict'], { cwd })).code).toBe(3);
  const ignored = await run([...open, '--no-config'], { cwd });
  expect(ignored.code).toBe(3);
  expect(ignored.out).toMatch(/^inconclusive/);
});

it('leaves a check out for a reason that the report gives', async () => {
  const cwd = folderWith('skip:\n  - { check: oauth-sessions, reason: approved by hand each month }\n');
  const left = reportOf(await run(['triage', seed, '--json'], { cwd }));
  expect(left.checks.find(({ id }) => id === 'oauth-sessions')).toMatchObject({
    status: 'skipped',
    reason: 'approved by hand each month',
  });
  const asked = reportOf(await run(['triage', seed, '--json', '--only', 'oauth-sessions'], { cwd }));
  expect(asked.checks.find(({ id }) => id === 'oauth-sessions')?.status).not.toBe('skipped');
});

it('runs a check again after its last day, and says so beside the report', async () => {
  const cwd = folderWith('skip:\n  - { check: oauth-sessions, reason: on leave, until: 2020-01-31 }\n');
  const result = await run(['triage', seed, '--json'], { cwd });
  expect(result.err).toContain('"oauth-sessions" was left out until 2020-01-31 (on leave); it runs again');
  expect(reportOf(result).diagnosis.cause?.id).toBe('approval-missing');
});

it('is named on standard error where it was found, and with --verbose where it was named', async () => {
  const cwd = folderWith('strict: true\n');
  const told = 'sf-jwt-doctor: .sf-jwt-doctor.yaml sets strict\n';
  expect((await run(['triage', seed], { cwd })).err).toBe(told);
  const named = ['triage', seed, '--config', '.sf-jwt-doctor.yaml'];
  expect((await run(named, { cwd })).err).toBe('');
  expect((await run([...named, '--verbose'], { cwd })).err).toBe(told);
});

it.each([
  [
    'an unknown key',
    'usrname: x\n',
    /\.sf-jwt-doctor\.yaml, line 1: there is no key "usrname"; did you mean "username"/,
  ],
  [
    'a check that does not exist',
    'skip: [{ check: usr, reason: x }]\n',
    /\.sf-jwt-doctor\.yaml: there is no check "usr"/,
  ],
  ['a secret', 'passphrase: changeit\n', /"passphrase" is a secret/],
])('is refused for %s in one sentence, with exit code 2', async (_name, config, sentence) => {
  const { code, out, err } = await run(['triage', seed, '--json'], { cwd: folderWith(config) });
  expect(code).toBe(2);
  expect(
    err
      .replace(/^.* sets .*\n/, '')
      .trim()
      .split('\n'),
  ).toHaveLength(1);
  expect(err).toMatch(sentence);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'usage' } });
});

it('makes a usage error JSON when it asks for JSON', async () => {
  const { out } = await run(['triage', 'missing.txt'], { cwd: folderWith('format: json\n') });
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'usage' } });
});

it('must be there when it is named', async () => {
  const { code, err } = await run(['triage', seed, '--config', 'no-such.yaml']);
  expect({ code, err }).toEqual({
    code: 2,
    err: 'sf-jwt-doctor: no-such.yaml: there is no such file; check the path\n',
  });
});

it('is read by code that loads only where a file is', async () => {
  const report = `import { Module } from 'node:module';
    process.on('exit', () => process.stderr.write(Object.keys(Module._cache).join('\\n')));`;
  const node = ['--import', `data:text/javascript,${encodeURIComponent(report)}`];
  const loaded = async (cwd: string) => (await run(['triage', seed], { cwd, node })).err;
  const schemas = /node_modules\/yaml\/|\/dist\/zod\.js/;
  expect(await loaded(folderWith('format: json\n'))).toMatch(schemas);
  const without = await loaded(mkdtempSync(join(folder, 'none-')));
  expect(without).toMatch(/\/dist\/cli\.js/);
  expect(without).not.toMatch(schemas);
});
