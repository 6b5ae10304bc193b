import { chmodSync, linkSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MODE_BITS = 0o777;

/** A place that is not written to, with a code such as the file system gives. */
class UnsafeFileError extends Error {
  override readonly name = 'UnsafeFileError';

  constructor(readonly code: 'ELINK' | 'ENOTREG') {
    super(code);
  }
}

/** Writes a whole file beside its place, under a name that nobody can guess, and puts it there; nothing half is left. */
function put(
  file: string,
  contents: string | Uint8Array,
  mode: number | undefined,
  place: (part: string) => void,
): void {
  const part = path.join(path.dirname(file), `.${path.basename(file)}.${crypto.randomUUID()}.part`);
  try {
    writeFileSync(part, contents, { flag: 'wx', ...(mode !== undefined && { mode }) });
    place(part);
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * Makes a new file, whole or not at all. Never replaces one, and never writes through a link: throws EEXIST where anything
 * is in its place, also a link that leads nowhere, and whatever else the file system says.
 */
export function createFile(file: string, contents: string | Uint8Array, mode?: number): void {
  put(file, contents, mode, (part) => {
    try {
      linkSync(part, file);
    } catch (error) {
      // Some file systems know no second name of a file.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(String((error as NodeJS.ErrnoException).code)))
        throw error;
      writeFileSync(file, contents, { flag: 'wx', ...(mode !== undefined && { mode }) });
    }
  });
}

/** A file that a person wants replaced: a regular one, or none yet. Throws for a link, a folder, a pipe or a device. */
export function requireReplaceable(file: string): void {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (status.isSymbolicLink()) throw new UnsafeFileError('ELINK');
  if (!status.isFile() && !status.isDirectory()) throw new UnsafeFileError('ENOTREG');
}

/** Writes a file in place of an older one, whole or not at all; it keeps the permissions. Never writes through a link. */
export function replaceFile(file: string, contents: string | Uint8Array, mode?: number): void {
  requireReplaceable(file);
  const there = lstatSync(file, { throwIfNoEntry: false });
  put(file, contents, mode, (part) => {
    if (there !== undefined) chmodSync(part, there.mode & MODE_BITS);
    renameSync(part, file);
  });
}

/** Makes several new files below a folder: all of them, or none. Throws EEXIST where one is there already. */
export function createFiles(folder: string, files: readonly { readonly path: string; readonly text: string }[]): void {
  const made: string[] = [];
  try {
    for (const { path: name, text } of files) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      createFile(file, text);
      made.push(file);
    }
  } catch (error) {
    for (const file of made) rmSync(file, { force: true });
    throw error;
  }
}
