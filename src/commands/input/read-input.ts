import { readLimited } from '../../sources/regular-file.js';
import { tell } from '../terminal/output.js';
import { UsageError } from '../usage-error.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  EISDIR: 'this is a folder; name a file in it',
  ENOTREG: 'this is a pipe or a device; name a file, or - for standard input',
  EAGAIN: 'the program behind it wrote nothing for a minute',
  EACCES: 'the file may not be read; check its permissions',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `it cannot be read (${code || 'unknown reason'})`;
}

/** All of standard input, up to a limit in bytes. */
export async function readStandardInput(limit: number): Promise<Buffer> {
  if (process.stdin.isTTY === true) tell('Paste the text, then press Ctrl-D on a line of its own.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > limit)
      throw new UsageError(
        `standard input: more than ${Math.round(limit / 1e6)} MB; cut out the lines around the failing login`,
      );
  }
  return Buffer.concat(chunks);
}

/** The bytes of a file, or of standard input for `-`. A file over the limit is not read. */
export async function readInput(path: string, limit: number): Promise<{ name: string; bytes: Buffer }> {
  if (path === '-') return { name: 'standard input', bytes: await readStandardInput(limit) };
  try {
    const bytes = readLimited(path, limit);
    if (bytes === undefined) {
      throw new UsageError(
        `${path}: more than ${Math.round(limit / 1e6)} MB are too much to read; cut out the lines around the failing login`,
      );
    }
    return { name: path, bytes };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
}
