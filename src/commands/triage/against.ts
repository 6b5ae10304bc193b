import { SEQUENCE } from '../../checks/index.js';
import { examine } from '../../doctor.js';
import { compareLogins } from '../../report/against.js';
import { toAgainstText } from '../../report/against-text.js';
import { toReport } from '../../report/document.js';
import { exitCode } from '../../report/exit-code.js';
import { print, printJson } from '../terminal/output.js';
import { tool } from '../host.js';
import { readFiles, tellNotes } from '../input/read-files.js';
import { examineOptions, givenFacts } from '../reports/report-options.js';
import { layoutOf, readTerminal } from '../terminal/terminal.js';
import type { TriageOptions } from './options.js';

/** `triage <file…> --against <file>`: lists the decisive facts that differ between a failing login and a working one. */
export async function against(files: readonly string[], other: string, options: TriageOptions): Promise<number> {
  const run = await examineOptions(options);
  const failing = await readFiles(files, await givenFacts(options), options.readTimeout);
  const working = await readFiles([other], [], options.readTimeout);
  tellNotes([...failing.notes, ...working.notes]);
  const [here, there] = [examine(failing.facts, run), examine(working.facts, run)];
  const told = compareLogins(here, there, [...SEQUENCE, ...run.checks]);
  const reports = [here, there].map((side) => toReport(side, tool()));
  const sides = reports.map(({ verdict, diagnosis }) => ({ verdict, cause: diagnosis.cause?.id ?? null }));
  if (options.json === true) await printJson({ schemaVersion: 1, here: sides[0], there: sides[1], ...told });
  else {
    const terminal = readTerminal({});
    const outcomes = sides.map(({ verdict, cause }) => cause ?? verdict);
    await print(`here: ${outcomes[0]!}; there: ${outcomes[1]!}\n\n${toAgainstText(told, await layoutOf(terminal))}`);
  }
  return exitCode(reports[0]!.verdict, options);
}
