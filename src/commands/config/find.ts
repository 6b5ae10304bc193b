import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';

/** The names of a settings file, in the order in which they count. */
const CONFIG_NAMES = ['.sf-jwt-doctor.yaml', '.sf-jwt-doctor.yml'] as const;

/** True for a file or a link. A folder, a pipe or a device is no settings file, whatever its name. */
function isFileOrLink(name: string): boolean {
  const status = lstatSync(name, { throwIfNoEntry: false });
  return status !== undefined && (status.isFile() || status.isSymbolicLink());
}

/** The settings file of a folder or of one above it, up to the first that holds `.git`. */
export function findConfig(from: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const file = CONFIG_NAMES.map((name) => path.join(folder, name)).find(isFileOrLink);
    if (file !== undefined) return file;
    if (existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) return undefined;
  }
}
