import { scrub } from '../../redaction/scrub.js';
import type { Compared } from '../../report/comparison-schema.js';
import { LARGEST_PASTE } from '../../sources/files/limits.js';
import { readInput } from './read-input.js';
import { UsageError } from '../usage-error.js';

const HOW = 'name a report that was saved with --json';
const DEEPEST = 30;

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1));
}

/** Reads a report that was saved as JSON, by this version or another. Throws a usage error for anything else. */
export async function readSavedReport(file: string): Promise<Compared> {
  const { name, bytes } = await readInput(file, LARGEST_PASTE);
  let document: unknown;
  try {
    document = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    throw new UsageError(`${name}: this is not JSON; ${HOW}`);
  }
  if (isDeeperThan(document, DEEPEST)) throw new UsageError(`${name}: it is nested too deeply for a report; ${HOW}`);
  const { schemaVersion, error } = Object(document) as { schemaVersion?: unknown; error?: unknown };
  if (error !== undefined) throw new UsageError(`${name}: this is the error of a run, not a report; ${HOW}`);
  if (typeof schemaVersion === 'number' && schemaVersion !== 1)
    throw new UsageError(`${name}: schemaVersion ${schemaVersion} is not known; this version reads 1`);
  const { comparedSchema } = await import('../../report/comparison-schema.js');
  const parsed = comparedSchema.safeParse(document);
  if (parsed.success) return scrub(parsed.data);
  const where = parsed.error.issues[0]?.path.join('.');
  throw new UsageError(
    `${name}: this is no report of sf-jwt-doctor${where ? `: "${where.slice(0, 60)}" is missing or wrong` : ''}; ${HOW}`,
  );
}
