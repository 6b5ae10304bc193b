import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runAlone } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const scratch = scratchFolder();
const args = ['explain', 'approval-missing'];

/** Runs a command with a cache folder of its own. */
function cached(env: Readonly<Record<string, string>> = {}) {
  const base = mkdtempSync(join(scratch, 'cache-'));
  const folder = join(base, 'sf-jwt-doctor');
  const run = () => runAlone(args, { env: { XDG_CACHE_HOME: base, ...env } });
  return { folder, run, files: () => (existsSync(folder) ? readdirSync(folder) : []) };
}

describe('the code of a command', () => {
  it('is kept for the user alone, and gives the same output', async () => {
    const { folder, run, files } = cached();
    const first = await run();
    const [name, ...others] = files();
    expect({ name, others }).toEqual({ name: expect.stringMatching(/-explain$/), others: [] });
    expect([statSync(folder).mode & 0o777, statSync(join(folder, name!)).mode & 0o777]).toEqual([0o700, 0o600]);
    const { mtimeMs } = statSync(join(folder, name!));
    expect(await run()).toEqual(first);
    expect(statSync(join(folder, name!)).mtimeMs).toBe(mtimeMs);
  });

  it.each(['CI', 'NODE_DISABLE_COMPILE_CACHE'])('is not kept with %s', async (name) => {
    const { run, files } = cached({ [name]: '1' });
    expect((await run()).code).toBe(0);
    expect(files()).toEqual([]);
  });

  it('is written anew where it is damaged, and replaces that of other builds', async () => {
    const { folder, run, files } = cached();
    const first = await run();
    const [name] = files();
    writeFileSync(join(folder, name!), 'damaged');
    writeFileSync(join(folder, '0.0.1-older+v20-x64-explain'), '');
    expect(await run()).toEqual(first);
    expect(files()).toEqual([name]);
    expect(statSync(join(folder, name!)).size).toBeGreaterThan(1000);
  });

  it('is neither read nor written where others can write', async () => {
    const { folder, run, files } = cached();
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    expect((await run()).code).toBe(0);
    expect(files()).toEqual([]);
  });

  it('is no matter where its place cannot be made', async () => {
    const file = join(scratch, 'a-file');
    writeFileSync(file, '');
    expect(await runAlone(args, { env: { XDG_CACHE_HOME: file } })).toMatchObject({ code: 0, err: '' });
  });
});
