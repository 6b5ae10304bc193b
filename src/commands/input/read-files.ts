import { Readable } from 'node:stream';
import { InputError } from '../../facts/input-error.js';
import type { SourceFact } from '../../facts/store.js';
import type { Report } from '../../report/schema.js';
import { chunksOfStream } from '../../sources/files/intake/chunks.js';
import { takeChunks, takeIn, type Taken } from '../../sources/files/intake/take-in.js';
import { READ_IN_PARTS } from '../../sources/files/intake/log.js';
import { joinReadings } from '../../sources/files/read.js';
import { readTaken } from '../../sources/files/read-taken.js';
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
  // The note that a log was read in parts is no file left out.
  const isPart = (sentence: string) => sentence.includes(READ_IN_PARTS);
  const account = { told, nothing, leftOut: [...said.filter((one) => !isPart(one)), ...leftOut] };
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
  for (const one of notes) note(`sf-jwt-doctor: ${one.replace(/\s+/g, ' ')}`);
}
