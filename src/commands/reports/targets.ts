import { formatOfFile } from '../../report/formats/index.js';
import { UsageError } from '../usage-error.js';

/** The requested reports: the n-th format belongs to the n-th output. */
export interface Wishes {
  readonly json?: boolean;
  readonly format: readonly string[];
  readonly output: readonly string[];
}

/** The target and format of a report; standard output without a file. */
export interface Target {
  readonly format: string;
  readonly file?: string;
}

function formatsOf({ json, format }: Wishes): readonly string[] {
  return json === true ? ['json', ...format.filter((name) => name !== 'json')] : format;
}

/**
 * The targets that were asked for: a format belongs to the output at the same place, an output without one goes by its
 * ending, and one format more than outputs goes to standard output. Throws a usage error for two of these.
 */
export function targetsOf(wishes: Wishes): Target[] {
  const formats = formatsOf(wishes);
  const outputs = wishes.output.map((file, index): Target => {
    const format = formats[index] ?? formatOfFile(file) ?? 'text';
    return file === '-' ? { format } : { file, format };
  });
  const rest = formats.slice(outputs.length).map((format): Target => ({ format }));
  const targets = outputs.length + rest.length > 0 ? [...outputs, ...rest] : [{ format: 'text' }];
  const shown = targets.filter(({ file }) => file === undefined);
  if (shown.length > 1)
    throw new UsageError(
      `--format ${shown.map(({ format }) => format).join(' --format ')}: only one report goes to standard output; give each of the others a file with --output`,
    );
  return targets;
}

/** The format on standard output, or undefined when every report goes to a file. */
export function formatOnOutput(wishes: Wishes): string | undefined {
  return targetsOf(wishes).find(({ file }) => file === undefined)?.format;
}

/** Whether standard output is to hold a document for machines: then nothing is drawn or asked beside it. */
export function wantsJson(wishes: Wishes): boolean {
  return targetsOf(wishes).some(({ format }) => format === 'json' || format === 'ndjson');
}

/** How an error is told on standard output: machines get exactly what they asked for, one document or one line. */
export type Machine = 'json' | 'ndjson';

/** The language of machines on standard output; undefined where people read it, or where nothing goes there. */
export function machineOn(wishes: Wishes): Machine | undefined {
  const formats = formatsOf(wishes);
  // A format too many is a mistake, too, and told in the language that was asked for.
  const shown = [
    ...wishes.output.flatMap((file, index) => (file === '-' ? (formats[index] ?? []) : [])),
    ...formats.slice(wishes.output.length),
  ];
  if (shown.includes('ndjson')) return 'ndjson';
  return shown.includes('json') ? 'json' : undefined;
}

/** Reads the requested formats first, so that a usage error comes in the requested format. */
export function wishesIn(argv: readonly string[]): Wishes {
  const end = argv.indexOf('--');
  const read = end === -1 ? argv : argv.slice(0, end);
  const values = (flag: string) =>
    read.flatMap((argument, index) => {
      if (read[index - 1] === flag) return argument;
      return argument.startsWith(`${flag}=`) ? argument.slice(flag.length + 1) : [];
    });
  return { json: read.includes('--json'), format: values('--format'), output: values('--output') };
}
