import { Readable } from 'node:stream';
import type { SourceFact } from '../../facts/store.js';
import { chunksOfStream } from './intake/chunks.js';
import { setsUpOnly } from './intake/file-names.js';
import { takeChunks, type Taken } from './intake/take-in.js';
import { mayHoldEvidence } from './intake/telling.js';
import { withTrueLines } from './intake/true-lines.js';
import { joinReadings, PasteError, readReading, readSetUp } from './read.js';
import type { Paste, Reading } from './shape.js';

/** The result of one input. */
export interface Found {
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
export async function readTaken(file: string, { pastes }: Taken): Promise<Found> {
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

/** The facts of an input, and sentences about its parts that were left out. */
export interface BytesRead {
  readonly facts: readonly SourceFact[];
  readonly notes: readonly string[];
}

/**
 * Reads the bytes of a text, a log, a HAR file, a zip, a gzip or a bundle, as `triage` reads a file. `timeoutMs` limits the
 * reading of a stream. Throws a PasteError if nothing in it is recognised.
 */
export async function readBytes(
  bytes: Uint8Array | Readable,
  name: string,
  { timeoutMs }: { readonly timeoutMs?: number } = {},
): Promise<BytesRead> {
  const stream = bytes instanceof Readable ? bytes : Readable.from([bytes]);
  const taken = await takeChunks(chunksOfStream(stream, timeoutMs), name);
  const { readings, problems } = await readTaken(name, taken);
  return { facts: await joinReadings(readings), notes: [...taken.notes, ...problems] };
}
