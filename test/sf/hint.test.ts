import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import hint from '../../src/sf/hint.js';

const config = { bin: 'sf' };
const failed = { id: 'org:login:jwt', error: { exitCode: 1 }, config };

describe('the hint', () => {
  let written = '';
  beforeEach(() => {
    written = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((written += String(text)), true));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is one line after a failing JWT login, and repeats no flag', async () => {
    await hint({ ...failed, argv: ['-f', 'server.key', '--client-secret', 'hunter2'] });
    expect(written).toBe('To find out why, run "sf jwt doctor" with the same flags.\n');
  });

  it.each([
    ['a login that works', { ...failed, error: undefined }],
    ['another command', { ...failed, id: 'org:login:web' }],
    ['wrong flags', { ...failed, error: { oclif: { exit: 2 } } }],
    ['JSON', { ...failed, argv: ['--json'] }],
  ])('is silent after %s', async (_, ended) => {
    await hint(ended);
    expect(written).toBe('');
  });
});
