import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearestName } from '../facts/nearest.js';
import { print } from './terminal/output.js';
import { packageRoot } from './package-root.js';
import { UsageError } from './usage-error.js';

const NAMES = ['report', 'evidence', 'config'];

/** `schema [name]`: the published JSON Schema of the report, of an evidence file or of a configuration file. */
export async function schema(name: string): Promise<number> {
  if (!NAMES.includes(name)) {
    const near = nearestName(name.slice(0, 60), NAMES);
    const hint = near === undefined ? `the schemas are: ${NAMES.join(', ')}` : `did you mean "${near}"?`;
    throw new UsageError(`there is no schema "${name.slice(0, 60)}"; ${hint}`);
  }
  await print(readFileSync(join(packageRoot(), 'schema', `${name}.schema.json`), 'utf8'));
  return 0;
}
