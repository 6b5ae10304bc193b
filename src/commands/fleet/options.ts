import { isInShard, readShard, shardOfEngine, type Shard } from '../../fleet/shard.js';
import { FLEET_FORMAT_NAMES, fleetFormatOf, FLEET_FORMATS, type FleetFormatName } from '../../fleet/formats/index.js';
import { exitOf, expiring, type Picture } from '../../fleet/picture.js';
import { EXIT } from '../../report/exit-code.js';
import { print, printAsIs, printTo } from '../terminal/output.js';
import { UsageError } from '../usage-error.js';
import type { InventoryEntry } from './inventory/read.js';

/** The options with which a picture is printed. */
export interface PictureOptions {
  readonly format: readonly string[];
  readonly output: readonly string[];
  readonly failOn: readonly string[];
  readonly previous: readonly string[];
  /** That there are results is enough: 0 whatever they say. */
  readonly exitZero?: boolean;
}

function formatNamed(name: string): FleetFormatName {
  const found = FLEET_FORMAT_NAMES.find((one) => one === name);
  if (found === undefined)
    throw new UsageError(`--format ${name.slice(0, 40)}: fleet prints ${FLEET_FORMAT_NAMES.join(', ')}`);
  return found;
}

/** Where each format goes. Throws a usage error before anything is tried. */
export function targetsOf({ format, output }: PictureOptions): {
  readonly screen: FleetFormatName | undefined;
  readonly files: readonly { readonly file: string; readonly format: FleetFormatName }[];
} {
  const [name, ...others] = format.map(formatNamed);
  if (others.length > 0) throw new UsageError('give --format once; --output writes further formats by their endings');
  const files = output.map((file) => {
    const byEnding = fleetFormatOf(file);
    if (byEnding === undefined)
      throw new UsageError(`--output ${file}: its ending names no format; use .txt, .jsonl, .xml, .html, .md or .prom`);
    return { file, format: byEnding };
  });
  return { screen: name ?? 'text', files };
}

/** The days of `--fail-on expiring=14d`; undefined where it isn't given. */
export function daysOf(failOn: readonly string[]): number | undefined {
  const days = failOn.map((wish) => {
    const [, number] = /^expiring=(\d{1,3})d$/.exec(wish) ?? [];
    if (number === undefined)
      throw new UsageError(
        `--fail-on ${wish.slice(0, 40)}: write it like expiring=14d (a login that breaks within 14 days)`,
      );
    return Number(number);
  });
  return days.length === 0 ? undefined : Math.max(...days);
}

/** Prints a picture on the screen and writes it to the files. A file is replaced whole, so that no reader sees a half one. */
export async function showPicture(picture: Picture, options: PictureOptions): Promise<void> {
  const { screen, files } = targetsOf(options);
  for (const { file, format } of files) await printTo(file, (await FLEET_FORMATS[format].load())(picture));
  if (screen === undefined) return;
  const text = (await FLEET_FORMATS[screen].load())(picture);
  await (screen === 'text' ? print(text) : printAsIs(text));
}

/** The exit code of a picture, as the flags want it. */
export function exitCodeFor(picture: Picture, { failOn, exitZero = false }: PictureOptions): number {
  if (exitZero) return EXIT.healthy;
  const days = daysOf(failOn);
  return exitOf(picture, days === undefined ? 0 : expiring(picture, days, Date.now()).length);
}

/** The shard of this run: by flag, else by what the engine exports. */
export function shardOf({ shard }: { readonly shard?: string }): Shard {
  return shard === undefined ? shardOfEngine(process.env) : readShard(shard);
}

/** The logins of a shard that have one of the tags. */
export function pick(entries: readonly InventoryEntry[], shard: Shard, tags: readonly string[]): InventoryEntry[] {
  const known = new Set(entries.flatMap((entry) => entry.tags));
  const unknown = tags.find((tag) => !known.has(tag));
  if (unknown !== undefined)
    throw new UsageError(
      `--tag ${unknown.slice(0, 60)}: no login has this tag; the tags are: ${[...known].sort().join(', ') || 'none'}`,
    );
  const wanted = (entry: InventoryEntry) => tags.length === 0 || tags.some((tag) => entry.tags.includes(tag));
  return entries.filter((entry) => wanted(entry) && isInShard(entry.id, shard));
}
