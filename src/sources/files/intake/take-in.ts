import { stat } from 'node:fs/promises';
import { descriptorOf, NotRegularError } from '../../regular-file.js';
import { LARGEST_FOLDER, LARGEST_PASTE } from '../limits.js';
import { PasteError } from '../paste-error.js';
import type { Paste } from '../shape.js';
import { takeGzip, takeZip } from './archive.js';
import { chunksOfDescriptor, chunksOfFile, readUpTo, rechunked, type Chunks } from './chunks.js';
import { contentOf, LOOKED_AT } from './content.js';
import { takeText, type Taken } from './read-text.js';

export type { Taken } from './read-text.js';

/** Standard input, and the time limit for one input in milliseconds. */
export interface IntakeOptions {
  readonly standardInput: () => Chunks;
  readonly limit?: number;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  EACCES: 'the file may not be read; check its permissions',
  ENOTREG: 'this is a pipe or a device; name a file, or - for standard input',
};

/** A system error about an unreadable file, as a sentence. */
function unreadable(path: string, error: unknown): PasteError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new PasteError(`${path}: ${REASONS[code] ?? `it cannot be read (${code || 'unknown reason'})`}`);
}

/** The texts in a stream of bytes, whatever it holds: a text, an archive, a compressed file. */
export async function takeChunks(chunks: Chunks, name: string, whole = LARGEST_PASTE): Promise<Taken> {
  try {
    const { start, rest } = await readUpTo(chunks.bytes, LOOKED_AT);
    const content = contentOf(start, name);
    const all = rechunked(start, rest);
    const taken = await (content === 'zip'
      ? takeZip(all, name)
      : content === 'gzip'
        ? takeGzip(all, name)
        : takeText(all, name, whole));
    if (!chunks.timedOut()) return taken;
    return { ...taken, notes: [...taken.notes, `${name}: reading took too long; what came until then was read`] };
  } catch (error) {
    // An archive that came in part looks broken, and is not.
    if (error instanceof PasteError && chunks.timedOut())
      throw new PasteError(
        `${name}: reading took too long; give it more time with --read-timeout, or name another file`,
      );
    throw error;
  } finally {
    chunks.close();
  }
}

async function takeFolder(folder: string, limit: number | undefined): Promise<Taken> {
  const { walk } = await import('./folder.js');
  const { files, notes, leftOut } = await walk(folder);
  const pastes: Paste[] = [];
  const said = [...notes];
  let room = LARGEST_FOLDER;
  for (const file of files) {
    try {
      const taken = await takeChunks(chunksOfFile(file, limit), file, Math.max(0, Math.min(LARGEST_PASTE, room)));
      pastes.push(...taken.pastes);
      said.push(...taken.notes);
      for (const { text } of taken.pastes) room -= text.length;
    } catch (error) {
      // A file in a folder that isn't text is skipped: nobody named it.
      if (!(error instanceof PasteError)) said.push(unreadable(file, error).message);
    }
  }
  if (pastes.length === 0)
    throw new PasteError(said[0] ?? `${folder}: no log, answer, metadata or evidence file is in this folder`);
  return { pastes, notes: said, leftOut };
}

/**
 * The texts of an input: a file, a folder, a zip archive, a compressed file, or standard input for `-`. Size alone is no
 * reason to refuse an input: of a very large one, only the parts about logins are read, and a note says so. Throws a
 * PasteError when an input gives nothing.
 */
export async function takeIn(path: string, { standardInput, limit }: IntakeOptions): Promise<Taken> {
  if (path === '-') return takeChunks(standardInput(), 'standard input');
  try {
    const status = await stat(path);
    if (status.isDirectory()) return await takeFolder(path, limit);
    if (status.isFile()) return await takeChunks(chunksOfFile(path, limit), path);
    const descriptor = descriptorOf(path);
    if (descriptor === 0) return await takeChunks(standardInput(), path);
    if (descriptor === undefined || status.isCharacterDevice()) throw new NotRegularError(path);
    return await takeChunks(chunksOfDescriptor(descriptor, limit), path);
  } catch (error) {
    if (error instanceof PasteError) throw error;
    if (error instanceof Error && 'code' in error) throw unreadable(path, error);
    throw error;
  }
}
