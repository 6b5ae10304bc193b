import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { unzip } from '../../src/sources/files/zip.js';
import { canariesIn, CANARY_PASTES } from '../support/canaries.js';
import { run } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();
let count = 0;

/** Collects files into a new bundle; gives its path and its members. */
async function bundleOf(files: readonly string[], flags: readonly string[] = []) {
  const path = join(folder, `bundle-${(count += 1)}.zip`);
  const result = await run(['collect', ...files, '--output', path, ...flags]);
  const members = result.code === 0 ? unzip(readFileSync(path), path) : new Map<string, Uint8Array>();
  const texts = new Map([...members].map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
  return { path, result, texts, all: [...texts].map(([name, text]) => `${name}\n${text}`).join('\n') };
}

function written(pastes: Readonly<Record<string, string>>): string[] {
  const own = join(folder, `pastes-${(count += 1)}`);
  mkdirSync(own);
  return Object.entries(pastes).map(([name, text]) => {
    const file = join(own, name);
    writeFileSync(file, text);
    return file;
  });
}

describe('a bundle', () => {
  it.each(Object.entries(CANARY_PASTES))('of %s holds no secret and no name of anybody', async (name, text) => {
    expect(canariesIn(text)).not.toEqual([]);
    const { result, all } = await bundleOf(written({ [name]: text }));
    expect(result).toMatchObject({ code: 0 });
    expect(canariesIn(all)).toEqual([]);
    expect(canariesIn(result.err)).toEqual(canariesIn(result.out));
  });

  it('of all of them together holds none either', async () => {
    const { all } = await bundleOf(written(CANARY_PASTES));
    expect(canariesIn(all)).toEqual([]);
  });
});
