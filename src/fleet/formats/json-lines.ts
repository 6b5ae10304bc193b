import { inertJson } from '../../redaction/plain-log.js';
import { withoutControls } from '../../report/plain.js';
import type { Picture } from '../picture.js';

/** The picture as JSON Lines: the totals first, then a line for each login. */
export function fleetJsonLines({ rows, totals, changes, at, unknown }: Picture): string {
  const lines: unknown[] = [{ fleet: 1, ...(at !== undefined && { at }), totals, changes, unknown }, ...rows];
  return lines.map((line) => `${inertJson(JSON.stringify(withoutControls(line)))}\n`).join('');
}
