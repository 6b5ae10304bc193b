import { shellWord } from '../../salesforce/shell-word.js';
import type { Depth } from '../../fleet/attempt.js';
import type { Job } from '../../fleet/job.js';
import { KeyRing } from '../../fleet/key-ring.js';
import { pictureOf, recent, type Results } from '../../fleet/picture.js';
import type { Result } from '../../fleet/result.js';
import { runFleet } from '../../fleet/run.js';
import type { Shard } from '../../fleet/shard.js';
import type { KeyPlace } from '../../sources/private-key.js';
import { Ways } from '../../sources/ways.js';
import { sessionOpener } from '../login/login.js';
import { packageVersion } from '../package-root.js';
import { note, tell } from '../terminal/output.js';
import { UsageError } from '../usage-error.js';
import { readInventory, type InventoryEntry } from './inventory/read.js';
import { joined, openJournal, readShardFile, type OpenJournal } from './journal-file.js';
import { daysOf, exitCodeFor, pick, shardOf, showPicture, targetsOf, type PictureOptions } from './options.js';
import { startFleetProgress } from './progress.js';
import { stopOnSignals } from './signals.js';

/** Options of `fleet run`. */
export interface FleetRunOptions extends PictureOptions {
  readonly shard?: string;
  readonly journal?: string;
  readonly resume?: boolean;
  readonly onlyFailing?: string;
  readonly tag: readonly string[];
  readonly depth: Depth;
  readonly concurrency: number;
  readonly stopAfter?: number;
  readonly allowHost: string[];
  readonly timeout: number;
}

const MINUTE = 60_000;
/** Salesforce lets a user log in 3,600 times an hour (documented); one run should not use more than a tenth of it. */
const LOGINS_AN_HOUR = 3600;
const SHARE = 0.1;

function keyPlace({ jwtKeyFile, jwtKeyEnv }: InventoryEntry): KeyPlace {
  return jwtKeyFile !== undefined
    ? { kind: 'file', path: jwtKeyFile }
    : { kind: 'variable', name: jwtKeyEnv!, text: process.env[jwtKeyEnv!] ?? '' };
}

function jobOf(entry: InventoryEntry, { depth, allowHost, timeout }: FleetRunOptions): Job {
  const { id, tags, username, clientId, origin, audience, certificate, keyAlias, app, targetOrg } = entry;
  const passphrase = process.env['SF_JWT_DOCTOR_PASSPHRASE'];
  const openSession =
    depth === 'org' && targetOrg !== undefined ? sessionOpener({ targetOrg, allowHost, timeout }) : undefined;
  return {
    id,
    tags,
    login: {
      origin,
      allowHosts: allowHost,
      username: username!,
      clientId: clientId!,
      key: keyPlace(entry),
      opening: { ...(passphrase !== undefined && { passphrase }), ...(keyAlias !== undefined && { alias: keyAlias }) },
      ...(audience !== undefined && { audience }),
      ...(certificate !== undefined && { certificate }),
      ...(app !== undefined && { appName: app }),
      ...(openSession !== undefined && { openSession }),
    },
  };
}

/** Says so before a run would use up a user's logins. Shards run at the same time, so that all of them count. */
function warnAboutUsers(entries: readonly InventoryEntry[], shards: number): void {
  const who = shards > 1 ? `the ${shards} shards of this run log in` : 'this run logs in';
  const counts = new Map<string, number>();
  for (const { username } of entries) counts.set(username!, (counts.get(username!) ?? 0) + 1);
  for (const [username, count] of counts)
    if (count > LOGINS_AN_HOUR * SHARE)
      tell(
        `sf-jwt-doctor: ${who} ${count} times as ${username}. Salesforce allows ${LOGINS_AN_HOUR} logins an hour a user, and other programs need some of them.`,
      );
}

function failingIn(file: string, entries: readonly InventoryEntry[]): InventoryEntry[] {
  const { results } = readShardFile(file);
  return entries.filter(({ id }) => results.get(id)?.status !== 'works');
}

function journalName({ index, total }: Shard): string {
  return total === 1 ? 'fleet.jsonl' : `fleet-${index}-of-${total}.jsonl`;
}

/** The logins that this run tries, and those that it tells about. */
interface Part {
  readonly all: readonly InventoryEntry[];
  readonly left: readonly InventoryEntry[];
}

function partOf(entries: readonly InventoryEntry[], shard: Shard, options: FleetRunOptions, before: Results): Part {
  const picked = pick(entries, shard, options.tag);
  const all = options.onlyFailing === undefined ? picked : failingIn(options.onlyFailing, picked);
  return { all, left: all.filter(({ id }) => !before.results.has(id)) };
}

async function tryAll(
  part: Part,
  options: FleetRunOptions,
  before: Results,
  journal: OpenJournal,
  stop: AbortSignal,
): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>(before.results);
  const ways = new Ways();
  const progress = await startFleetProgress(part.left.length);
  const jobs = function* () {
    for (const entry of part.left) yield jobOf(entry, options);
  };
  try {
    await runFleet(jobs(), {
      depth: options.depth,
      concurrency: options.concurrency,
      network: { timeoutMs: options.timeout * 1000, ways },
      keys: new KeyRing(),
      clock: Date.now,
      version: packageVersion(),
      journal,
      stop,
      onResult(result) {
        results.set(result.id, result);
        progress.result(result);
      },
      onPause: (host, ms) => progress.pause(host, ms),
    });
  } finally {
    progress.stop();
    await ways.close();
  }
  return results;
}

/** `fleet run`: tries the logins of an inventory, or of one shard, and writes each result down as it comes. */
export async function fleetRun(file: string, options: FleetRunOptions): Promise<number> {
  targetsOf(options);
  daysOf(options.failOn);
  const shard = shardOf(options);
  const inventory = await readInventory(file, options.allowHost);
  const previous = options.previous.length === 0 ? undefined : joined(options.previous.map(readShardFile));
  const name = options.journal ?? journalName(shard);
  const started = new Date().toISOString();
  const header = { fleet: 1, shard: `${shard.index}/${shard.total}`, depth: options.depth, started } as const;
  // A tag that nobody has is bad input: it is told before a file is made.
  pick(inventory.entries, shard, options.tag);
  const journal = openJournal(name, { ...header, inventory: inventory.digest }, options.resume === true);
  try {
    const before = recent(journal.before, Date.parse(started));
    const part = partOf(inventory.entries, shard, options, before);
    const old = journal.before.results.size - before.results.size;
    if (old > 0) note(`${name}: ${old} results are of an earlier run; those logins are tried again`);
    if (journal.wasTorn) note(`${name}: its last line was cut off; that login is tried again`);
    if (journal.isOtherInventory) note(`${file} changed since ${name} was begun; its new logins are tried, too`);
    const together = shard.total === 1 ? part.left : pick(inventory.entries, { index: 1, total: 1 }, options.tag);
    warnAboutUsers(together, shard.total);
    const from = shard.from === undefined ? '' : ` (from ${shard.from})`;
    note(
      `Shard ${shard.index} of ${shard.total}${from}: ${part.left.length} of ${inventory.entries.length} logins to try. Results: ${name}`,
    );
    const signals = stopOnSignals(options.stopAfter === undefined ? undefined : options.stopAfter * MINUTE);
    let results: ReadonlyMap<string, Result>;
    try {
      results = await tryAll(part, options, before, journal, signals.stop);
    } finally {
      signals.release();
    }
    const picture = pictureOf(part.all, { results, interrupted: new Set() }, previous);
    await showPicture(picture, options);
    const left = picture.totals['not-tried'];
    if (left > 0)
      note(
        `${left} logins were not tried. Continue with: sf-jwt-doctor fleet run ${shellWord(file)} --resume --journal ${shellWord(name)}`,
      );
    return signals.exitCode() ?? exitCodeFor(picture, options);
  } finally {
    journal.close();
  }
}

function numberWithin(flag: string, value: unknown, most: number, isWhole: boolean): number {
  const number = Number(value);
  if (!(number >= 1 && number <= most) || (isWhole && !Number.isInteger(number)))
    throw new UsageError(
      `${flag} ${String(value).slice(0, 20)}: give a ${isWhole ? 'whole ' : ''}number from 1 to ${most}`,
    );
  return number;
}

/** The options of `fleet run` with their numbers read. Throws a usage error for those that can't be used. */
export function checkedRun(options: FleetRunOptions): FleetRunOptions {
  const { depth, concurrency, stopAfter } = options;
  if (!['login', 'org'].includes(depth))
    throw new UsageError(
      `--depth ${String(depth).slice(0, 20)}: give login (two requests a login) or org (reads the org, too)`,
    );
  return {
    ...options,
    concurrency: numberWithin('--concurrency', concurrency, 200, true),
    ...(stopAfter !== undefined && { stopAfter: numberWithin('--stop-after', stopAfter, 1440, false) }),
  };
}
