import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { pageUrl, REPOSITORY } from '../../src/report/repository.js';
import { root } from '../support/cli.js';

it('is the address of package.json, as a browser opens it', () => {
  expect(REPOSITORY).toMatch(/^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/);
  expect(pageUrl('docs/facts.md')).toBe(`${REPOSITORY}/blob/main/docs/facts.md`);
});

it('is written in no source file', () => {
  const { status, stdout } = spawnSync('grep', ['-rlF', REPOSITORY, 'src'], { cwd: root, encoding: 'utf8' });
  // grep ends with 1 where it finds nothing, and with 2 where it fails.
  expect([status, stdout]).toEqual([1, '']);
});
