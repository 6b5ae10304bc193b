import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parseWorld, type KeyPair } from './parse-world.js';
import type { World } from './world.js';

/** Finds key pairs in a folder that holds `<name>.key` and `<name>.crt`. */
export function keysIn(folder: string): (name: string) => KeyPair {
  return (name) => ({
    privateKey: readFileSync(join(folder, `${basename(name)}.key`), 'utf8'),
    certificate: readFileSync(join(folder, `${basename(name)}.crt`), 'utf8'),
  });
}

/** Reads a world file; `keysDir` is where the key pairs that it names lie. */
export function loadWorld(file: string, keysDir: string): World {
  return parseWorld(readFileSync(file, 'utf8'), { name: basename(file), readKey: keysIn(keysDir) });
}

/** Reads a world of a fixtures folder (one with `orgs/` and `keys/` in it) by its name. */
export function loadFixtureWorld(name: string, fixturesDir: string): World {
  return loadWorld(join(fixturesDir, 'orgs', `${name}.yaml`), join(fixturesDir, 'keys'));
}
