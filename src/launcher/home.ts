import os from 'node:os';
import path from 'node:path';

/**
 * The home folder of the user. Undefined where there is none: a user without an entry, as containers have them, or a variable
 * that is empty or relative. A relative home would be below the folder that the tool is started in, which may be anybody's.
 */
export function homeFolder(): string | undefined {
  try {
    const home = process.env['HOME'] ?? os.homedir();
    return path.isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}
