import type { FactName } from '../facts/names.js';

/** Where something stands in the story: its time, and its place among the events of the evidence. */
interface Placed {
  readonly at?: string | undefined;
  readonly order?: number | undefined;
}

/**
 * Compares two events of one story: by time where both times are known, else by their places in the evidence. Zero where
 * neither tells.
 */
function compareInTime(a: Placed, b: Placed): number {
  if (a.at !== undefined && b.at !== undefined && a.at !== b.at) return Date.parse(a.at) - Date.parse(b.at);
  return a.order !== undefined && b.order !== undefined ? a.order - b.order : 0;
}

/** True where an event is known to come after another. */
export function isAfter(later: Placed, earlier: Placed): boolean {
  return compareInTime(later, earlier) > 0;
}

/** Facts that are events of the story. */
export const EVENT_FACTS: readonly FactName[] = ['token.answers', 'api.answers', 'authorize.answer', 'client.error'];
