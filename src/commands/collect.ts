import type { Command } from 'commander';
import { examine, type Examination } from '../doctor.js';
import { BUNDLE_FILE, KEEPABLE, type NameClass } from '../redaction/bundle/classes.js';
import { nearestName } from '../facts/nearest.js';
import { startWith } from './host.js';
import { makeBundle, requireFree, writeBundle, type Bundle } from './collect/bundle-file.js';
import type { DiagnoseOptions } from './login/try-login.js';
import { withStoredLogin } from './login/stored-login.js';
import { confirm } from './terminal/ask.js';
import { print, printJson, tell } from './terminal/output.js';
import { readFiles, tellNotes, type FilesRead } from './input/read-files.js';
import { twinEvidence } from './twin/evidence.js';
import { givenFacts } from './reports/report-options.js';
import { readTerminal } from './terminal/terminal.js';
import { UsageError } from './usage-error.js';

/** Flags of `collect`: those that describe a login, and the contents of the bundle. */
export interface CollectFlags extends Omit<DiagnoseOptions, 'output' | 'format' | 'plugin' | 'config'> {
  readonly output?: string;
  readonly config?: string;
  readonly keep?: readonly string[];
  readonly yes?: boolean;
  readonly force?: boolean;
  /** The other users and apps of the org, too. */
  readonly neighbours?: boolean;
  readonly readTimeout?: number;
}

type CollectOptions = DiagnoseOptions & Pick<CollectFlags, 'yes' | 'readTimeout' | 'neighbours'>;

/** The options of the diagnosis: the flags, and the login of a configuration file if one is named. */
async function settled(flags: CollectFlags, self: Command): Promise<CollectOptions> {
  const { output: _, config, ...login } = flags;
  const options = { ...login, output: [], format: [], plugin: [] };
  if (config === undefined) return withStoredLogin(options);
  const { withConfig } = await import('./config/with-config.js');
  return { ...(await withConfig({ ...options, config }, self)), output: [] };
}

const SHOWN_LINES = 12;

function keptClasses(names: readonly string[] = []): NameClass[] {
  return names.map((name) => {
    const known = KEEPABLE.find((one) => one === name);
    if (known !== undefined) return known;
    const near = nearestName(name.slice(0, 60), [...KEEPABLE]);
    const hint = near === undefined ? `the classes are: ${KEEPABLE.join(', ')}` : `did you mean "${near}"?`;
    throw new UsageError(`--keep ${name.slice(0, 60)}: there is no such class of names; ${hint}`);
  });
}

/** Whether the flags describe a login to try, or an org to read. */
function hasLogin({ username, clientId, jwtKeyFile, jwtKeyEnv, assertionFile, targetOrg }: CollectOptions): boolean {
  return [username, clientId, jwtKeyFile, jwtKeyEnv, assertionFile, targetOrg].some((flag) => flag !== undefined);
}

async function gather(
  files: readonly string[],
  options: CollectOptions,
): Promise<FilesRead & { examination: Examination }> {
  const given = await givenFacts(options);
  const isBare = files.length === 0 && given.length === 0;
  if (isBare && !hasLogin(options))
    throw new UsageError(
      `collect: name the files with the error, or give the flags of the command that failed: ${startWith('collect error.txt')}`,
    );
  const read =
    files.length === 0 ? { facts: given, pastes: [], notes: [] } : await readFiles(files, given, options.readTimeout);
  if (!hasLogin(options)) return { ...read, examination: examine(read.facts) };
  const { tryLogin } = await import('./login/try-login.js');
  const { examination } = await tryLogin(options, read.facts);
  if (options.neighbours !== true) return { ...read, examination };
  const { neighbours } = await import('./twin/gather.js');
  const more = await neighbours(options, examination);
  if (more.length === 0)
    throw new UsageError('collect --neighbours: name the session that reads the org with --target-org');
  return { ...read, examination: examine([...examination.facts.all(), ...more]) };
}

function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}

/** The contents of a bundle, for the person who has to agree. */
function preview({ members, removed, replaced, keep }: Bundle, file: string): string {
  const evidence = members.find(({ name }) => name === 'evidence.json')?.text.split('\n') ?? [];
  const [secrets, names] = [counted(removed), counted(replaced)];
  return [
    `This goes into ${file}:`,
    ...members.map(({ name, text }) => `  ${name.padEnd(18)} ${Buffer.byteLength(text)} bytes`),
    secrets === '' ? 'No secrets were found.' : `Secrets are removed: ${secrets}.`,
    (names === '' ? 'No names were found.' : `Names are replaced by tokens: ${names}.`) +
      (keep.length === 0 ? '' : ` Kept on purpose: ${keep.join(', ')}.`),
    'The evidence begins so:',
    ...evidence.slice(0, SHOWN_LINES).map((line) => `  ${line}`),
    ...(evidence.length > SHOWN_LINES ? ['  …'] : []),
  ].join('\n');
}

async function agrees(options: CollectOptions): Promise<boolean> {
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  if (options.yes === true || !terminal.canAsk()) return true;
  return confirm('Write it?', true);
}

/** Shows the contents of a bundle and writes it if the person agrees. Otherwise returns undefined. */
export async function offerBundle(
  examination: Examination,
  pastes: FilesRead['pastes'],
  {
    file,
    keep,
    force = false,
  }: { readonly file: string; readonly keep: readonly NameClass[]; readonly force?: boolean },
  agreed: () => Promise<boolean>,
): Promise<Bundle | undefined> {
  const { twin } = await twinEvidence(examination);
  const bundle = makeBundle(examination, pastes, keep, undefined, twin);
  tell(preview(bundle, file));
  if (!(await agreed())) {
    tell('Nothing was written.');
    return undefined;
  }
  writeBundle(file, bundle, { force });
  return bundle;
}

/** `collect [files…]`: gathers the evidence for a diagnosis in one redacted file for a support engineer. */
export async function collect(files: readonly string[], flags: CollectFlags, self: Command): Promise<number> {
  const keep = keptClasses(flags.keep);
  const file = flags.output ?? BUNDLE_FILE;
  requireFree(file, flags.force === true);
  const options = await settled(flags, self);
  const { examination, pastes, notes } = await gather(files, options);
  tellNotes(notes);
  const wishes = { file, keep, force: flags.force === true };
  const bundle = await offerBundle(examination, pastes, wishes, () => agrees(options));
  if (bundle === undefined) return 0;
  const members = bundle.members.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) }));
  if (options.json === true)
    await printJson({
      schemaVersion: 1,
      bundle: file,
      keep,
      removed: bundle.removed,
      replaced: bundle.replaced,
      members,
    });
  else await print(`${file}\n`);
  return 0;
}
