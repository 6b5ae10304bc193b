import { examine } from '../../doctor.js';
import { plainText } from '../../redaction/scrub.js';
import { toReport } from '../../report/document.js';
import { letterFor, letterText } from '../../report/words/request.js';
import { print, printJson } from '../terminal/output.js';
import { tool } from '../host.js';
import { readFiles, tellNotes } from '../input/read-files.js';
import { examineOptions, givenFacts } from '../reports/report-options.js';
import type { TriageOptions } from './options.js';

/** `triage --questions`: prints the questions for the customer as text to send. Without evidence, the general ones. */
export async function askFor(files: readonly string[] | undefined, options: TriageOptions): Promise<number> {
  let letter = letterFor(undefined);
  if (files !== undefined) {
    const { facts, notes } = await readFiles(files, await givenFacts(options), options.readTimeout);
    tellNotes(notes);
    letter = letterFor(toReport(examine(facts, await examineOptions(options)), tool()));
  }
  await (options.json === true ? printJson({ schemaVersion: 1, letter }) : print(plainText(letterText(letter))));
  return 0;
}
