import { parse as parseYaml } from 'yaml';
import { completeWorld, refusal, type ParseWorldOptions } from './complete-world.js';
import { extendWorld, isMap, type YamlMap } from './extend-world.js';
import type { World } from './world.js';

/** The data of a world file after `extends` is resolved, not yet held against the schema. */
export function readWorldData(text: string, { name, readBase }: ParseWorldOptions): YamlMap {
  let raw: unknown;
  try {
    raw = parseYaml(text, { logLevel: 'error' });
  } catch (error) {
    throw refusal(name, `not YAML: ${(error as Error).message.split('\n')[0]?.replace(/:$/, '')}`);
  }
  if (!isMap(raw)) throw refusal(name, 'it has to hold a map with a title, orgs and a login');
  const { extends: base, ...changes } = raw;
  if (base === undefined) return raw;
  if (typeof base !== 'string') throw refusal(name, 'extends has to be the name of a scenario or of a YAML file');
  if (!readBase) throw refusal(name, `the world ${base} cannot be found without a place to look for it`);
  return extendWorld(readBase(base), changes);
}

/**
 * Reads a world file. Names of key pairs are replaced by PEM text through `readKey`, so that nothing after this reads a file.
 * Throws a WorldError with one sentence that says what is wrong and where.
 */
export function parseWorld(text: string, options: ParseWorldOptions = {}): World {
  return completeWorld(readWorldData(text, options), options);
}
