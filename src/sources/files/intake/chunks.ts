import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** The time limit for reading one input, in milliseconds. */
const LONGEST_READ = 300_000;

const CHUNK = 256 * 1024;

/** Bytes as they come, and how to stop them. */
export interface Chunks {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Whether the time limit ended them. */
  readonly timedOut: () => boolean;
}

/**
 * The bytes of a stream, until it ends or the time is over: a pipe that never ends gives what came until then. Reading
 * that fails throws what the system says.
 */
function limited(stream: Readable, limit: number): Chunks {
  let isOver = false;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const timer = setTimeout(() => {
      isOver = true;
      stream.destroy();
    }, limit);
    try {
      for await (const chunk of stream) yield chunk as Uint8Array;
    } catch (error) {
      if (!isOver) throw error;
    } finally {
      clearTimeout(timer);
    }
  }
  return { bytes: bytes(), timedOut: () => isOver };
}

/** The bytes of a file, a device or a named pipe. */
export function chunksOfFile(path: string, limit = LONGEST_READ): Chunks {
  return limited(createReadStream(path, { highWaterMark: CHUNK }), limit);
}

/** The bytes of a stream such as standard input. */
export function chunksOfStream(stream: Readable, limit = LONGEST_READ): Chunks {
  return limited(stream, limit);
}

/** Reads on until there is that much, or all of it: what was read, and the rest if there is one. */
export async function readUpTo(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ start: Buffer; rest?: AsyncIterable<Uint8Array> }> {
  const source = chunks[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  while (length <= size) {
    const next = await source.next();
    if (next.done === true) return { start: Buffer.concat(read) };
    read.push(next.value);
    length += next.value.length;
  }
  return { start: Buffer.concat(read), rest: { [Symbol.asyncIterator]: () => source } };
}

/** Bytes that were read already, in chunks, and then those that follow. */
export async function* rechunked(start: Uint8Array, rest?: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < start.length; at += CHUNK) yield await Promise.resolve(start.subarray(at, at + CHUNK));
  if (rest !== undefined) yield* rest;
}
