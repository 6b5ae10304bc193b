import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { pipelines } from '../../src/report/words/pipelines.js';

const login = {
  username: "o'neil+ci@acme.example.com",
  clientId: 'a'.repeat(64),
  instanceUrl: 'https://acme.my.salesforce.com',
  keyFile: 'my keys/JWT_Login.key',
};
const shown = pipelines(login);
const of = (system: string) => shown.find((one) => one.system === system)!.login;

/** The arguments that a shell makes of a line, with a program that prints them. */
function argumentsOf(line: string, env: Record<string, string>): string[] {
  const script = `sf() { printf '%s\\n' "$@"; }\n${line}`;
  return spawnSync('sh', ['-c', script], { encoding: 'utf8', env }).stdout.trimEnd().split('\n');
}

const EXPECTED = (key: string) => [
  'org',
  'login',
  'jwt',
  '--username',
  login.username,
  '--client-id',
  login.clientId,
  '--jwt-key-file',
  key,
  '--instance-url',
  login.instanceUrl,
  '--set-default',
];

describe('the lines to copy', () => {
  it('give a shell the values as they are', () => {
    expect(argumentsOf(of('Shell')[0]!, {})).toEqual(EXPECTED(login.keyFile));
  });

  it.each([
    [
      'GitHub Actions',
      (yaml: unknown) => (yaml as [{ run: string }])[0].run.trim().split('\n').at(-1)!.trim(),
      '/tmp/server.key',
    ],
    ['GitLab CI', (yaml: unknown) => (yaml as { script: [string] }).script[0], '/tmp/key'],
    ['Azure DevOps', (yaml: unknown) => (yaml as [unknown, { bash: string }])[1].bash.trim(), '/tmp/key'],
  ])('are YAML for %s, and its shell reads the key from the variable', (system, commandOf, key) => {
    const command = commandOf(parse(of(system).join('\n')) as unknown);
    const env = { RUNNER_TEMP: '/tmp', SF_JWT_KEY: '/tmp/key', SF_JWT_KEY_FILE: '/tmp/key' };
    expect(argumentsOf(command, env)).toEqual(EXPECTED(key));
  });

  it('hold nothing that Groovy would read otherwise in Jenkins', () => {
    const [, , command] = of('Jenkins');
    expect(command).not.toContain('\\');
    expect(argumentsOf(command!, { SF_JWT_KEY_FILE: '/tmp/key' })).toEqual(EXPECTED('/tmp/key'));
  });
});
