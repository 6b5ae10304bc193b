import { Readable } from 'node:stream';
import { InputError } from '../../facts/input-error.js';
import type { SourceFact } from '../../facts/store.js';
import type { Report } from '../../report/schema.js';
import { chunksOfStream } from '../../sources/files/intake/chunks.js';
import { takeChunks, takeIn, type Taken } from '../../sources/files/intake/take-in.js';
import { withTrueLines } from '../../sources/files/intake/true-lines.js';
import { setsUpOnly } from '../../sources/files/intake/file-names.js';
import { mayHoldEvidence } from '../../sources/files/intake/telling.js';
import { joinReadings, PasteError, readReading, readSetUp } from '../../sources/files/read.js';
import type { Paste, Reading } from '../../sources/files/shape.js';
import { note, tell } from '../terminal/output.js';
import { UsageError } from '../usage-error.js';
import { inputsOf, takenFromArgument } from './text-arguments.js';

/** The contents of all inputs of a run. */
export interface FilesRead {
  /** The given facts, and those of the files. */
  readonly facts: SourceFact[];
  /** The texts that told something. */
  readonly pastes: readonly Paste[];
  /** Sentences about skipped parts and unreadable inputs. */
  readonly notes: readonly string[];
  /** The files that told something, those that held nothing of a login, and sentences about those left out. */
  readonly account?: NonNullable<Report['inputs']>;
}

/** Standard input: what a person pastes on a terminal takes the time it takes. */
function standardInput(limit: number | undefined) {
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal) tell('Paste the text, then press Ctrl-D on a line of its own.');
  return chunksOfStream(process.stdin, isTerminal ? 2 ** 31 - 1 : limit);
}

/** The result of one input. */
interface Found {
  readonly readings: Reading[];
  readonly read: Paste[];
  /** Files that set up logins: what a person hands on is not among them. */
  readonly setUp: string[];
  readonly nothing: string[];
  readonly problems: string[];
}

// Of more files than these, only those that can hold something are read: nobody named them one by one.
const FEW = 20;

/** True for a reading that tells something. */
function tells({
  facts,
  apps = [],
  profiles = [],
  permissionSets = [],
  logins = [],
  certificates = [],
}: Reading): boolean {
  return [facts, apps, profiles, permissionSets, logins, certificates].some((parts) => parts.length > 0);
}

/** Reads one input. Throws a PasteError if none of its texts contains evidence. */
async function readTaken(file: string, { pastes }: Taken): Promise<Found> {
  const found: Found = { readings: [], read: [], setUp: [], nothing: [], problems: [] };
  let refusal: PasteError | undefined;
  for (const paste of pastes) {
    // A file that nobody named, of a kind that sets up logins, holds no error that was printed.
    if (paste.name !== file && setsUpOnly(paste.name)) {
      const reading = await readSetUp(paste.text, paste.name);
      found.readings.push(reading);
      (tells(reading) ? found.setUp : found.nothing).push(paste.name);
      continue;
    }
    if (pastes.length > FEW && !mayHoldEvidence(paste.text)) {
      found.nothing.push(paste.name);
      continue;
    }
    try {
      const reading = await readReading(paste.text, paste.name);
      found.readings.push({ ...reading, facts: withTrueLines(reading.facts, paste) });
      found.problems.push(...(reading.problems ?? []));
      if (tells(reading)) found.read.push(paste);
      else found.nothing.push(paste.name);
    } catch (error) {
      if (!(error instanceof PasteError)) throw error;
      refusal = error;
    }
  }
  if (found.readings.length > 0 || (refusal === undefined && found.nothing.length === 0)) return found;
  if (pastes.length === 1) throw refusal!;
  throw new PasteError(
    `${file}: no Salesforce login error was found in its ${pastes.length} files; add the answer of the token endpoint, the HTTP exchange, or an evidence file`,
  );
}

/** An input, and how to take it in. */
interface Input {
  readonly name: string;
  readonly take: () => Promise<Taken>;
}

async function readAll(inputs: readonly Input[], given: readonly SourceFact[]): Promise<FilesRead> {
  const readings: Reading[] = [];
  const pastes: Paste[] = [];
  const notes: string[] = [];
  const [told, nothing, leftOut]: [string[], string[], string[]] = [[], [], []];
  const unreadable: Error[] = [];
  for (const { name, take } of inputs) {
    try {
      const taken = await take();
      notes.push(...taken.notes);
      const found = await readTaken(name, taken);
      readings.push(...found.readings);
      pastes.push(...found.read);
      told.push(...found.read.map((paste) => paste.name), ...found.setUp);
      nothing.push(...found.nothing);
      notes.push(...found.problems);
      leftOut.push(...(taken.leftOut ?? []));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unreadable.push(error);
    }
  }
  const facts = [...given];
  for (const fact of await joinReadings(readings, given)) facts.push(fact);
  if (facts.length === 0 && readings.length === 0)
    throw unreadable[0] ?? new UsageError('nothing was found in the input');
  const said = [...notes, ...unreadable.map(({ message }) => message)];
  const account = { told, nothing, leftOut: [...said, ...leftOut] };
  const isSeveral = account.told.length + nothing.length + account.leftOut.length > 1;
  return { facts, pastes, notes: said, ...(isSeveral && { account }) };
}

/**
 * Reads files, folders, archives and standard input. One that cannot be read does not lose the others; throws a usage
 * error where nothing at all was found. The time limit for reading one input is in seconds.
 */
export async function readFiles(
  files: readonly string[],
  given: readonly SourceFact[],
  readTimeout: number | undefined,
): Promise<FilesRead> {
  const limit = readTimeout === undefined ? undefined : readTimeout * 1000;
  const options = { standardInput: () => standardInput(limit), ...(limit !== undefined && { limit }) };
  const take = async (name: string) => (await takenFromArgument(name)) ?? takeIn(name, options);
  return readAll(
    (await inputsOf(files)).map((name) => ({ name, take: () => take(name) })),
    given,
  );
}

/**
 * Reads texts that are at hand. A single one is read exactly as standard input is. Throws a usage error where nothing was
 * found.
 */
export function readTexts(texts: readonly string[], given: readonly SourceFact[]): Promise<FilesRead> {
  const nameOf = (index: number) => (texts.length === 1 ? 'standard input' : `text ${index + 1}`);
  const chunks = (text: string) => chunksOfStream(Readable.from([Buffer.from(text)]));
  return readAll(
    texts.map((text, index) => ({ name: nameOf(index), take: () => takeChunks(chunks(text), nameOf(index)) })),
    given,
  );
}

/** Says beside the report what was left out. */
export function tellNotes(notes: readonly string[]): void {
  for (const one of notes) note(`sf-jwt-doctor: ${one}`);
}
