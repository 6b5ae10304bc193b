import { examine } from '../doctor.js';
import type { SourceFact } from '../facts/store.js';
import { LARGEST_PASTE } from '../sources/files/limits.js';
import { decodePaste, joinReadings, readReading } from '../sources/files/read.js';
import type { Reading } from '../sources/files/shape.js';
import { readInput } from './input.js';
import { tell } from './output.js';
import type { ReportOptions } from './report-flags.js';
import { loadTargets, printReport } from './print-report.js';
import { examineOptions, givenFacts, loadBaseline } from './report-options.js';
import { isUsageError, UsageError } from './usage-error.js';

/** `triage <file…|->`: the diagnosis from evidence alone. No network, no process, no clock. */
export async function triage(files: readonly string[], options: ReportOptions): Promise<number> {
  if (files.length === 0 && options.fact.length === 0 && options.evidence.length === 0) {
    throw new UsageError('triage: name a file with the error, or - to paste it: sf-jwt-doctor triage error.txt');
  }
  await loadTargets(options);
  const baseline = await loadBaseline(options);
  const run = await examineOptions(options);
  const facts: SourceFact[] = await givenFacts(options);
  const readings: Reading[] = [];
  const unreadable: Error[] = [];
  for (const file of files) {
    try {
      const { name, bytes } = await readInput(file, LARGEST_PASTE);
      const reading = await readReading(decodePaste(bytes, name), name);
      readings.push(reading);
      for (const fact of reading.facts) facts.push(fact);
    } catch (error) {
      // One input that cannot be read does not lose the others.
      if (!isUsageError(error)) throw error;
      unreadable.push(error);
    }
  }
  facts.push(...(await joinReadings(readings)));
  if (facts.length === 0) throw unreadable[0] ?? new UsageError('triage: nothing was found in the input');
  for (const error of unreadable) tell(`sf-jwt-doctor: ${error.message}`);
  return printReport(examine(facts, run), options, baseline);
}
