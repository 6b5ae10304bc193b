import { compareReports } from '../report/compare.js';
import { toComparisonText } from '../report/comparison-text.js';
import { startWith } from './host.js';
import { print, printJson } from './terminal/output.js';
import { readSavedReport } from './input/saved-report.js';
import { layoutOf, readTerminal } from './terminal/terminal.js';
import { UsageError } from './usage-error.js';

/** `diff <before> <after>`: what differs between two saved reports. 0 when nothing does, 1 when something does. */
export async function diff(files: readonly string[], { json }: { json?: boolean }): Promise<number> {
  const [first, second, ...others] = files;
  if (first === undefined || second === undefined || others.length > 0)
    throw new UsageError(
      `diff: name two reports that were saved with --json: ${startWith('diff before.json after.json')}`,
    );
  if (first === '-' && second === '-')
    throw new UsageError('diff: only one of the reports can come from standard input');
  const [before, after] = [await readSavedReport(first), await readSavedReport(second)];
  const comparison = compareReports(before, after);
  if (json) await printJson({ schemaVersion: 1, ...comparison });
  else {
    const terminal = readTerminal({});
    await print(toComparisonText(comparison, after, await layoutOf(terminal)));
  }
  return comparison.same ? 0 : 1;
}
