import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { findProgram, trustedEnvironment } from '../../src/sources/find-program.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();

function bin(...parts: string[]): string {
  const path = join(folder, ...parts);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'sf'), '#!/bin/sh\n', { mode: 0o755 });
  return path;
}

const [local, nested, real] = [bin('project/node_modules/.bin'), bin('project/node_modules/x/bin'), bin('usr/bin')];
mkdirSync(join(folder, 'a-folder', 'sf'), { recursive: true });

it.each([
  ['the trusted folder behind node_modules', [local, nested, real], join(real, 'sf')],
  ['nothing where only the project has one', [local, nested], undefined],
  ['nothing in relative folders', ['', '.', 'usr/bin', './node_modules/.bin'], undefined],
  ['no folder of that name', [join(folder, 'a-folder')], undefined],
])('finds %s', (_what, folders, found) => {
  expect(findProgram('sf', { PATH: folders.join(':') }, 'linux')).toBe(found);
});

it('hands the trusted folders on to the programs it starts', () => {
  expect(trustedEnvironment({ PATH: [local, '.', real].join(':'), A: 'b' }, 'linux')).toEqual({ PATH: real, A: 'b' });
});
