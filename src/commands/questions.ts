import { examine } from '../doctor.js';
import { plainText } from '../redaction/scrub.js';
import { toReport } from '../report/document.js';
import { letterFor, letterText } from '../report/words/request.js';
import { print } from './output.js';
import { packageVersion } from './package-root.js';
import { readFiles, tellNotes } from './read-files.js';
import { examineOptions, givenFacts } from './report-options.js';
import type { TriageOptions } from './triage.js';

/** `triage --questions`: what to ask the customer, as text to send. Without evidence what is asked of everybody. */
export async function askFor(files: readonly string[] | undefined, options: TriageOptions): Promise<number> {
  let letter = letterFor(undefined);
  if (files !== undefined) {
    const { facts, notes } = await readFiles(files, await givenFacts(options), options.readTimeout);
    tellNotes(notes);
    letter = letterFor(toReport(examine(facts, await examineOptions(options)), { version: packageVersion() }));
  }
  await print(
    options.json === true
      ? `${JSON.stringify({ schemaVersion: 1, letter }, null, 2)}\n`
      : plainText(letterText(letter)),
  );
  return 0;
}
