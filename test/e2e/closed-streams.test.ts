import { execFile } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { fixturesDir } from '../simulator/support/client.js';
import { root } from '../support/cli.js';

const seed = `${fixturesDir}/transcripts/seed.txt`;

/** The exit code of the built command line, with a redirection of a POSIX shell. */
function exitOf(args: string, redirection: string): Promise<number> {
  const command = `'${process.execPath}' '${root}dist/cli.js' ${args} ${redirection}`;
  return new Promise((resolve) => execFile('/bin/sh', ['-c', command], (error) => resolve(Number(error?.code ?? 0))));
}

it.each([
  ['triage no-such-file', '2>/dev/full', 2],
  ['triage no-such-file', '2>&-', 2],
  ['triage --fact app.name=CI', '2>/dev/full', 3],
  [`triage '${seed}' --verbose`, '2>/dev/full', 1],
  [`triage '${seed}'`, '>&-', 1],
  [`triage '${seed}'`, '>/dev/full', 70],
])('%s %s ends with %i', async (args, redirection, code) => {
  expect(await exitOf(args, redirection)).toBe(code);
});
