import { closest, distance } from 'fastest-levenshtein';

/** The closest name to a mistyped one, by edit distance; undefined when none is close. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const near = closest(name.toLowerCase(), names);
  return distance(name.toLowerCase(), near.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3))
    ? near
    : undefined;
}
