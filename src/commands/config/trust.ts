import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './schema.js';

/** A setting that only a person may choose, with the value as it takes effect. */
export interface Reserved {
  readonly key: keyof Config;
  readonly value: unknown;
}

/** Settings that a file may choose because somebody found it: they decide how a report looks and whom it is about. */
const HARMLESS: ReadonlySet<keyof Config> = new Set([
  'username',
  'clientId',
  'keyAlias',
  'app',
  'timeout',
  'probe',
  'format',
  'strict',
  'skip',
]);
/** Files that are read. Within the project of the settings file they are harmless, too. */
const READ: ReadonlySet<keyof Config> = new Set(['jwtKeyFile', 'certificate']);

const WRITABLE_BY_GROUP = 0o020;
const WRITABLE_BY_OTHERS = 0o002;

/** The true place of a file; of one that isn't there, the true place of its folder and its name. */
export function truePath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const folder = path.dirname(file);
    return folder === file ? file : path.join(truePath(folder), path.basename(file));
  }
}

/** True for a true path within a folder. */
function isWithin(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/**
 * Why a settings file that was found can't be used: it leads out of its folder, or somebody else can write it. Windows
 * keeps owners and permissions elsewhere; Node doesn't show them. Undefined for a file that can be used.
 */
export function distrust(file: string, user: number | undefined = process.getuid?.()): string | undefined {
  const folder = truePath(path.dirname(path.resolve(file)));
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined || !status.isFile()) return 'it is not a regular file';
  if (!isWithin(folder, truePath(file))) return 'it is a link that leads out of its folder';
  if (user === undefined) return undefined;
  if (status.uid !== user && status.uid !== 0) return 'it belongs to another user';
  if ((status.mode & WRITABLE_BY_OTHERS) !== 0) return 'every user of this machine can change it';
  // Many systems give each user a group of their own, with the same number.
  if ((status.mode & WRITABLE_BY_GROUP) !== 0 && status.gid !== user && status.gid !== 0)
    return 'the users of its group can change it';
  return undefined;
}

/** The settings of a found file that need a person's consent, out of those that the command would use. */
export function reservedSettings(config: Config, used: readonly string[], file: string): Reserved[] {
  const folder = truePath(path.dirname(path.resolve(file)));
  const resolve = (value: unknown): unknown => (value === '-' ? value : truePath(path.resolve(folder, String(value))));
  return (Object.keys(config) as (keyof Config)[])
    .filter((key) => used.includes(key) && !HARMLESS.has(key))
    .map((key) => {
      if (key === 'output') return { key, value: [config.output].flat().map(resolve) };
      return { key, value: READ.has(key) ? resolve(config[key]) : config[key] };
    })
    .filter(({ key, value }) => !READ.has(key) || !isWithin(folder, String(value)));
}
