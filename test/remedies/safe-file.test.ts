import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createFile, createFiles, replaceFile } from '../../src/remedies/safe-file.js';
import { scratchFolder } from '../support/login.js';

const scratch = scratchFolder();
let folder = '';
let count = 0;
beforeEach(() => mkdirSync((folder = join(scratch, String((count += 1))))));
const at = (name: string) => join(folder, name);

describe('a new file', () => {
  it('is whole, and its owner’s where that is wanted', () => {
    createFile(at('a'), 'text', 0o600);
    expect([readFileSync(at('a'), 'utf8'), statSync(at('a')).mode & 0o777]).toEqual(['text', 0o600]);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it.each<[string, () => void]>([
    ['a file', () => writeFileSync(at('a'), 'precious')],
    ['a folder', () => mkdirSync(at('a'))],
    ['a link', () => (writeFileSync(at('b'), 'precious'), symlinkSync(at('b'), at('a')))],
    ['a link that leads nowhere', () => symlinkSync(at('b'), at('a'))],
  ])('takes no place of %s', (_what, make) => {
    make();
    const before = readdirSync(folder);
    expect(() => createFile(at('a'), 'text')).toThrow(/EEXIST/);
    expect(readdirSync(folder)).toEqual(before);
    if (existsSync(at('b'))) expect(readFileSync(at('b'), 'utf8')).toBe('precious');
  });
});

describe('a file in place of an older one', () => {
  it('keeps its permissions', () => {
    writeFileSync(at('a'), 'old', { mode: 0o640 });
    replaceFile(at('a'), 'new');
    expect([readFileSync(at('a'), 'utf8'), statSync(at('a')).mode & 0o777]).toEqual(['new', 0o640]);
  });

  it.each(['a', 'missing/a'])('is not written through a link, nor beside one: %s', () => {
    writeFileSync(at('b'), 'precious');
    symlinkSync(at('b'), at('a'));
    expect(() => replaceFile(at('a'), 'new')).toThrow('ELINK');
    expect(readFileSync(at('b'), 'utf8')).toBe('precious');
  });

  it('is not written through a link of the name of its part', () => {
    writeFileSync(at('b'), 'precious');
    symlinkSync(at('b'), at('a.part'));
    replaceFile(at('a'), 'new');
    expect([readFileSync(at('a'), 'utf8'), readFileSync(at('b'), 'utf8')]).toEqual(['new', 'precious']);
  });
});

it('makes several files or none', () => {
  mkdirSync(at('x'));
  writeFileSync(at('x/2'), 'precious');
  const files = ['x/1', 'y/1', 'x/2'].map((path) => ({ path, text: 'text' }));
  expect(() => createFiles(folder, files)).toThrow(/EEXIST/);
  expect([existsSync(at('x/1')), existsSync(at('y/1')), readFileSync(at('x/2'), 'utf8')]).toEqual([
    false,
    false,
    'precious',
  ]);
});
