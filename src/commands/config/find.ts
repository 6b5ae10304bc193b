import { existsSync } from 'node:fs';
import path from 'node:path';

/** The names of a configuration file, in the order in which they count. */
const CONFIG_NAMES = ['.sf-jwt-doctor.yaml', '.sf-jwt-doctor.yml'] as const;

/** The configuration file of a folder or of one above it, up to the first that holds `.git`. */
export function findConfig(from: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const file = CONFIG_NAMES.map((name) => path.join(folder, name)).find((name) => existsSync(name));
    if (file !== undefined) return file;
    if (existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) return undefined;
  }
}
