import { SEQUENCE } from '../../checks/index.js';
import { examine, type Examination } from '../../doctor.js';
import { compareLogins } from '../../report/against.js';
import { toAgainstText } from '../../report/against-text.js';
import { toReport } from '../../report/document.js';
import type { Report } from '../../report/schema.js';
import { exitCode } from '../../report/exit-code.js';
import { print, printJson } from '../terminal/output.js';
import { tool } from '../host.js';
import { readFiles, tellNotes } from '../input/read-files.js';
import { examineOptions, givenFacts } from '../reports/report-options.js';
import { layoutOf, readTerminal } from '../terminal/terminal.js';
import type { TriageOptions } from './options.js';

interface Side {
  readonly verdict: Report['verdict'];
  readonly cause: string | null;
}

function sideOf(examination: Examination): Side {
  const { verdict, diagnosis } = toReport(examination, tool());
  return { verdict, cause: diagnosis.cause?.id ?? null };
}

/** The comparison of two logins as a document, schema version 1. */
export function comparison(
  here: Examination,
  there: Examination,
  told: ReturnType<typeof compareLogins>,
): { readonly schemaVersion: 1; readonly here: Side; readonly there: Side } & ReturnType<typeof compareLogins> {
  return { schemaVersion: 1, here: sideOf(here), there: sideOf(there), ...told };
}

/** `triage <file…> --against <file>`: lists the decisive facts that differ between a failing login and a working one. */
export async function against(files: readonly string[], other: string, options: TriageOptions): Promise<number> {
  const run = await examineOptions(options);
  const failing = await readFiles(files, await givenFacts(options), options.readTimeout);
  const working = await readFiles([other], [], options.readTimeout);
  tellNotes([...failing.notes, ...working.notes]);
  const [here, there] = [examine(failing.facts, run), examine(working.facts, run)];
  const told = compareLogins(here, there, [...SEQUENCE, ...run.checks]);
  const document = comparison(here, there, told);
  const sides = [document.here, document.there];
  if (options.json === true) await printJson(document);
  else {
    const terminal = readTerminal({});
    const outcomes = sides.map(({ verdict, cause }) => cause ?? verdict);
    await print(`here: ${outcomes[0]!}; there: ${outcomes[1]!}\n\n${toAgainstText(told, await layoutOf(terminal))}`);
  }
  return exitCode(document.here.verdict, options);
}
