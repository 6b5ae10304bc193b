import { expect, it } from '@jest/globals';
import { run, runAlone } from '../support/cli.js';

it('prints the help that the command line would print', async () => {
  const [written, asked] = [await runAlone(['--help']), await run(['help'])];
  expect(written).toEqual(asked);
  expect(written.out).toContain('Exit codes:');
  expect(await runAlone(['-h'])).toEqual(written);
});
