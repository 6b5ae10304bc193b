import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readLimited } from '../../sources/regular-file.js';
import { shellWord } from '../../salesforce/shell-word.js';
import { UsageError } from '../usage-error.js';

const OTHERS = 0o077;
const LARGEST_INDEX = 200_000_000;

/** The folder with git's own files of a work tree; undefined outside of one. */
function gitFolder(top: string): string | undefined {
  const dotGit = path.join(top, '.git');
  const status = lstatSync(dotGit, { throwIfNoEntry: false });
  if (status?.isDirectory() === true) return dotGit;
  if (status?.isFile() !== true) return undefined;
  // A linked work tree, or a submodule, names the folder in a file.
  const named = /^gitdir: (.+)$/m.exec(readFileSync(dotGit, 'utf8'))?.[1];
  return named === undefined ? undefined : path.resolve(top, named.trim());
}

/** True for a file that git tracks. Its index is read as it is: git itself would run programs that a repository names. */
export function isTracked(file: string): boolean {
  const full = path.resolve(file);
  for (let top = path.dirname(full); ; top = path.dirname(top)) {
    const folder = gitFolder(top);
    if (folder !== undefined) {
      try {
        const name = path.relative(top, full).split(path.sep).join('/');
        return readLimited(path.join(folder, 'index'), LARGEST_INDEX)?.includes(`${name}\0`) === true;
      } catch {
        return false;
      }
    }
    if (top === path.dirname(top)) return false;
  }
}

/**
 * Throws a usage error for a key that somebody else may have put there or may know: everybody who has the key could log in
 * once its certificate is in the app. A key that isn't there yet is fine. Windows keeps owners and permissions elsewhere; there only git is asked.
 */
export function requireOwnKey(file: string, user: number | undefined = process.getuid?.()): void {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) return;
  const other = 'name another file with --jwt-key-file, and setup makes a key of your own';
  if (user !== undefined && status.uid !== user)
    throw new UsageError(`${file}: this key belongs to another user of this machine; ${other}`);
  if (user !== undefined && (status.mode & OTHERS) !== 0) {
    const mode = (status.mode & 0o777).toString(8);
    throw new UsageError(
      `${file}: other users of this machine can read or change this key (mode ${mode}); if it is yours and nobody has it, run: chmod 600 ${shellWord(file)}; else ${other}`,
    );
  }
  if (isTracked(file))
    throw new UsageError(`${file}: git tracks this key, so everybody with the repository has it; ${other}`);
}
