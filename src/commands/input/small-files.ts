import { readdirSync } from 'node:fs';
import { readLimited } from '../../sources/regular-file.js';

/** The largest file that is looked at without being named, in bytes. */
export const LARGEST_UNASKED = 64 * 1024;
const MOST_FILES = 200;

/** The JSON object in a file; undefined where there is none. */
export function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const bytes = readLimited(file, LARGEST_UNASKED);
    const json: unknown = bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The names in a folder, sorted; none where it cannot be read. */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort().slice(0, MOST_FILES);
  } catch {
    return [];
  }
}

/** A text that says something, without the blanks around it. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
