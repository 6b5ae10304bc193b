import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Examination } from '../../doctor.js';
import { nearestName } from '../../facts/nearest.js';
import type { Compared } from '../../report/comparison-schema.js';
import { toReport } from '../../report/document.js';
import { exitCodeOf } from '../../report/exit-code.js';
import { FORMAT_NAMES, isFormat, loadFormat, type Formatter } from '../../report/formats/index.js';
import type { Report } from '../../report/schema.js';
import type { Invocation } from '../../report/words/subject.js';
import { printTo, tell } from '../terminal/output.js';
import { tool } from '../host.js';
import type { ReportOptions } from '../flags/report.js';
import { twinEvidence } from '../twin/evidence.js';
import { targetsOf, type Target, type Wishes } from './targets.js';
import { readTerminal } from '../terminal/terminal.js';
import { UsageError } from '../usage-error.js';

/** The function of a format; a name that is none is tried as the path of a module of the user's own. */
async function formatterOf(name: string): Promise<Formatter> {
  if (isFormat(name)) return loadFormat(name);
  if (!existsSync(path.resolve(name))) {
    const near = nearestName(name.slice(0, 60), FORMAT_NAMES);
    const hint = near === undefined ? `the formats are: ${FORMAT_NAMES.join(', ')}` : `did you mean "${near}"?`;
    const what = /[/\\]|\.m?js$/.test(name) ? 'there is no such module' : 'there is no such format';
    throw new UsageError(`--format ${name.slice(0, 120)}: ${what}; ${hint}`);
  }
  let exported: Record<string, unknown>;
  try {
    exported = (await import(pathToFileURL(path.resolve(name)).href)) as Record<string, unknown>;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0]! : 'unknown reason';
    throw new UsageError(
      `--format ${name}: the module cannot be loaded; give the path of a JavaScript module: ${reason}`,
    );
  }
  const format = exported['default'];
  if (typeof format !== 'function')
    throw new UsageError(`--format ${name}: its default export has to be a function (report) => text`);
  return async (report, options) => {
    try {
      return String(await (format as (report: Report, options: unknown) => unknown)(report, options));
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0]! : 'unknown reason';
      throw new UsageError(`--format ${name}: the module failed on the report: ${reason}`);
    }
  };
}

/** GitHub shows Markdown beside the run where a workflow step may write to a file (documented: GITHUB_STEP_SUMMARY). */
async function writeStepSummary(report: Report): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  const { toMarkdown } = await import('../../report/formats/markdown/index.js');
  try {
    appendFileSync(file, toMarkdown(report));
  } catch {
    tell('sf-jwt-doctor: GITHUB_STEP_SUMMARY cannot be written; the summary is left out');
  }
}

/** The formats of a run, loaded before anything is tried, so that a mistyped one costs no login. */
export async function loadTargets(wishes: Wishes): Promise<(Target & { readonly formatter: Formatter })[]> {
  return Promise.all(
    targetsOf(wishes).map(async (target) => ({ ...target, formatter: await formatterOf(target.format) })),
  );
}

/** The files that a report rests on. */
interface OfInputs {
  readonly inputs?: Report['inputs'];
}

/** The report of an examination, held against that of an earlier run where one was given. */
async function reportOf(
  examination: Examination,
  options: ReportOptions & Invocation & OfInputs,
  before: Compared | undefined,
): Promise<Report> {
  const { inputs } = options;
  const twin = await twinEvidence(examination);
  const report = { ...toReport(examination, tool(), options), ...(inputs && { inputs }), ...twin };
  if (before === undefined) return report;
  const { compareReports } = await import('../../report/compare.js');
  return { ...report, baseline: compareReports(before, report) };
}

/** Prints the report of an examination to every target and returns its exit code. */
export async function printReport(
  examination: Examination,
  options: ReportOptions & Invocation & OfInputs,
  before?: Compared,
): Promise<number> {
  const report = await reportOf(examination, options, before);
  const documents: { format: string; file?: string; text: string }[] = [];
  for (const { formatter, ...target } of await loadTargets(options)) {
    const terminal = readTerminal({ toFile: target.file !== undefined });
    const palette = await terminal.palette();
    // A file has room for everything.
    const verbose = options.verbose === true || target.file !== undefined;
    const text = await formatter(report, { palette, width: terminal.width, verbose });
    documents.push({ ...target, text });
  }
  // Files first: where one cannot be written, standard output holds nothing but the error.
  const isFile = ({ file }: { file?: string }) => file !== undefined;
  for (const { file, text } of [...documents.filter(isFile), ...documents.filter((one) => !isFile(one))])
    await printTo(file, text);
  if (documents.some(({ format }) => format === 'github')) await writeStepSummary(report);
  return exitCodeOf(report, options);
}
