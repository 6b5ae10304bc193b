import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { run } from '../../support/cli.js';
import { scratchFolder } from '../../support/login.js';

const folder = scratchFolder();
const at = (name: string) => join(folder, name);
const ANSWER = '{"error":"invalid_grant","error_description":"invalid assertion"}';
for (const name of ['evidence.json', 'precious.txt', 'server.key']) writeFileSync(at(name), ANSWER);
symlinkSync(at('precious.txt'), at('link.txt'));
linkSync(at('evidence.json'), at('second-name.json'));

it.each([
  ['what it reads', ['evidence.json'], 'which the report would replace'],
  [
    'what it reads, by another path',
    [`../${folder.split('/').at(-1)!}/evidence.json`],
    'which the report would replace',
  ],
  ['what it reads, by another name', ['second-name.json'], 'which the report would replace'],
  ['the key', ['server.key', '--jwt-key-file', 'server.key'], 'which the report would replace'],
  ['the certificate', ['server.key', '--certificate', 'server.key'], 'which the report would replace'],
  ['the evidence', ['evidence.json', '--evidence', 'evidence.json'], 'which the report would replace'],
  ['a file twice', ['new.txt', '--output', './new.txt'], 'another report goes to this file'],
  ['through a link', ['link.txt'], 'this is a link'],
])('no report replaces %s', async (_what, [output, ...more], reason) => {
  const login =
    more.length > 0 && more[0] !== '--output'
      ? ['-o', 'a@b.c', '-i', '3MVG9', '--probe', 'none']
      : ['triage', 'evidence.json'];
  const { code, out, err } = await run([...login, '--output', output!, ...more], { cwd: folder });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(reason);
  for (const name of ['evidence.json', 'precious.txt', 'server.key'])
    expect(readFileSync(at(name), 'utf8')).toBe(ANSWER);
  expect(existsSync(at('new.txt'))).toBe(false);
});

it('a report replaces the one of an earlier run', async () => {
  for (const _ of [1, 2])
    expect((await run(['triage', 'evidence.json', '--output', 'report.txt'], { cwd: folder })).code).toBeLessThan(
      2 + 2,
    );
  expect(readFileSync(at('report.txt'), 'utf8')).toContain('invalid assertion');
});
