import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync, type Stats } from 'node:fs';
import path from 'node:path';
import { homeFolder } from './home.js';

/** The code that V8 made of the command line in an earlier run of the same command. */
export interface CodeCache {
  readonly read: () => Buffer | undefined;
  /** Writes the code of this run. A place that can't be written to is no error. */
  readonly write: (make: () => Buffer) => void;
}

/** Each command has code of its own, because V8 keeps only what ran. */
const COMMANDS = ['triage', 'explain', 'collect', 'authorize', 'fix', 'setup', 'diff', 'help', '--help'];

/** V8 runs this code, so nobody but the user may be able to write it. */
function isOurs({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

function folderOf({ XDG_CACHE_HOME: given = '', LOCALAPPDATA: local = '' }: NodeJS.ProcessEnv): string | undefined {
  const named = process.platform === 'win32' ? local : given;
  if (path.isAbsolute(named)) return path.join(named, 'sf-jwt-doctor');
  const home = homeFolder();
  return home === undefined ? undefined : path.join(home, '.cache', 'sf-jwt-doctor');
}

function read(folder: string, name: string): Buffer | undefined {
  let file: number | undefined;
  try {
    if (!isOurs(lstatSync(folder))) return undefined;
    file = openSync(path.join(folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    return isOurs(fstatSync(file)) ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function write(folder: string, name: string, make: () => Buffer): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const status = lstatSync(folder);
    if (!status.isDirectory() || !isOurs(status)) return;
    const [build = ''] = name.split('+');
    for (const old of readdirSync(folder)) if (!old.startsWith(`${build}+`)) rmSync(path.join(folder, old));
    const draft = path.join(folder, `${name}.${process.pid}`);
    writeFileSync(draft, make(), { flag: 'wx', mode: 0o600 });
    renameSync(draft, path.join(folder, name));
  } catch {
    // The next run compiles again.
  }
}

/**
 * The cache of a build for the command that the first argument names. None where Node's own is turned off, and none in CI,
 * where the next run has another machine.
 */
export function cacheFor(build: string, first = ''): CodeCache | undefined {
  const { env } = process;
  const isOff = (env['NODE_DISABLE_COMPILE_CACHE'] ?? '') !== '' || (env['CI'] ?? '') !== '';
  if (isOff) return undefined;
  const folder = folderOf(env);
  if (folder === undefined) return undefined;
  const command = COMMANDS.includes(first) ? first.replace(/^-+/, '') : 'diagnose';
  const name = `${build}+${process.version}-${process.arch}-${command}`;
  return { read: () => read(folder, name), write: (make) => write(folder, name, make) };
}
