import type { FactName } from '../../facts/names.js';
import type { FactStore, NotKnown } from '../../facts/store.js';
import { learnNames } from './learn.js';
import { addressesIn, rewriteValue } from './rewrite.js';
import { Pseudonyms, type PseudonymOptions } from './pseudonyms.js';

/** A fact as in an evidence file. */
type Entry =
  | { value: unknown; source: string; at?: string; rank: string; others?: Omit<Entry & { value: unknown }, 'others'>[] }
  | NotKnown;

/** An evidence file: the facts as JSON. */
export interface EvidenceFile {
  readonly evidenceVersion: 1;
  readonly facts: Readonly<Record<string, Entry>>;
}

type Rewrite = (fact: FactName, value: unknown) => unknown;

function entryOf(store: FactStore, fact: FactName, rewrite: Rewrite, text: (text: string) => string): Entry {
  const [first, ...others] = store.told(fact).map(({ value, source, at, rank }) => ({
    value: rewrite(fact, value),
    source: text(source),
    ...(at !== undefined && { at }),
    rank,
  }));
  if (first !== undefined) return { ...first, ...(others.length > 0 && { others }) };
  const { unknown, source, detail } = store.read(fact) as NotKnown;
  return { unknown, source: text(source), ...(detail !== undefined && { detail: text(detail) }) };
}

/** All facts as an evidence file, with their sources and real names. */
export function toEvidence(store: FactStore): EvidenceFile {
  const same = (text: string) => text;
  const facts = store.names().map((fact) => [fact, entryOf(store, fact, (_, value) => value, same)] as const);
  return { evidenceVersion: 1, facts: Object.fromEntries(facts) };
}

/**
 * The evidence file with tokens in place of names, and the pseudonyms that made them, for the texts that go with it.
 * It holds no secrets, because a store holds none.
 */
export function toRedactedEvidence(
  store: FactStore,
  options: Omit<PseudonymOptions, 'addresses'>,
  /** Texts that come with the evidence: their addresses keep their order, too, and their own names are theirs in the bundle. */
  texts: readonly { readonly name: string; readonly text: string; readonly member: string }[] = [],
): { evidence: EvidenceFile; names: Pseudonyms } {
  const told = store.names().flatMap((fact) => store.told(fact).map(({ value }) => value as unknown));
  const addresses = [...told.flatMap(addressesIn), ...texts.flatMap(({ text }) => addressesIn(text))];
  const names = new Pseudonyms({ ...options, addresses });
  const rewrite: Rewrite = (fact, value) => rewriteValue(fact, value, names);
  const places = [...texts].sort((a, b) => b.name.length - a.name.length);
  const inBundle = (text: string) => places.reduce((told, { name, member }) => told.split(name).join(member), text);
  for (const { name, text } of texts) learnNames(names, text, name);
  const all = () =>
    store.names().map((fact) => [fact, entryOf(store, fact, rewrite, (text) => names.prose(inBundle(text)))] as const);
  // A name may be told in a text before the fact that makes it known.
  all();
  return { evidence: { evidenceVersion: 1, facts: Object.fromEntries(all()) }, names };
}
