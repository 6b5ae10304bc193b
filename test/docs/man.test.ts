import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildProgram } from '../../src/commands/program.js';
import { root } from '../support/cli.js';

const page = readFileSync(`${root}dist/man/sf-jwt-doctor.1`, 'utf8');
const plain = page.replaceAll('\\-', '-');
const run = { set: () => Promise.resolve(), settle: <Options>(options: Options) => Promise.resolve(options) };

describe.each(buildProgram(run, { full: true }).commands.map((command) => [command.name(), command] as const))(
  'the manual page has the command %s',
  (name, command) => {
    it('with its visible options', () => {
      expect(plain).toMatch(new RegExp(`^\\.SS "${name}[ "]`, 'm'));
      for (const { flags, hidden } of command.options) if (!hidden) expect(plain).toContain(`.B ${flags}\n`);
    });
  },
);

it('the manual page belongs to the package', () => {
  const { man, files } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { man: string[]; files: string[] };
  expect(man).toEqual(['./dist/man/sf-jwt-doctor.1']);
  expect(files).toContain('dist');
});

it('the manual page is roff without a warning, where groff is installed', () => {
  const { error, stderr } = spawnSync('groff', ['-ww', '-man', '-Tutf8', `${root}dist/man/sf-jwt-doctor.1`], {
    encoding: 'utf8',
  });
  if (error === undefined) expect(stderr).toBe('');
  expect(page).toMatch(/^\.TH SF\\-JWT\\-DOCTOR 1 /);
});
