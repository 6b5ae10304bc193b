import { pictureOf } from '../../fleet/picture.js';
import { note } from '../terminal/output.js';
import { UsageError } from '../usage-error.js';
import { readInventory } from './inventory/read.js';
import { joined, readShardFile, type ShardFile } from './journal-file.js';
import { daysOf, exitCodeFor, pick, showPicture, targetsOf, type PictureOptions } from './options.js';
import { WHOLE } from '../../fleet/shard.js';

/** Options of `fleet merge`. */
export interface FleetMergeOptions extends PictureOptions {
  readonly inventory?: string;
  readonly tag: readonly string[];
  readonly allowHost: string[];
}

/** Says which shards of a run are missing among the files. */
function missingShards(files: readonly ShardFile[]): string[] {
  const totals = new Set(files.map(({ header }) => header.shard.split('/')[1]));
  if (totals.size !== 1) return [];
  const total = Number([...totals][0]);
  const there = new Set(files.map(({ header }) => header.shard.split('/')[0]));
  return Array.from({ length: total }, (_, index) => String(index + 1)).filter((shard) => !there.has(shard));
}

/** `fleet merge`: joins the files of the shards with the inventory into one picture. */
export async function fleetMerge(names: readonly string[], options: FleetMergeOptions): Promise<number> {
  targetsOf(options);
  daysOf(options.failOn);
  if (options.inventory === undefined)
    throw new UsageError('--inventory is missing; without it nobody knows which logins were not tried');
  if (names.length === 0) throw new UsageError('name the files that "fleet run" wrote, such as fleet-*.jsonl');
  const inventory = await readInventory(options.inventory, options.allowHost);
  const files = names.map(readShardFile);
  const previous = options.previous.length === 0 ? undefined : joined(options.previous.map(readShardFile));
  const missing = missingShards(files);
  if (missing.length > 0) note(`no file of shard ${missing.join(', ')}; its logins count as not tried`);
  const picture = pictureOf(pick(inventory.entries, WHOLE, options.tag), joined(files), previous);
  await showPicture(picture, options);
  return exitCodeFor(picture, options);
}
