import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runAlone as run } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const answer = file('answer.json', '{"error":"invalid_grant","error_description":"invalid assertion"}');
const missing = join(folder, 'missing.txt');

/** A folder of its own with a configuration file. */
function configured(name: string, text: string): string {
  const at = join(folder, name);
  mkdirSync(at);
  writeFileSync(join(at, '.sf-jwt-doctor.yaml'), text);
  return at;
}

const error = { schemaVersion: 1, error: { code: 'usage', message: expect.any(String) as unknown } };

describe('an error on standard output', () => {
  it.each([
    ['a file that is not there', ['triage', missing, '--json']],
    ['an unknown flag', ['--json', '--no-such-flag']],
    ['an unknown command', ['tirage', '--format=json']],
    ['a format that comes first', ['triage', '--format', 'json', missing]],
    [
      'a format for -',
      ['triage', missing, '--format', 'junit', '--format', 'json', '--output', 'x.xml', '--output', '-'],
    ],
    ['two documents at once', ['triage', answer, '--output', '-', '--format', 'text', '--json']],
    [
      'a file that cannot be written',
      ['triage', answer, '--json', '--output', '-', '--output', join(folder, 'no/x.xml')],
    ],
  ])('is one JSON document for %s', async (_, args) => {
    const { code, out, err } = await run(args, { cwd: folder });
    expect([code, JSON.parse(out), err.split('\n').length]).toEqual([2, error, 2]);
  });

  it('is one line for a reader of events', async () => {
    const { code, out } = await run(['triage', missing, '--format', 'ndjson']);
    expect([code, out.split('\n').length, JSON.parse(out)]).toEqual([2, 2, { type: 'error', ...error }]);
  });

  it.each([
    ['text', ['triage', missing]],
    ['junit', ['triage', missing, '--format', 'junit']],
    [
      'github beside JSON in a file',
      ['triage', missing, '--format=github', '--format=json', '--output=-', '--output=r.json'],
    ],
    ['nothing, where JSON goes to a file', ['triage', missing, '--json', '--output', 'r.json']],
    ['text, behind the end of the flags', ['triage', missing, '--', '--json']],
  ])('is none where standard output holds %s', async (_, args) => {
    const { code, out, err } = await run(args, { cwd: folder });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^sf-jwt-doctor: .+\n$/);
    expect(existsSync(join(folder, 'r.json'))).toBe(false);
  });

  it.each([
    ['wrong-key', 'format: json\nno-such-key: 1\n', []],
    ['wrong-check', 'format: [json]\nskip: [{ check: no-such-check, reason: x }]\n', []],
    ['wrong-flag', 'format: json\n', ['--no-such-flag']],
    ['no-yaml', 'format: [json\n', ['--json']],
  ])('is in the language of the configuration file, or of the flags: %s', async (name, text, flags) => {
    const { code, out } = await run(['triage', answer, ...flags], { cwd: configured(name, text) });
    expect([code, JSON.parse(out)]).toEqual([2, error]);
  });

  it('is none where a flag sets the format of the file aside', async () => {
    const cwd = configured('aside', 'format: json\n');
    expect((await run(['triage', missing, '--format', 'text'], { cwd })).out).toBe('');
    expect((await run(['triage', missing, '--no-config'], { cwd })).out).toBe('');
  });
});

describe('a format of one’s own', () => {
  it('may be a promise, and goes to a file', async () => {
    file('own.mjs', 'export default async ({ verdict }) => `it is ${verdict}\\n`;');
    const { code, out } = await run(['triage', answer, '--format', './own.mjs', '--output', 'own.txt'], {
      cwd: folder,
    });
    expect([code, out, readFileSync(join(folder, 'own.txt'), 'utf8')]).toEqual([3, '', 'it is inconclusive\n']);
  });

  it('that fails is told as what it is', async () => {
    file('broken.mjs', 'export default () => { throw new Error("no such thing"); };');
    const { code, out, err } = await run(['triage', answer, '--format', './broken.mjs'], { cwd: folder });
    expect([code, out, err]).toEqual([
      2,
      '',
      'sf-jwt-doctor: --format ./broken.mjs: the module failed on the report: no such thing\n',
    ]);
  });
});

it('writes no colours to a file, and those that are forced to standard output', async () => {
  const env = { NO_COLOR: '', FORCE_COLOR: '1', CI: 'true' };
  const { out } = await run(['triage', answer, '--output', '-', '--output', 'kept.txt'], { env, cwd: folder });
  const escape = String.fromCharCode(27);
  expect([out.includes(escape), readFileSync(join(folder, 'kept.txt'), 'utf8').includes(escape)]).toEqual([
    true,
    false,
  ]);
});

it('tells a runner of GitHub, and nobody else, what to hide', async () => {
  const env = { SF_ACCESS_TOKEN: '00Dsession%token-of-an-earlier-step', SF_JWT_DOCTOR_PASSPHRASE: 'short' };
  const tryLogin = (format: string, runner: Record<string, string>) =>
    run(['--probe', 'none', '--format', format], { env: { ...env, ...runner } });
  const masked = await tryLogin('github', { GITHUB_ACTIONS: 'true' });
  expect(masked.out).toMatch(/^::add-mask::00Dsession%25token-of-an-earlier-step\n::/);
  expect(masked.out.match(/add-mask/g)).toHaveLength(1);
  expect((await tryLogin('github', {})).out).not.toContain('00Dsession');
  expect((await tryLogin('text', { GITHUB_ACTIONS: 'true' })).out).not.toContain('00Dsession');
});

describe('a warning of the YAML library', () => {
  // Each makes the library warn: a version that is none, a tag that nobody knows, a list as a key.
  const odd = (text: string) => `%YAML 9.9\n---\n${text}\n? [a, b]\n: !odd c\n`;

  it.each<[string, readonly string[], string]>([
    ['settings', ['triage', answer, '--config'], 'format: !odd text'],
    ['an inventory', ['fleet', 'run'], 'logins: !odd []'],
    ['a world', ['simulate'], 'title: !odd x'],
    ['a file to read', ['triage', answer], 'jwt: !odd {username: a@b.c, client_id: 3MVG9abc}'],
  ])('does not reach standard error: %s', async (what, args, text) => {
    const name = file(`odd ${what}.yaml`, odd(text));
    const { code, err } = await run([...args, name], { cwd: folder });
    expect(code).not.toBe(70);
    expect(err).not.toMatch(/warning|\(node:|trace-|TAG_RESOLVE|unresolved|stringified/i);
    for (const line of err.trimEnd().split('\n')) expect(line).toMatch(/^(?:sf-jwt-doctor: .*)?$/);
  });
});
