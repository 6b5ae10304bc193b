import path from 'node:path';
import { readInput } from '../input/read-input.js';
import { tell } from '../terminal/output.js';
import type { LeftOut, ReportOptions } from '../flags/report.js';
import { readConfig } from './read.js';
import type { Config } from './schema.js';

/** What a command knows of the flags it was called with. */
export interface Flags {
  /** The command has this flag. */
  takes(name: string): boolean;
  /** It was given on the command line. */
  isGiven(name: string): boolean;
}

const LARGEST_CONFIG = 1_000_000;
/** Flags that belong together: one of them on the command line sets those of the file aside. */
const TOGETHER = [
  ['json', 'format', 'output'],
  ['jwtKeyFile', 'jwtKeyEnv'],
  ['strict', 'exitZero'],
];
const PATHS = new Set(['jwtKeyFile', 'certificate', 'output']);
const LISTS = new Set(['format', 'output']);

/** The settings of a file that stand in for flags which were not given, with its paths as seen from `cwd`. */
export function settingsFor(config: Config, file: string, flags: Flags, cwd: string): Record<string, unknown> {
  const fromHere = (name: string) =>
    name === '-' ? name : path.relative(cwd, path.resolve(path.dirname(file), name)) || '.';
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    const group = TOGETHER.find((names) => names.includes(key)) ?? [key];
    if (key === 'skip' || !flags.takes(key) || group.some((name) => flags.isGiven(name))) continue;
    const values = ([value].flat() as unknown[]).map((one) => (PATHS.has(key) ? fromHere(String(one)) : one));
    settings[key] = LISTS.has(key) ? values : values[0];
  }
  return settings;
}

/** Divides what a file leaves out by whether its last day has passed. Days are those of UTC. */
export function divideByDate(
  skip: NonNullable<Config['skip']>,
  now: Date,
): Record<'active' | 'ended', NonNullable<Config['skip']>> {
  const today = now.toISOString().slice(0, 10);
  const hasEnded = ({ until }: { until?: string | undefined }) => until !== undefined && until < today;
  return { active: skip.filter((one) => !hasEnded(one)), ended: skip.filter(hasEnded) };
}

/** The options of a command, with those of a configuration file where no flag was given. */
export async function applyConfig<T extends ReportOptions>(options: T, file: string, flags: Flags): Promise<T> {
  const cwd = process.cwd();
  const name = path.relative(cwd, path.resolve(file));
  const { bytes } = await readInput(file, LARGEST_CONFIG);
  const config = readConfig(bytes.toString('utf8').replace(/^\ufeff/, ''), name);
  if (options.verbose) tell(`sf-jwt-doctor: settings come from ${name}`);
  const { active, ended } = divideByDate(config.skip ?? [], new Date());
  for (const { check, reason, until } of ended)
    tell(`sf-jwt-doctor: ${name}: "${check}" was left out until ${until} (${reason}); it runs again`);
  const leftOut: LeftOut[] = flags.isGiven('only')
    ? []
    : active.map(({ check, reason, until }) => ({
        check,
        reason: until === undefined ? reason : `${reason} (until ${until})`,
        where: name,
      }));
  return { ...options, ...settingsFor(config, file, flags, cwd), leftOut };
}
