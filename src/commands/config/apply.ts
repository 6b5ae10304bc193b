import path from 'node:path';
import { readInput } from '../input/read-input.js';
import { shellWord } from '../../salesforce/shell-word.js';
import { machineOn } from '../reports/targets.js';
import { confirm } from '../terminal/ask.js';
import { note, tell, tellLine } from '../terminal/output.js';
import { readTerminal, type Terminal } from '../terminal/terminal.js';
import { UsageError } from '../usage-error.js';
import { consentHash, isRemembered, remember } from './consent.js';
import { distrust, reservedSettings, type Reserved } from './trust.js';
import type { LeftOut, ReportOptions } from '../flags/report.js';
import { readConfig } from './read.js';
import type { Config } from './schema.js';

/** The flags of a command. */
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

/** The settings of a file for flags that were not given, with paths relative to `cwd`. */
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

/** Names of settings, for a sentence. */
function listed(keys: readonly string[]): string {
  return [...new Set(keys)].join(', ');
}

/** Asks the person for what a found file may not choose. Throws a usage error where nobody can be asked, or says no. */
async function requireConsent(found: FoundFile, reserved: readonly Reserved[], terminal: Terminal): Promise<void> {
  const hash = consentHash(found.file, found.bytes, reserved);
  if (reserved.length === 0 || isRemembered(hash)) return;
  const keys = listed(reserved.map(({ key }) => key));
  if (terminal.canAsk()) {
    const values = reserved.map(({ key, value }) => `  ${key}: ${[value].flat().map(String).join(', ')}`);
    tell(`${found.name} was found in this folder or above. It asks for settings that need your consent:`);
    for (const line of values) tellLine(line);
    if (await confirm('Use them now, and whenever this file is unchanged?', false)) return remember(hash);
  }
  const word = shellWord(found.name);
  throw new UsageError(
    `${found.name} was found, not named, so it may not set ${keys}; look into the file, then use it with --config ${word}, or ignore it with --no-config`,
  );
}

/** A settings file that was found. */
interface FoundFile {
  readonly file: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where settings come from: a file that the user named, or one that was found here or above. */
export interface ConfigFile {
  readonly file: string;
  readonly isFound: boolean;
}

/** The options of a command, with those of a settings file where no flag was given. */
export async function applyConfig<T extends ReportOptions>(
  options: T,
  { file, isFound }: ConfigFile,
  flags: Flags,
): Promise<T> {
  const cwd = process.cwd();
  const name = path.relative(cwd, path.resolve(file)) || file;
  const doubt = isFound ? distrust(file) : undefined;
  if (doubt !== undefined) {
    tellLine(`sf-jwt-doctor: the settings in ${name} are ignored: ${doubt}; to use them, name the file with --config`);
    return options;
  }
  const { bytes } = await readInput(file, LARGEST_CONFIG);
  const config = readConfig(bytes.toString('utf8').replace(/^\ufeff/, ''), name);
  const settings = settingsFor(config, file, flags, cwd);
  const used = [...Object.keys(settings), ...(config.skip === undefined || flags.isGiven('only') ? [] : ['skip'])];
  if (isFound) {
    const reserved = reservedSettings(config, used, file);
    const wishes = { ...options, ...settings } as ReportOptions;
    await requireConsent(
      { file, name, bytes },
      reserved,
      readTerminal({ json: machineOn(wishes) !== undefined, input: options.input !== false }),
    );
  }
  if (used.length > 0 && (isFound || options.verbose)) note(`sf-jwt-doctor: ${name} sets ${listed(used)}`);
  const { active, ended } = divideByDate(config.skip ?? [], new Date());
  for (const { check, reason, until } of ended)
    tellLine(`sf-jwt-doctor: ${name}: "${check}" was left out until ${until} (${reason}); it runs again`);
  const leftOut: LeftOut[] = flags.isGiven('only')
    ? []
    : active.map(({ check, reason, until }) => ({
        check,
        reason: until === undefined ? reason : `${reason} (until ${until})`,
        where: name,
      }));
  return { ...options, ...settings, leftOut };
}
