import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Endings of programs on Windows, where the name alone names none. */
const WINDOWS_ENDINGS = ['.exe', '.cmd', '.bat'];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The variable with the folders of programs; Windows spells it as it likes. */
function pathVariable(env: Readonly<Record<string, string | undefined>>): string {
  return Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
}

/**
 * The folders of PATH that don't depend on the folder somebody happens to work in. npm puts `node_modules/.bin` of the
 * project in front, and a relative entry means the current folder: programs in there came with a repository.
 */
function trustedFolders(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string[] {
  return (env[pathVariable(env)] ?? '')
    .split(platform === 'win32' ? ';' : ':')
    .filter((folder) => path.isAbsolute(folder) && !/(?:^|[\\/])node_modules(?:[\\/]|$)/i.test(folder));
}

/** The full path of a program in the trusted folders of PATH; undefined where there is none. */
export function findProgram(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const names = platform === 'win32' ? WINDOWS_ENDINGS.map((ending) => `${name}${ending}`) : [name];
  return trustedFolders(env, platform)
    .flatMap((folder) => names.map((one) => path.join(folder, one)))
    .find(isProgram);
}

/** An environment for a program, so that it finds others in the trusted folders only. */
export function trustedEnvironment<T extends Readonly<Record<string, string | undefined>>>(
  env: T,
  platform: NodeJS.Platform = process.platform,
): T {
  const folders = trustedFolders(env, platform).join(platform === 'win32' ? ';' : ':');
  return { ...env, [pathVariable(env)]: folders };
}
