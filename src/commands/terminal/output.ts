import { replaceFile } from '../../remedies/safe-file.js';
import { inertJson, withoutCiCommands } from '../../redaction/plain-log.js';
import { plainText, scrubText } from '../../redaction/scrub.js';
import { host } from '../host.js';
import { unwritable } from './unwritable.js';
import { UsageError } from '../usage-error.js';

/** Standard output can't be written, for example because the disk is full. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Writes to standard output, or to the host where it takes that; what a CI system would obey is only shown. */
export function print(text: string): Promise<void> {
  return printAsIs(withoutCiCommands(text));
}

/**
 * Writes to standard output as it is: documents that are made for the reader they go to, and commands for a CI system.
 * Waits until the text is out. A reader that went away is no error.
 */
export async function printAsIs(text: string): Promise<void> {
  const { print: take } = host();
  if (take !== undefined) return take(text);
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error === null || error === undefined || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else
        reject(
          new OutputError(
            `standard output cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
          ),
        );
    });
  });
}

/** Waits until everything that was printed is out, or can't get out any more. */
export async function written(): Promise<void> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))));
}

/** A document for machines as text. */
export function jsonOf(document: unknown): string {
  return inertJson(`${JSON.stringify(document, null, 2)}\n`);
}

/** Prints a document for machines. */
export function printJson(document: unknown): Promise<void> {
  return print(jsonOf(document));
}

/** Prints a list of names: in columns, or as JSON. */
export async function printList(
  rows: readonly { readonly id: string; readonly title: string }[],
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  if (json) return printJson(rows);
  const width = Math.max(...rows.map(({ id }) => id.length)) + 2;
  await print(rows.map(({ id, title }) => `${id.padEnd(width)}${title}\n`).join(''));
}

/** Writes to a file, or to standard output when none is named. */
export async function printTo(file: string | undefined, text: string): Promise<void> {
  if (file === undefined || file === '-') return printAsIs(text);
  try {
    replaceFile(file, text);
  } catch (error) {
    throw new UsageError(`--output ${file}: the report could not be written there; ${unwritable(error)}`);
  }
}

/** Prints a message on standard error, without secrets and without control characters. */
export function tell(text: string): void {
  const clean = withoutCiCommands(plainText(scrubText(text)));
  host().onTell?.(clean);
  process.stderr.write(`${clean}\n`);
}

/** Prints a message that stays one line, whatever the names in it hold. */
export function tellLine(text: string): void {
  tell(text.replace(/(?<!\s)\s*[\r\n\u2028\u2029]\s*/g, ' '));
}

let isQuiet = false;

/** Leaves out notes and progress from here on (--quiet), or takes that back. */
export function setQuiet(quiet: boolean): void {
  isQuiet = quiet;
}

/** True if only results and errors are wanted. */
export function wantsQuiet(): boolean {
  return isQuiet;
}

/** Prints a remark that nobody needs in order to use the result; --quiet leaves it out. */
export function note(text: string): void {
  if (!isQuiet) tell(text);
}
