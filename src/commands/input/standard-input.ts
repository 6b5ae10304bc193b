import { fstatSync } from 'node:fs';

/** True if standard input is a pipe, a socket or a file, rather than a terminal or nothing at all. */
export function isPiped(): boolean {
  try {
    const status = fstatSync(0);
    return status.isFIFO() || status.isSocket() || status.isFile();
  } catch {
    // A closed standard input holds nothing.
    return false;
  }
}
