import { thumbprintOf } from './thumbprint.js';
import type { Opened } from './open-key.js';
import type { KeyFormat, KeyProblem } from './types.js';

/** A key entry of a keystore. The name is readable without the password, the key isn't. */
export interface KeystoreEntry {
  readonly alias: string;
  open(): Opened;
}

const MOST_NAMES = 10;

function printable(alias: string): string {
  return alias.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 60);
}

/** `2 keys: a, b` */
export function describeEntries(entries: readonly KeystoreEntry[]): string {
  const names = entries.slice(0, MOST_NAMES).map((entry) => printable(entry.alias));
  const more = entries.length > MOST_NAMES ? `, and ${entries.length - MOST_NAMES} more` : '';
  return `${entries.length} ${entries.length === 1 ? 'key' : 'keys'}: ${names.join(', ')}${more}`;
}

/** Picks the requested entry and opens it. */
export function openEntry(entries: readonly KeystoreEntry[], format: KeyFormat, alias: string | undefined): Opened {
  const refuse = (problem: KeyProblem): Opened => ({ format, problem });
  if (entries.length === 0) return refuse({ kind: 'keystore-without-key' });
  if (alias !== undefined) {
    const exact = entries.filter((entry) => entry.alias === alias);
    const named = exact.length > 0 ? exact : entries.filter((entry) => sameName(entry.alias, alias));
    const [chosen] = named;
    if (!chosen) return refuse({ kind: 'keystore-alias-needed', detail: describeEntries(entries) });
    return named.length === 1 ? chosen.open() : onlyKey(named, format);
  }
  const [single] = entries;
  return single && entries.length === 1 ? single.open() : onlyKey(entries, format);
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase();
}

/** Several entries may hold one and the same key. */
function onlyKey(entries: readonly KeystoreEntry[], format: KeyFormat): Opened {
  const opened = entries.slice(0, 20).map((entry) => entry.open());
  const thumbprints = new Set(opened.map(({ key }) => (key ? thumbprintOf(key) : undefined)));
  if (thumbprints.size === 1 && opened[0]?.key && entries.length <= 20) return opened[0];
  return { format, problem: { kind: 'keystore-alias-needed', detail: describeEntries(entries) } };
}
