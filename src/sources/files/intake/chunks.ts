import { createReadStream } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** The time limit for reading one input, in milliseconds. */
const LONGEST_READ = 300_000;

const CHUNK = 256 * 1024;

/** A stream of bytes that can be stopped. */
export interface Chunks {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Whether the time limit ended them. */
  readonly timedOut: () => boolean;
  /** Ends the reading, also where nobody has begun or finished it. */
  readonly close: () => void;
}

/**
 * The bytes of a stream until it ends or the time limit is reached, because a pipe may never end. Throws the system's
 * error when reading fails.
 */
function limited(stream: Readable, limit: number): Chunks {
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    stream.destroy();
  }, limit);
  const close = (): void => {
    clearTimeout(timer);
    stream.destroy();
  };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of stream) yield chunk as Uint8Array;
    } catch (error) {
      if (!isOver) throw error;
    }
  }
  return { bytes: bytes(), timedOut: () => isOver, close };
}

/**
 * The bytes of an open pipe, as a shell hands it over for `<(command)`. A socket can be given up at any time; a file stream
 * would keep the process until the other side writes.
 */
export function chunksOfDescriptor(descriptor: number, limit = LONGEST_READ): Chunks {
  return limited(new Socket({ fd: descriptor, readable: true, writable: false }), limit);
}

/** The bytes of a regular file. */
export function chunksOfFile(path: string, limit = LONGEST_READ): Chunks {
  return limited(createReadStream(path, { highWaterMark: CHUNK }), limit);
}

/** The bytes of a stream such as standard input. */
export function chunksOfStream(stream: Readable, limit = LONGEST_READ): Chunks {
  return limited(stream, limit);
}

/** Reads until it has this many bytes or everything. Returns the bytes read, and the rest of the stream if any. */
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

/** Puts bytes that were already read in front of the rest of the stream. */
export async function* rechunked(start: Uint8Array, rest?: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < start.length; at += CHUNK) yield await Promise.resolve(start.subarray(at, at + CHUNK));
  if (rest !== undefined) yield* rest;
}
