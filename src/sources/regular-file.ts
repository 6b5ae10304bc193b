import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A file that is none: a named pipe, a device or a socket may never end. */
export class NotRegularError extends Error {
  override readonly name = 'NotRegularError';
  readonly code = 'ENOTREG';
}

/**
 * The number of an open descriptor of this very process, which is how a shell hands over `<(command)`. Undefined for any
 * other path.
 */
export function descriptorOf(path: string): number | undefined {
  if (path === '/dev/stdin') return 0;
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d{1,4})$/.exec(path)?.[1];
  return number === undefined ? undefined : Number(number);
}

const CHUNK = 64 * 1024;
const PAUSE_MS = 20;
const LONGEST_PIPE_MS = 60_000;

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

/** Reads once; waits for the program behind a pipe, but not for ever. */
function readOnce(file: number, chunk: Buffer, until: number): number {
  for (;;) {
    try {
      return readSync(file, chunk, 0, chunk.length, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || Date.now() > until) throw error;
      pause();
    }
  }
}

/**
 * The bytes of a regular file, or of what a shell hands over as `<(command)`, up to a limit; undefined when there are
 * more. Throws what the file system says, and a NotRegularError for anything that may never end.
 */
export function readLimited(path: string, limit: number): Buffer | undefined {
  // Without O_NONBLOCK, opening a named pipe waits for somebody who writes.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(file);
    const isHandedOver = descriptorOf(path) !== undefined && (status.isFIFO() || status.isSocket());
    // A folder is told by the reading itself.
    if (!status.isFile() && !status.isDirectory() && !isHandedOver) throw new NotRegularError(path);
    const until = Date.now() + LONGEST_PIPE_MS;
    const chunks: Buffer[] = [];
    let size = 0;
    for (;;) {
      const chunk = Buffer.alloc(CHUNK);
      const count = readOnce(file, chunk, until);
      if (count === 0) return Buffer.concat(chunks);
      size += count;
      if (size > limit) return undefined;
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}
