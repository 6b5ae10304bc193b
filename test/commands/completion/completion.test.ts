import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { proposalsFor } from '../../../src/commands/completion/proposals.js';
import { SCRIPTS } from '../../../src/commands/completion/scripts.js';
import { knownValues } from '../../../src/commands/completion/values.js';
import { buildProgram } from '../../../src/commands/program.js';
import { root } from '../../support/cli.js';
import { scratchFolder } from '../../support/login.js';

const run = { set: () => Promise.resolve(), settle: () => Promise.reject(new Error('not run')) };
const { commands } = buildProgram(run);

async function proposed(...typed: string[]): Promise<{ words: string[]; files: boolean }> {
  const { words, files } = await proposalsFor(commands, typed, knownValues);
  return { words: words.map(({ value }) => value), files };
}

describe('what can come next', () => {
  it.each([
    [['fi'], ['fix'], true],
    [['fix', '--app'], ['--apply', '--app'], false],
    [['triage', '--format', 'js'], ['json'], false],
    [['--probe', 'n'], ['none'], false],
    [['explain', 'approval-mis'], ['approval-missing'], false],
    [['demo', 'user-froz'], ['user-frozen'], false],
    [['triage', '--only', 'clock,certif'], ['clock,certificate'], false],
    [['triage', '--fact', 'app.permitted'], ['app.permittedUsers='], false],
    [['help', 'setu'], ['setup'], false],
    [['-f', ''], [], true],
    [['triage', ''], [], true],
    [['-o', ''], [], false],
  ])('after %j: %j', async (typed, words, files) => expect(await proposed(...typed)).toEqual({ words, files }));

  it('offers no option twice, unless it is repeatable', async () => {
    expect((await proposed('triage', '--json', '--js')).words).toEqual([]);
    expect((await proposed('triage', '--fact', 'app.blocked=true', '--fac')).words).toEqual(['--fact']);
  });
});

/** What bash would offer for a line, with the script and the built command line. */
function inBash(...words: string[]): string[] {
  const folder = scratchFolder();
  const program = join(folder, 'sf-jwt-doctor');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${root}dist/cli.js" "$@"\n`);
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'error log.txt'), '');
  const script = `${SCRIPTS.bash}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sf_jwt_doctor; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', script, 'bash', 'sf-jwt-doctor', ...words], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    encoding: 'utf8',
  });
  return stdout.split('\n').filter(Boolean);
}

describe('in bash', () => {
  it('completes commands, options, values and names of files', () => {
    expect(inBash('sim')).toEqual(['simulate']);
    expect(inBash('fix', '--und')).toEqual(['--undo', '--undo-file']);
    expect(inBash('triage', 'err')).toEqual(['error log.txt']);
  });

  it('evaluates nothing that was typed', () => {
    expect(inBash('triage', '$(touch pwned)', '')).not.toContain('pwned');
  });
});
