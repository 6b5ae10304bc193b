import { stat } from 'node:fs/promises';
import { LARGEST_FOLDER, LARGEST_PASTE } from '../limits.js';
import { PasteError } from '../paste-error.js';
import type { Paste } from '../shape.js';
import { takeGzip, takeZip } from './archive.js';
import { chunksOfFile, readUpTo, rechunked, type Chunks } from './chunks.js';
import { contentOf, LOOKED_AT } from './content.js';
import { takeText, type Taken } from './read-text.js';

export type { Taken } from './read-text.js';

/** Standard input, and how long reading one input may take, in milliseconds. */
export interface IntakeOptions {
  readonly standardInput: () => Chunks;
  readonly limit?: number;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  EACCES: 'the file may not be read; check its permissions',
};

/** What the system says of a file that cannot be read, as a sentence. */
function unreadable(path: string, error: unknown): PasteError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new PasteError(`${path}: ${REASONS[code] ?? `it cannot be read (${code || 'unknown reason'})`}`);
}

async function takeChunks({ bytes, timedOut }: Chunks, name: string, whole = LARGEST_PASTE): Promise<Taken> {
  const { start, rest } = await readUpTo(bytes, LOOKED_AT);
  const content = contentOf(start, name);
  const all = rechunked(start, rest);
  const taken = await (content === 'zip'
    ? takeZip(all, name)
    : content === 'gzip'
      ? takeGzip(all, name)
      : takeText(all, name, whole));
  if (!timedOut()) return taken;
  return { ...taken, notes: [...taken.notes, `${name}: reading took too long; what came until then was read`] };
}

async function takeFolder(folder: string, limit: number | undefined): Promise<Taken> {
  const { walk } = await import('./folder.js');
  const { files, notes } = await walk(folder);
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
      // What is no text in a folder is no evidence, and no mistake either.
      if (!(error instanceof PasteError)) said.push(unreadable(file, error).message);
    }
  }
  if (pastes.length === 0)
    throw new PasteError(said[0] ?? `${folder}: no log, answer, metadata or evidence file is in this folder`);
  return { pastes, notes: said };
}

/**
 * The texts of an input: a file, a folder, a zip archive, a compressed file, or standard input for `-`. None is refused
 * for its size alone: of what is too large to read as a whole, the parts that tell of a login are taken, and a note says so.
 * Throws a PasteError for an input that gives nothing.
 */
export async function takeIn(path: string, { standardInput, limit }: IntakeOptions): Promise<Taken> {
  if (path === '-') return takeChunks(standardInput(), 'standard input');
  try {
    if ((await stat(path)).isDirectory()) return await takeFolder(path, limit);
    return await takeChunks(chunksOfFile(path, limit), path);
  } catch (error) {
    if (error instanceof PasteError) throw error;
    if (error instanceof Error && 'code' in error) throw unreadable(path, error);
    throw error;
  }
}
