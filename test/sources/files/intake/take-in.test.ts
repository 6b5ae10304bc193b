import { createHook } from 'node:async_hooks';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { chunksOfStream } from '../../../../src/sources/files/intake/chunks.js';
import { takeIn } from '../../../../src/sources/files/intake/take-in.js';
import { scratchFolder } from '../../../support/login.js';

const folder = scratchFolder();
const LARGE = Buffer.alloc(300_000, 'x');
const starts: Readonly<Record<string, readonly number[]>> = {
  'picture.png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'page.pdf': [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37],
  'archive.7z': [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4],
};

/** The timers that keep the process. */
/** Runs some work and tells how many of the timers that our code made are left; jest has timers of its own. */
async function timersLeftBy(work: () => Promise<unknown>): Promise<number> {
  const made = new Set<number>();
  const hook = createHook({
    init: (id, type) => type === 'Timeout' && new Error().stack!.includes('/src/sources/') && made.add(id),
    destroy: (id) => made.delete(id),
  }).enable();
  await work();
  // The end of a timer is told a turn later.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  hook.disable();
  return made.size;
}

describe('an input that is refused', () => {
  it.each(Object.keys(starts))('leaves no timer and no open file: %s', async (name) => {
    const path = join(folder, name);
    writeFileSync(path, Buffer.concat([Buffer.from(starts[name]!), LARGE]));
    const refused = () =>
      expect(takeIn(path, { standardInput: () => chunksOfStream(process.stdin) })).rejects.toThrow(path);
    expect(await timersLeftBy(refused)).toBe(0);
  });
});

describe('a stream that is too slow', () => {
  const slow = (start: Uint8Array) => {
    const stream = new PassThrough();
    stream.write(start);
    return takeIn('-', { standardInput: () => chunksOfStream(stream, 50) });
  };

  it('is read as far as it came', async () => {
    const { pastes, notes } = await slow(Buffer.from('invalid_grant: x\n'));
    expect(pastes).toMatchObject([{ text: 'invalid_grant: x\n' }]);
    expect(notes).toEqual(['standard input: reading took too long; what came until then was read']);
  });

  it('is not called broken where it is compressed', async () => {
    const packed = gzipSync(Buffer.from('invalid_grant: x\n'.repeat(1000)));
    await expect(slow(packed.subarray(0, packed.length - 9))).rejects.toThrow(
      /reading took too long; give it more time/,
    );
  });
});
