import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { DEEPEST, MOST_ENTRIES, MOST_FILES } from '../limits.js';
import { isWorthEntering, isWorthReading } from './file-names.js';

/** The files of a folder that may be evidence, and sentences about those left out. */
export interface Found {
  readonly files: readonly string[];
  readonly notes: readonly string[];
  /** Sentences about the files that were not looked at. */
  readonly leftOut: readonly string[];
}

/** A sentence about files that were left out by their kind, the most frequent endings first. */
function leftOutBy(folder: string, endings: ReadonlyMap<string, number>): string[] {
  const all = [...endings].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const shown = all.slice(0, 5).map(([ending, count]) => `${count} ${ending}`);
  return [`${folder}: ${total} files of other kinds (${shown.join(', ')}${all.length > 5 ? ', …' : ''})`];
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
  const endings = new Map<string, number>();
  const enter = async (path: string, within: string, depth: number): Promise<void> => {
    const entries = await entriesOf(path);
    if (entries === undefined) notes.push(`${path}: this folder may not be read; check its permissions`);
    for (const entry of entries ?? []) {
      seen += 1;
      if (seen > MOST_ENTRIES || files.length >= MOST_FILES) return;
      const [child, inner] = [join(path, entry.name), `${within}${entry.name}`];
      if (entry.isDirectory()) {
        if (isWorthEntering(entry.name) && depth < DEEPEST) await enter(child, `${inner}/`, depth + 1);
      } else if (!isWorthReading(inner)) {
        const ending = extname(entry.name) || entry.name;
        endings.set(ending, (endings.get(ending) ?? 0) + 1);
      } else if (entry.isFile() || (entry.isSymbolicLink() && (await staysWithin(root, child)))) files.push(child);
    }
  };
  await enter(folder, '', 0);
  if (seen > MOST_ENTRIES || files.length >= MOST_FILES)
    notes.push(`${folder}: only its first ${files.length} files were read; name the folder with the failing login`);
  return { files, notes, leftOut: leftOutBy(folder, endings) };
}
