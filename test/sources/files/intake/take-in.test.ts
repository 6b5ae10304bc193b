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
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

describe('an input that is refused', () => {
  it.each(Object.keys(starts))('leaves no timer and no open file: %s', async (name) => {
    const path = join(folder, name);
    writeFileSync(path, Buffer.concat([Buffer.from(starts[name]!), LARGE]));
    const before = timers();
    await expect(takeIn(path, { standardInput: () => chunksOfStream(process.stdin) })).rejects.toThrow(path);
    expect(timers()).toBe(before);
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
