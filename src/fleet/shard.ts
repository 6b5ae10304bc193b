import { createHash } from 'node:crypto';
import { InputError } from '../facts/input-error.js';

/** A part of an inventory: number `index` (from 1) of `total`. */
export interface Shard {
  readonly index: number;
  readonly total: number;
  /** Where it comes from, if an engine told it. */
  readonly from?: string;
}

/** A shard that can't be used; the message says what to write instead. */
class ShardError extends InputError {
  override readonly name = 'ShardError';
}

/** The whole inventory. */
export const WHOLE: Shard = { index: 1, total: 1 };

/** An engine that runs one job several times, and the variables by which each run knows which it is. */
interface Engine {
  readonly name: string;
  readonly index: string;
  readonly total: string;
  /** The number of the first run. */
  readonly first: 0 | 1;
}

/**
 * Documented by each engine. Kubernetes exports only the index: there the manifest of the job has to export the total under
 * the name in this table.
 */
const ENGINES: readonly Engine[] = [
  { name: 'GitLab', index: 'CI_NODE_INDEX', total: 'CI_NODE_TOTAL', first: 1 },
  { name: 'AWS Batch', index: 'AWS_BATCH_JOB_ARRAY_INDEX', total: 'AWS_BATCH_JOB_ARRAY_SIZE', first: 0 },
  { name: 'Azure Pipelines', index: 'SYSTEM_JOBPOSITIONINPHASE', total: 'SYSTEM_TOTALJOBSINPHASE', first: 1 },
  { name: 'CircleCI', index: 'CIRCLE_NODE_INDEX', total: 'CIRCLE_NODE_TOTAL', first: 0 },
  { name: 'Buildkite', index: 'BUILDKITE_PARALLEL_JOB', total: 'BUILDKITE_PARALLEL_JOB_COUNT', first: 0 },
  { name: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', total: 'JOB_COMPLETIONS', first: 0 },
];

function checked(index: number, total: number, where: string, from?: string): Shard {
  if (!Number.isSafeInteger(total) || total < 1 || total > 10_000 || !Number.isSafeInteger(index))
    throw new ShardError(`${where}: this is not a shard; write it like 2/8 (the second of eight)`);
  if (index < 1 || index > total)
    throw new ShardError(`${where}: shard ${index} of ${total} does not exist; they are numbered from 1 to ${total}`);
  return { index, total, ...(from !== undefined && { from }) };
}

function number(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** The shard that `--shard 2/8` names. Throws one sentence for anything else. */
export function readShard(text: string): Shard {
  const [index = '', total = '', ...rest] = text.split('/');
  return checked(number(index), rest.length > 0 ? Number.NaN : number(total), `--shard ${text}`);
}

/**
 * The shard that the engine of this run exports; the whole inventory where none does. An index without a total is an error:
 * each run would try everything, which looks like a success and takes the whole time of all.
 */
export function shardOfEngine(env: Readonly<Record<string, string | undefined>>): Shard {
  const engine = ENGINES.find(({ index }) => (env[index] ?? '') !== '');
  if (engine === undefined) return WHOLE;
  const { name, index, total, first } = engine;
  const size = env[total] ?? '';
  if (size === '')
    throw new ShardError(
      `${name} runs this as number ${env[index]} of several (${index}), and the number of runs is unknown; export ${total}, or give --shard`,
    );
  return checked(number(env[index]!) + 1 - first, number(size), `${index}=${env[index]}, ${total}=${size}`, name);
}

/** True if a login belongs to a shard. It depends on its id alone, so a new login moves no other. */
export function isInShard(id: string, { index, total }: Shard): boolean {
  return total === 1 || createHash('sha256').update(id).digest().readUIntBE(0, 6) % total === index - 1;
}
