import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { root } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';
import { pack } from './support/plugin.js';

const folder = scratchFolder();
const tarball = pack(folder);
const ANSWER = readFileSync(`${root}fixtures/transcripts/seed.txt`, 'utf8');

/** A machine with Node and npm, an empty home, and nothing else: no git, no compiler. */
function bare(name: string): { cwd: string; env: Record<string, string> } {
  const cwd = join(folder, name);
  const programs = join(cwd, 'bin');
  mkdirSync(programs, { recursive: true });
  for (const program of ['sh', 'bash', 'env', 'uname', 'cat', 'mktemp', 'mkdir', 'rm', 'dirname'])
    symlinkSync(
      spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim(),
      join(programs, program),
    );
  symlinkSync(process.execPath, join(programs, 'node'));
  const npm = join(dirname(process.execPath), '../lib/node_modules/npm/bin');
  for (const program of ['npm', 'npx'])
    writeFileSync(join(programs, program), `#!/bin/sh\nexec node "${npm}/${program}-cli.js" "$@"\n`, { mode: 0o755 });
  const env = {
    PATH: programs,
    HOME: cwd,
    npm_config_cache: join(process.env['HOME'] ?? '', '.npm'),
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
    NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] ?? '',
  };
  return { cwd, env };
}

function run(program: string, args: readonly string[], at: ReturnType<typeof bare>, input = '') {
  return spawnSync(program, args, { ...at, input, encoding: 'utf8' });
}

it('two commands lead from the tarball to the first answer, without git and with an empty home', () => {
  const at = bare('two-commands');
  const installed = run('npm', ['install', '--global', '--prefix', join(at.cwd, 'global'), tarball], at);
  expect([installed.status, installed.stderr]).toEqual([0, expect.not.stringContaining('install scripts')]);
  const first = run(join(at.cwd, 'global/bin/sf-jwt-doctor'), ['triage', '-', '--json'], at, ANSWER);
  expect(first.status).toBe(1);
  expect(JSON.parse(first.stdout)).toMatchObject({ diagnosis: { cause: { id: 'approval-missing' } } });
  expect(run(join(at.cwd, 'global/bin/sf-jwt-doctor'), ['demo', 'healthy'], at).status).toBe(0);
});

it('npx runs it from the tarball', () => {
  const at = bare('npx');
  const { status, stdout } = run(
    'npx',
    ['--yes', '--package', tarball, 'sf-jwt-doctor', 'triage', '-', '--json'],
    at,
    ANSWER,
  );
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'cause-found' });
});

it('is installed globally from a fresh clone that was built', () => {
  const at = bare('clone');
  const clone = join(at.cwd, 'sf-jwt-doctor');
  expect(spawnSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone]).status).toBe(0);
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  expect(spawnSync(process.execPath, ['scripts/build.mjs', '--no-types'], { cwd: clone }).status).toBe(0);
  const prefix = join(at.cwd, 'global');
  const { status, stderr } = spawnSync('npm', ['install', '--global', '--prefix', prefix, '--ignore-scripts', clone], {
    encoding: 'utf8',
    env: { ...at.env, PATH: [at.env['PATH'], process.env['PATH']].join(delimiter) },
  });
  expect([status, stderr]).toEqual([0, expect.anything()]);
  expect(run(join(prefix, 'bin/sf-jwt-doctor'), ['--version'], at).status).toBe(0);
});

it('the GitHub Action works with the tarball', () => {
  const at = bare('action');
  const { runs, inputs } = parse(readFileSync(`${root}action.yml`, 'utf8')) as {
    inputs: Record<string, { default?: string }>;
    runs: { steps: { run: string; env: Record<string, string> }[] };
  };
  const [step] = runs.steps;
  const given: Record<string, string> = {
    command: `npx --yes --package=${tarball} sf-jwt-doctor`,
    probe: 'none',
    args: '--fact=app.permittedUsers=admin-approved',
  };
  const env = Object.fromEntries(
    Object.entries(step!.env).map(([name, value]) => {
      const input = /inputs\.([\w-]+)/.exec(value)![1]!;
      return [name, given[input] ?? inputs[input]?.default ?? ''];
    }),
  );
  const files = { GITHUB_OUTPUT: join(at.cwd, 'output'), GITHUB_STEP_SUMMARY: join(at.cwd, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const runner = { RUNNER_TEMP: at.cwd, GITHUB_ACTION_PATH: root, CI: 'true' };
  const { status } = spawnSync('bash', ['-c', step!.run], {
    cwd: at.cwd,
    env: {
      ...at.env,
      ...env,
      ...files,
      ...runner,
      JWT_KEY: readFileSync(`${root}fixtures/keys/ci-2048.key`, 'utf8'),
      HTTPS_PROXY: 'http://127.0.0.1:9',
    },
  });
  const output = readFileSync(files.GITHUB_OUTPUT, 'utf8');
  expect(output).toMatch(/^verdict=(?:inconclusive|cause-found)$/m);
  expect(output).toContain(`exit-code=${status}`);
});
