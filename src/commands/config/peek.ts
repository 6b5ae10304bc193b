import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { Wishes } from '../reports/targets.js';
import { findConfig } from './find.js';

function texts(value: unknown): string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}

/** The configuration file that the arguments name, or that lies here or above. */
function configIn(argv: readonly string[]): string | undefined {
  if (argv.includes('--no-config')) return undefined;
  const at = argv.findIndex((argument) => argument === '--config' || argument.startsWith('--config='));
  if (at === -1) return findConfig(process.cwd());
  return argv[at]!.includes('=') ? argv[at]!.slice('--config='.length) : argv[at + 1];
}

/**
 * The formats and outputs that a configuration file asks for, whatever else is wrong in it or in the arguments: an
 * error is to be told in the language that was asked for. Never throws.
 */
export function wishesOfConfig(argv: readonly string[]): Wishes {
  try {
    const file = configIn(argv) ?? '';
    if (!statSync(file).isFile()) return { format: [], output: [] };
    const document = parseDocument(readFileSync(file, 'utf8'), { prettyErrors: false, logLevel: 'error' });
    const settings = document.toJS({ maxAliasCount: 10 }) as Record<string, unknown> | null;
    return { format: texts(settings?.['format']), output: texts(settings?.['output']) };
  } catch {
    return { format: [], output: [] };
  }
}
