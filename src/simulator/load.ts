import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

import type { YamlMap } from './extend-world.js';
import { WorldError, type KeyPair, type ParseWorldOptions } from './complete-world.js';
import { parseWorld, readWorldData } from './parse-world.js';
import type { World } from './world.js';

/** Finds key pairs in a folder that holds `<name>.key` and `<name>.crt`. */
export function keysIn(folder: string): (name: string) => KeyPair {
  return (name) => ({
    privateKey: readFileSync(join(folder, `${basename(name)}.key`), 'utf8'),
    certificate: readFileSync(join(folder, `${basename(name)}.crt`), 'utf8'),
  });
}

/** Finds the worlds that `file` extends: a YAML file in its own folder, or a world of `orgsDir` by its name. */
function basesOf(file: string, orgsDir: string, extending: readonly string[] = []): (base: string) => YamlMap {
  const chain = [...extending, realpathSync(file)];
  const refuse = (sentence: string): never => {
    throw new WorldError(`${basename(file)}: ${sentence}.`);
  };
  return (base) => {
    const isFile = /\.ya?ml$/.test(base);
    const folder = realpathSync(isFile ? dirname(file) : orgsDir);
    let found: string;
    let text: string;
    try {
      found = realpathSync(join(folder, isFile ? base : `${base}.yaml`));
      text = readFileSync(found, 'utf8');
    } catch {
      return refuse(`it extends ${base}, ${isFile ? 'a file that cannot be read' : 'and there is no such scenario'}`);
    }
    const path = relative(folder, found);
    if (isAbsolute(path) || path.split(sep)[0] === '..') refuse(`it extends ${base}, which lies outside of ${folder}`);
    if (chain.includes(found)) {
      refuse(`it extends ${base} in a circle: ${[...chain, found].map((one) => basename(one)).join(' → ')}`);
    }
    return readWorldData(text, { name: basename(found), readBase: basesOf(found, orgsDir, chain) });
  };
}

/** Where a world file finds what it names: key pairs and the worlds it extends, in `fixturesDir` or in its own folder. */
export function worldOptions(file: string, fixturesDir: string): Required<ParseWorldOptions> {
  return {
    name: basename(file),
    readKey: keysIn(join(fixturesDir, 'keys')),
    readBase: basesOf(file, join(fixturesDir, 'orgs')),
  };
}

/** Reads a world file; `fixturesDir` holds the key pairs (`keys/`) and the scenarios (`orgs/`) that it may name. */
export function loadWorld(file: string, fixturesDir: string): World {
  return parseWorld(readFileSync(file, 'utf8'), worldOptions(file, fixturesDir));
}

/** Reads a world by name from a fixtures folder that holds `orgs/` and `keys/`. */
export function loadFixtureWorld(name: string, fixturesDir: string): World {
  return loadWorld(join(fixturesDir, 'orgs', `${name}.yaml`), fixturesDir);
}
