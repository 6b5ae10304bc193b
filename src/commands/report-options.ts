import type { Command } from 'commander';
import { Option } from 'commander';
import type { Check } from '../checks/check.js';
import { SEQUENCE } from '../checks/index.js';
import type { Examination } from '../doctor.js';
import { nearestName, readEvidence, readGivenFact } from '../facts/evidence.js';
import type { SourceFact } from '../facts/store.js';
import { exitCode } from '../report/exit-code.js';
import { LARGEST_PASTE } from '../sources/files/limits.js';
import { readInput } from './input.js';
import { printTo } from './output.js';
import { packageVersion } from './package-root.js';
import { readTerminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** Options that every command with a report takes. */
export interface ReportOptions {
  readonly fact: string[];
  readonly evidence: string[];
  readonly json?: boolean;
  readonly format?: 'text' | 'json';
  readonly output?: string;
  readonly only?: string[];
  readonly skip?: string[];
  readonly plugin: string[];
  readonly verbose?: boolean;
  readonly input?: boolean;
}

/** Collects a repeatable option. */
export function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}

function list(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

/** Adds the options of a report to a command. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--fact <name=value>', 'state a fact, e.g. app.permittedUsers=admin-approved (repeatable)', collect, [])
    .option('--evidence <file>', 'read facts from an evidence file, - for standard input (repeatable)', collect, [])
    .option('--json', 'print the report as JSON')
    .addOption(new Option('--format <format>', 'format of the report').choices(['text', 'json']))
    .option('--output <file>', 'write the report to a file')
    .option('--only <checks>', 'run these checks only (comma-separated)', list)
    .option('--skip <checks>', 'leave these checks out (comma-separated)', list)
    .option('--plugin <module>', 'add a check of your own: a module that exports one (repeatable)', collect, [])
    .option('--no-input', 'never ask anything')
    .option('-v, --verbose', 'show every finding and what is ruled out');
}

/** The facts given by `--fact` and `--evidence`. Throws a usage error for what they do not take. */
export async function givenFacts({ fact, evidence }: ReportOptions): Promise<SourceFact[]> {
  const facts = fact.map(readGivenFact);
  for (const path of evidence) {
    const { name, bytes } = await readInput(path, LARGEST_PASTE);
    let document: unknown;
    try {
      document = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
    } catch {
      throw new UsageError(
        `${name}: this is not JSON; an evidence file holds { "evidenceVersion": 1, "facts": { … } }`,
      );
    }
    facts.push(...readEvidence(document, name));
  }
  return facts;
}

function isCheck(value: unknown): value is Check {
  if (typeof value !== 'object' || value === null) return false;
  const of = (name: keyof Check): unknown => Reflect.get(value, name);
  const lists = [of('gates'), of('rejects'), of('needs')].every((one) => Array.isArray(one));
  const words = [of('id'), of('title'), of('failureTitle')].every((one) => typeof one === 'string');
  return lists && words && typeof of('examine') === 'function';
}

/** The checks of `--plugin` modules. */
async function pluginChecks(paths: readonly string[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const path of paths) {
    const { resolve } = await import('node:path');
    const { pathToFileURL } = await import('node:url');
    let exported: Record<string, unknown>;
    try {
      exported = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
    } catch {
      throw new UsageError(
        `--plugin ${path}: the module cannot be loaded; give the path of a JavaScript module (.mjs)`,
      );
    }
    const found = Object.values(exported).filter(isCheck);
    if (found.length === 0)
      throw new UsageError(`--plugin ${path}: it exports no check; see CONTRIBUTING.md, "How to add a check"`);
    checks.push(...found);
  }
  return checks;
}

/** How to run the checks: `--only`, `--skip`, `--plugin`. Throws a usage error for a check that does not exist. */
export async function examineOptions({
  only,
  skip,
  plugin,
}: ReportOptions): Promise<{ checks: Check[]; only?: string[]; skip?: string[] }> {
  const checks = await pluginChecks(plugin);
  const ids = [...SEQUENCE, ...checks].map((check) => check.id);
  for (const id of [...(only ?? []), ...(skip ?? [])]) {
    if (ids.includes(id)) continue;
    const near = nearestName(id.slice(0, 60), ids);
    throw new UsageError(
      `there is no check "${id.slice(0, 60)}"; ${near === undefined ? `the checks are: ${ids.join(', ')}` : `did you mean "${near}"?`}`,
    );
  }
  return { checks, ...(only && { only }), ...(skip && { skip }) };
}

/** Whether the report is to be JSON. */
export function wantsJson({ json, format, output }: Pick<ReportOptions, 'json' | 'format' | 'output'>): boolean {
  return json === true || format === 'json' || (format === undefined && output?.endsWith('.json') === true);
}

/** Prints the report of an examination and returns its exit code. */
export async function printReport(examination: Examination, options: ReportOptions): Promise<number> {
  const { toReport } = await import('../report/document.js');
  const report = toReport(examination, { version: packageVersion() });
  if (wantsJson(options)) {
    const { toJson } = await import('../report/json.js');
    await printTo(options.output, toJson(report));
  } else {
    const { toText } = await import('../report/text.js');
    const { chalk, width } = readTerminal({ toFile: options.output !== undefined });
    await printTo(options.output, toText(report, { chalk, width, verbose: options.verbose === true }));
  }
  return exitCode(report.verdict);
}
