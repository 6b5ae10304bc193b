import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import type { Journal } from '../../fleet/run.js';
import { headerSchema, resultSchema, startSchema, type Header, type Result } from '../../fleet/result.js';
import type { Results } from '../../fleet/picture.js';
import { unwritable } from '../terminal/unwritable.js';
import { UsageError } from '../usage-error.js';

const MODE = 0o600;
const LARGEST_LINE = 1024 * 1024;
const CHUNK = 64 * 1024;

/** The contents of a shard file. */
export interface ShardFile extends Results {
  readonly header: Header;
  /** Bytes up to the end of the last whole line. */
  readonly whole: number;
  /** The run was cut off while it wrote its last line. */
  readonly isTorn: boolean;
}

/** Each whole line of a file with the position behind it, without holding the file in memory. */
function* linesOf(descriptor: number): Generator<{ readonly text: string; readonly end: number }> {
  const chunk = Buffer.alloc(CHUNK);
  let [rest, position] = [Buffer.alloc(0), 0];
  for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
    let bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10)) {
      position += at + 1;
      yield { text: bytes.subarray(0, at).toString('utf8'), end: position };
      bytes = bytes.subarray(at + 1);
    }
    rest = Buffer.from(bytes);
    if (rest.length > LARGEST_LINE) return;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Refuses a path that is not a plain file, so that nothing is read from or written through a link. */
function requirePlain(file: string): void {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`${file}: there is no such file; name a file that "fleet run" wrote`);
  if (status.isSymbolicLink()) throw new UsageError(`${file}: this is a link; name the file that it leads to`);
  if (!status.isFile()) throw new UsageError(`${file}: this is not a file; name a file that "fleet run" wrote`);
}

/**
 * Reads a shard file: the newest result of each login, and the logins that were being tried when the run ended. A last line
 * that was cut off is left out. Throws a usage error for a file of another kind, with the line.
 */
export function readShardFile(file: string): ShardFile {
  requirePlain(file);
  const descriptor = openSync(file, 'r');
  try {
    const size = fstatSync(descriptor).size;
    const results = new Map<string, Result>();
    const interrupted = new Set<string>();
    let header: Header | undefined;
    let [whole, line] = [0, 0];
    for (const { text, end } of linesOf(descriptor)) {
      line += 1;
      whole = end;
      const value = parsed(text);
      if (header === undefined) {
        const first = headerSchema.safeParse(value);
        if (!first.success) throw new UsageError(`${file}: this is not a file that "fleet run" wrote`);
        header = first.data;
        continue;
      }
      const started = startSchema.safeParse(value);
      if (started.success) {
        interrupted.add(started.data.start);
        continue;
      }
      const result = resultSchema.safeParse(value);
      if (!result.success)
        throw new UsageError(`${file}, line ${line}: this is not a result; the file was changed by something else`);
      const { id, at } = result.data;
      interrupted.delete(id);
      if ((results.get(id)?.at ?? '') <= at) results.set(id, result.data);
    }
    if (header === undefined) throw new UsageError(`${file}: this is not a file that "fleet run" wrote`);
    return { header, results, interrupted, whole, isTorn: whole < size };
  } finally {
    closeSync(descriptor);
  }
}

/** Joins the results of several shard files; of two results for one login, the newer counts. */
export function joined(files: readonly Results[]): Results {
  const results = new Map<string, Result>();
  const interrupted = new Set<string>();
  for (const file of files) {
    for (const id of file.interrupted) interrupted.add(id);
    for (const [id, result] of file.results) if ((results.get(id)?.at ?? '') <= result.at) results.set(id, result);
  }
  for (const id of results.keys()) interrupted.delete(id);
  return { results, interrupted };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When a process of this machine started, in the ticks of Linux; undefined elsewhere. A container that starts again has the
 * name and often the process numbers of the one before, so a number alone doesn't tell whether its process lives.
 */
function startOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may hold blanks and brackets; the 20th word behind it is the start.
    return status
      .slice(status.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
  } catch {
    return undefined;
  }
}

/** The text of a file; undefined if it is gone. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Holds a lock beside a file for this process. Throws a usage error while another run writes to the file. */
function lock(file: string): () => void {
  const name = `${file}.lock`;
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), start: startOf(process.pid) });
  const take = () => writeFileSync(name, mine, { flag: 'wx', mode: MODE });
  try {
    take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritableJournal(file, error);
    const old = textOf(name);
    const { pid, host, start } = (parsed(old ?? '') ?? {}) as { pid?: number; host?: string; start?: string };
    const inUse = new UsageError(
      `${file}: another run writes to it (${host ?? 'unknown machine'}, process ${pid ?? 'unknown'}); wait for its end, or delete ${name} if it is over`,
    );
    // On this machine a lock outlives its process only after a kill. On another one nobody can tell.
    const isHeld = (holder: number) => isAlive(holder) && (start === undefined || (startOf(holder) ?? start) === start);
    if (old !== undefined && (host !== hostname() || typeof pid !== 'number' || isHeld(pid))) throw inUse;
    // Several runs may find the same old lock. A second look keeps the lock that another one made since, up to a moment.
    if (textOf(name) === old) rmSync(name, { force: true });
    try {
      take();
    } catch {
      throw inUse;
    }
  }
  return () => rmSync(name, { force: true });
}

function unwritableJournal(file: string, error: unknown): UsageError {
  return new UsageError(`${file}: the results can't be written there (${unwritable(error)}); use another --journal`);
}

/** A shard file that a run appends to. */
export interface OpenJournal extends Journal {
  /** The results that it held when it was opened. */
  readonly before: Results;
  readonly wasTorn: boolean;
  /** The inventory changed since the file was begun. */
  readonly isOtherInventory: boolean;
  close(): void;
}

/**
 * Opens a shard file for one run: a new one, or with `resume` the one that is there, without its torn last line. Throws a
 * usage error where the file is in use, of another kind, for another shard, or can't be written.
 */
export function openJournal(file: string, header: Header, resume: boolean): OpenJournal {
  const release = lock(file);
  try {
    const isThere = existsSync(file);
    if (isThere && !resume)
      throw new UsageError(
        `${file}: it holds the results of a run; continue it with --resume, or name another file with --journal`,
      );
    const old = isThere ? readShardFile(file) : undefined;
    if (old !== undefined && (old.header.shard !== header.shard || old.header.depth !== header.depth))
      throw new UsageError(
        `${file}: it is of shard ${old.header.shard}, depth ${old.header.depth}, and this run is shard ${header.shard}, depth ${header.depth}; name another file with --journal`,
      );
    const flags = constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);
    const descriptor = openSync(file, isThere ? flags : flags | constants.O_CREAT | constants.O_EXCL, MODE);
    if (old?.isTorn === true) ftruncateSync(descriptor, old.whole);
    let position = fstatSync(descriptor).size;
    const append = (line: object): void => {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      try {
        for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
        position += bytes.length;
      } catch (error) {
        // A full disk may take a part of a line. It goes, so that the file stays one of whole lines.
        ftruncateSync(descriptor, position);
        throw unwritableJournal(file, error);
      }
    };
    if (!isThere) append(header);
    return {
      before: old ?? { results: new Map(), interrupted: new Set() },
      wasTorn: old?.isTorn === true,
      isOtherInventory: old !== undefined && old.header.inventory !== header.inventory,
      start: (id) => append({ start: id, at: new Date().toISOString() }),
      result: append,
      close() {
        closeSync(descriptor);
        release();
      },
    };
  } catch (error) {
    release();
    throw error instanceof UsageError ? error : unwritableJournal(file, error);
  }
}
