import { closest, distance } from 'fastest-levenshtein';

/** The closest name to a mistyped one, by edit distance; undefined when none is close. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const near = closest(name.toLowerCase(), names);
  return distance(name.toLowerCase(), near.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3))
    ? near
    : undefined;
}

const withoutNumbers = (name: string): string => name.replace(/\d+/g, '');

/**
 * True for two usernames that are hardly those of two users: one is the other with a letter more, less or changed before
 * the @, or with something behind it, such as the suffix of a sandbox. Users that are counted (ci1, ci2) are several.
 */
export function areOneUser(a: string, b: string): boolean {
  const [left, right] = [a.trim().toLowerCase(), b.trim().toLowerCase()];
  if (left === right || withoutNumbers(left) === withoutNumbers(right)) return false;
  if (left.startsWith(`${right}.`) || right.startsWith(`${left}.`)) return true;
  const [[name, domain], [other, otherDomain]] = [left.split('@'), right.split('@')] as [string[], string[]];
  return domain === otherDomain && distance(name!, other!) === 1;
}
