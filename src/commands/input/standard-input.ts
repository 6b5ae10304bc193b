import { fstatSync } from 'node:fs';
import { once } from 'node:events';
import { note } from '../terminal/output.js';

const PATIENCE_MS = 3000;

/** True if standard input is a pipe, a socket or a file, rather than a terminal or nothing at all. */
function isPiped(): boolean {
  try {
    const status = fstatSync(0);
    return status.isFIFO() || status.isSocket() || status.isFile();
  } catch {
    // A closed standard input holds nothing.
    return false;
  }
}

/** True if something is piped into this run. Waits for the first bytes, and leaves them to be read. */
export async function hasPipedText(): Promise<boolean> {
  if (!isPiped()) return false;
  const timer = setTimeout(() => note('Waiting for text on standard input (Ctrl-C stops) …'), PATIENCE_MS);
  const { stdin } = process;
  await Promise.race([once(stdin, 'readable'), once(stdin, 'end')]).finally(() => clearTimeout(timer));
  const start = stdin.read() as Buffer | null;
  if (start === null) return false;
  stdin.unshift(start);
  return true;
}
