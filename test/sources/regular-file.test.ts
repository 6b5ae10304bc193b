import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NotRegularError, readLimited } from '../../src/sources/regular-file.js';
import { takeIn } from '../../src/sources/files/intake/take-in.js';
import { run } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();
const pipe = join(folder, 'pipe');
execFileSync('mkfifo', [pipe]);
const file = join(folder, 'file');
writeFileSync(file, 'text');

const standardInput = () => {
  throw new Error('standard input was read');
};

describe('what may never end', () => {
  it.each([pipe, '/dev/zero', '/dev/null'])('%s is not read as a file', async (path) => {
    expect(() => readLimited(path, 100)).toThrow(NotRegularError);
    await expect(takeIn(path, { standardInput })).rejects.toThrow(/pipe or a device; name a file/);
  });

  it('is refused by every command that reads a file', async () => {
    for (const args of [
      ['triage'],
      ['diff', pipe],
      ['triage', '--evidence'],
      ['triage', file, '--baseline'],
      ['--config'],
    ])
      expect(await run([...args, pipe])).toMatchObject({ code: 2, err: expect.stringContaining('pipe or a device') });
  });
});

it('reads a file up to its limit', () => {
  expect(readLimited(file, 4)?.toString()).toBe('text');
  expect(readLimited(file, 3)).toBeUndefined();
});
