import { writeFileSync } from 'node:fs';
import { plainText, scrubText } from '../redaction/scrub.js';
import { UsageError } from './usage-error.js';

/** Standard output fails: a full disk, for example. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Writes to standard output and waits until it was taken; a reader that went away is no error. */
export async function print(text: string): Promise<void> {
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

/** Prints a list of names: in columns, or as JSON. */
export async function printList(
  rows: readonly { readonly id: string; readonly title: string }[],
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const width = Math.max(...rows.map(({ id }) => id.length)) + 2;
  const text = json
    ? `${JSON.stringify(rows, null, 2)}\n`
    : rows.map(({ id, title }) => `${id.padEnd(width)}${title}\n`).join('');
  await print(text);
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: 'make its folder first',
  ENOTDIR: 'make its folder first',
  EISDIR: 'this is a folder; name a file in it',
  EACCES: 'the place may not be written to; check its permissions',
  EROFS: 'the place may not be written to; check its permissions',
  ENOSPC: 'the disk is full',
};

/** Writes to a file, or to standard output when none is named. */
export async function printTo(file: string | undefined, text: string): Promise<void> {
  if (file === undefined || file === '-') return print(text);
  try {
    writeFileSync(file, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new UsageError(`--output ${file}: the report could not be written there; ${UNWRITABLE[code] ?? code}`);
  }
}

/** Tells something beside the report, on standard error: without secrets, and without what a terminal would obey. */
export function tell(text: string): void {
  process.stderr.write(`${plainText(scrubText(text))}\n`);
}
