import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeAll, fixturesDir, start, world } from '../simulator/support/client.js';
import { reportOf, root, run, runAlone, type Run } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';
import { canMount, withMounts } from '../support/small-disk.js';

const folder = scratchFolder();
afterEach(closeAll);

const seed = join(fixturesDir, 'transcripts/seed.txt');

/** Bad input ends with 2 and one sentence about it. */
function expectOneSentence({ code, err }: Run, sentence: RegExp): void {
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringMatching(sentence) });
  expect(err.trim().split('\n')).toHaveLength(1);
}

describe('the clock of this machine', () => {
  async function diagnosed(aheadSeconds: number): Promise<Run> {
    const subject = world('healthy');
    for (const org of subject.orgs) org.clockOffsetSeconds = -aheadSeconds;
    const { args, env } = loginOf(await start(subject), mkdtempSync(join(folder, 'clock-')));
    return run(['diagnose', ...args, '--format', 'json'], { env });
  }

  it.each([
    ['an hour', 3600],
    ['a year', 365 * 86_400],
  ])('%s behind is named, and set first', async (_, behind) => {
    const told = await diagnosed(-behind);
    const { cause } = reportOf(told).diagnosis;
    expect(cause).toMatchObject({ id: 'assertion-expired', confidence: 'confirmed' });
    expect(cause!.remedy.summary).toBe('Set the clock of the machine that logs in.');
    expect(JSON.stringify(cause)).toMatch(/clock of the client is \d+ seconds behind/);
  });

  it('an hour ahead does no harm, and is told', async () => {
    const told = await diagnosed(3600);
    expect(told.code).toBe(0);
    expect(told.out).toMatch(/clock of the client is 3\d{3} seconds ahead/);
  });

  it.each([20, -20])('%i seconds off changes nothing', async (ahead) => {
    expect((await diagnosed(ahead)).code).toBe(0);
  });
});

describe('a home folder', () => {
  const HOMES: readonly Record<string, string>[] = [
    {},
    ...['', '/nonexistent/home', '/dev/null', 'relative'].map((HOME) => ({ HOME })),
  ];

  it.each(HOMES)('%j is not needed to read evidence or to try a login', async (env) => {
    expect((await runAlone(['triage', seed], { env })).code).toBe(1);
    const { args, env: way } = loginOf(await start('user-not-preauthorized'), mkdtempSync(join(folder, 'home-')));
    const told = await runAlone(['diagnose', ...args], { env: { ...way, ...env } });
    expect(told.code).toBe(1);
    expect(told.out).toMatch(/user-not-preauthorized/);
  });

  it('that is not absolute is none: nothing is kept below the folder at hand', async () => {
    const cwd = mkdtempSync(join(folder, 'at-hand-'));
    for (const HOME of ['', 'relative', '.']) await runAlone(['triage', seed], { env: { HOME }, cwd });
    expect(readdirSync(cwd)).toEqual([]);
  });

  const canBeAnybody = process.getuid?.() === 0;
  (canBeAnybody ? it : it.skip)(
    'is not there for a user without an entry, who reads evidence all the same',
    async () => {
      const child = spawn(process.execPath, [`${root}dist/cli.js`, 'triage', seed], { uid: 54_321, cwd: '/', env: {} });
      let err = '';
      child.stderr.on('data', (text) => (err += String(text)));
      child.stdout.resume();
      const [code] = (await once(child, 'close')) as [number];
      expect({ code, err }).toEqual({ code: 1, err: '' });
    },
  );

  it.each(HOMES)('%j has no stored login, which one sentence says', async (env) => {
    const told = await runAlone(['diagnose', '--login', 'ci'], { env });
    expectOneSentence(told, /ci/);
  });
});

describe('an output', () => {
  const outputs = (file: string) => run(['triage', seed, '--output', file], { cwd: folder });

  it.each([
    ['in a folder that is not there', 'missing/report.json'],
    ['in a folder that takes no files', '/proc/report.json'],
    ['that is a folder', '.'],
    ['that is a device', '/dev/full'],
  ])('%s is refused in one sentence', async (_, file) => {
    const told = await outputs(file);
    expect(told.code).toBe(2);
    expect(told.err.trim().split('\n')).toHaveLength(1);
    expect(told.err).not.toMatch(/^\s+at /m);
  });

  (canMount ? it : it.skip)('on a full disk leaves nothing half written', async () => {
    mkdirSync(join(folder, 'full'));
    const triage = `"${process.execPath}" "${root}dist/cli.js" triage "${seed}" --output full/report.json`;
    const collect = `"${process.execPath}" "${root}dist/cli.js" collect "${seed}" --output full/bundle.zip --yes`;
    const { out, err } = await withMounts(folder, [
      'mount -t tmpfs -o size=4k tmpfs full',
      'head -c 4096 /dev/zero > full/filler',
      `${triage} >/dev/null; echo "report $?"`,
      `${collect} >/dev/null; echo "bundle $?"`,
      'ls full',
    ]);
    expect(out.trim().split('\n')).toEqual(['report 2', 'bundle 2', 'filler']);
    expect(err).not.toMatch(/^\s+at /m);
    expect(
      err.match(
        /full\/(?:report.json|bundle.zip): the (?:report|bundle) could not be written there; the disk is full$/gm,
      ),
    ).toHaveLength(2);
  });
});
