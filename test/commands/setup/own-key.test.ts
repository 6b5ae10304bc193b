import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isTracked, requireOwnKey } from '../../../src/commands/setup/own-key.js';
import { scratchFolder } from '../../support/login.js';

const folder = scratchFolder();
const me = process.getuid!();

function key(name: string, mode = 0o600): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, 'key');
  chmodSync(file, mode);
  return file;
}

describe('a key that is there before setup', () => {
  it('is used where it is its owner’s alone', () => {
    expect(() => requireOwnKey(key('mine.key'))).not.toThrow();
    expect(() => requireOwnKey(key('read-only.key', 0o400))).not.toThrow();
  });

  it.each([0o644, 0o640, 0o660, 0o604, 0o620])('of mode %o is refused, with the command that closes it', (mode) => {
    const file = key('open.key', mode);
    expect(() => requireOwnKey(file)).toThrow(
      `(mode ${mode.toString(8)}); if it is yours and nobody has it, run: chmod 600 ${file};`,
    );
  });

  it('of another user is refused', () => {
    expect(() => requireOwnKey(key('mine.key'), me + 1)).toThrow(/belongs to another user/);
  });

  it.each(['server.key', 'deep/er/server.key'])('that git tracks is refused: %s', (name) => {
    const file = key(`repository/${name}`);
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', join(folder, 'repository'), ...args], {
        env: { PATH: process.env['PATH'], HOME: folder },
      });
    git('init', '-q');
    expect(isTracked(file)).toBe(false);
    git('add', name);
    expect(isTracked(file)).toBe(true);
    expect(() => requireOwnKey(file)).toThrow(/git tracks this key/);
    expect(isTracked(key(`repository/other-${name.replaceAll('/', '-')}`))).toBe(false);
  });
});
