import { examine } from '../doctor.js';
import type { SourceFact } from '../facts/store.js';
import { chunksOfStream } from '../sources/files/intake/chunks.js';
import { takeIn, type Taken } from '../sources/files/intake/take-in.js';
import { withTrueLines } from '../sources/files/intake/true-lines.js';
import { joinReadings, PasteError, readReading } from '../sources/files/read.js';
import type { Reading } from '../sources/files/shape.js';
import { tell } from './output.js';
import type { ReportOptions } from './report-flags.js';
import { loadTargets, printReport } from './print-report.js';
import { examineOptions, givenFacts, loadBaseline } from './report-options.js';
import { isUsageError, UsageError } from './usage-error.js';

/** Options of `triage`; the time limit for reading one input is in seconds. */
export interface TriageOptions extends ReportOptions {
  readonly readTimeout?: number;
}

/** Standard input: what a person pastes on a terminal takes the time it takes. */
function standardInput(limit: number | undefined) {
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal) tell('Paste the text, then press Ctrl-D on a line of its own.');
  return chunksOfStream(process.stdin, isTerminal ? 2 ** 31 - 1 : limit);
}

/** What one input gives. Of several texts some may tell nothing; throws a PasteError where none does. */
async function readTaken(file: string, { pastes }: Taken): Promise<Reading[]> {
  const readings: Reading[] = [];
  let refusal: PasteError | undefined;
  for (const paste of pastes) {
    try {
      const reading = await readReading(paste.text, paste.name);
      readings.push({ ...reading, facts: withTrueLines(reading.facts, paste) });
    } catch (error) {
      if (!(error instanceof PasteError)) throw error;
      refusal = error;
    }
  }
  if (readings.length > 0 || refusal === undefined) return readings;
  if (pastes.length === 1) throw refusal;
  throw new PasteError(
    `${file}: no Salesforce login error was found in its ${pastes.length} files; add the answer of the token endpoint, the HTTP exchange, or an evidence file`,
  );
}

/** `triage <file…|->`: the diagnosis from evidence alone. No network, no process, no clock. */
export async function triage(files: readonly string[], options: TriageOptions): Promise<number> {
  if (files.length === 0 && options.fact.length === 0 && options.evidence.length === 0) {
    throw new UsageError('triage: name a file with the error, or - to paste it: sf-jwt-doctor triage error.txt');
  }
  await loadTargets(options);
  const baseline = await loadBaseline(options);
  const run = await examineOptions(options);
  const facts: SourceFact[] = await givenFacts(options);
  const limit = options.readTimeout === undefined ? undefined : options.readTimeout * 1000;
  const readings: Reading[] = [];
  const notes: string[] = [];
  const unreadable: Error[] = [];
  for (const file of files) {
    try {
      const taken = await takeIn(file, {
        standardInput: () => standardInput(limit),
        ...(limit !== undefined && { limit }),
      });
      notes.push(...taken.notes);
      readings.push(...(await readTaken(file, taken)));
    } catch (error) {
      // One input that cannot be read does not lose the others.
      if (!isUsageError(error)) throw error;
      unreadable.push(error);
    }
  }
  for (const fact of await joinReadings(readings, facts)) facts.push(fact);
  if (facts.length === 0) throw unreadable[0] ?? new UsageError('triage: nothing was found in the input');
  for (const note of notes) tell(`sf-jwt-doctor: ${note}`);
  for (const error of unreadable) tell(`sf-jwt-doctor: ${error.message}`);
  return printReport(examine(facts, run), options, baseline);
}
