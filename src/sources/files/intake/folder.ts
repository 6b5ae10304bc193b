import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { DEEPEST, MOST_ENTRIES, MOST_FILES } from '../limits.js';
import { isWorthEntering, isWorthReading } from './file-names.js';

/** The files of a folder that may be evidence, and sentences about those left out. */
export interface Found {
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Whether a link leads to a file inside the folder. */
async function staysWithin(root: string, link: string): Promise<boolean> {
  try {
    const target = await realpath(link);
    return target.startsWith(root + sep) && (await stat(target)).isFile();
  } catch {
    return false;
  }
}

async function entriesOf(folder: string): Promise<Dirent[] | undefined> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

/**
 * Walks a folder in the order of names, within limits. Links to folders aren't followed, because they may form loops.
 * Links to files are followed only if they stay inside the folder. Paths begin with the folder as it was named.
 */
export async function walk(folder: string): Promise<Found> {
  const root = await realpath(folder);
  const files: string[] = [];
  const notes: string[] = [];
  let seen = 0;
  const enter = async (path: string, within: string, depth: number): Promise<void> => {
    const entries = await entriesOf(path);
    if (entries === undefined) notes.push(`${path}: this folder may not be read; check its permissions`);
    for (const entry of entries ?? []) {
      seen += 1;
      if (seen > MOST_ENTRIES || files.length >= MOST_FILES) return;
      const [child, inner] = [join(path, entry.name), `${within}${entry.name}`];
      if (entry.isDirectory()) {
        if (isWorthEntering(entry.name) && depth < DEEPEST) await enter(child, `${inner}/`, depth + 1);
      } else if (
        isWorthReading(inner) &&
        (entry.isFile() || (entry.isSymbolicLink() && (await staysWithin(root, child))))
      )
        files.push(child);
    }
  };
  await enter(folder, '', 0);
  if (seen > MOST_ENTRIES || files.length >= MOST_FILES)
    notes.push(`${folder}: only its first ${files.length} files were read; name the folder with the failing login`);
  return { files, notes };
}
