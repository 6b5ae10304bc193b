import { defined } from './defined.js';
import { isMasked } from './masks.js';
import { withoutMasks } from './hidden.js';
import { FACT_NAMES, FACTS, factsWith, type FactName } from './names.js';
import type { FactValue } from './vocabulary.js';

/** The reason a fact is unknown. */
type UnknownReason = 'not-asked' | 'denied' | 'absent-in-reply' | 'masked' | 'not-supported' | 'failed';

/** A known fact with its source and, if it matters, the ISO time at which it was true. */
export interface Known<V> {
  readonly value: V;
  readonly source: string;
  readonly at?: string;
}

/** An unknown fact with the reason. */
export interface NotKnown {
  readonly unknown: UnknownReason;
  readonly source: string;
  readonly detail?: string;
}

/** When sources disagree, the higher rank wins and the conflict is kept. */
const RANKS = { written: 0, stated: 1, observed: 2, given: 3 } as const;

/** The rank of a source: stated in an evidence file, observed by the tool, or given on the command line. */
export type Rank = keyof typeof RANKS;

/** A fact as a source returns it. */
export type SourceFact = {
  [N in FactName]: { readonly name: N; readonly rank?: Rank } & (Known<FactValue<N>> | NotKnown);
}[FactName];

/** A fact with different values from several sources. The first value is used. */
export interface Conflict {
  readonly fact: FactName;
  readonly values: readonly Known<unknown>[];
}

const ACCUMULATING = factsWith('accumulates');
const OWN_WORDS = factsWith('own-words');
// An event keeps its masked parts: it happened all the same.
const TESTIMONY = factsWith('testimony');

interface Entry {
  readonly rank: number;
  readonly known: Known<unknown>;
}

/** A JSON text with sorted keys, so that equal values compare equal. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).filter(([, item]) => item !== undefined);
    pairs.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${pairs.map(([key, item]) => `${key}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/**
 * Facts by name. Subclasses must scrub every fact, so no secret enters a store; use `ScrubbedStore`. Masked values are
 * unknown. The store keeps all sources: `read` returns the value with the highest rank, `conflicts` lists the others.
 */
export abstract class FactStore {
  readonly #known = new Map<FactName, Entry[]>();
  readonly #unknown = new Map<FactName, NotKnown>();
  /** Merged values, kept until the next change: a list of thousands of events is merged only once. */
  readonly #read = new Map<FactName, Known<unknown>>();

  constructor(facts: Iterable<SourceFact> = []) {
    for (const fact of facts) this.add(fact);
  }

  /** Removes secrets. Every added fact goes through this. */
  protected abstract scrub(fact: SourceFact): SourceFact;

  /** Adds a fact of a source. */
  add(told: SourceFact): void {
    const fact = this.scrub(told);
    const { name, source, rank = 'observed' } = fact;
    if ('unknown' in fact) {
      const { unknown, detail } = fact;
      if (!this.#unknown.has(name)) this.#unknown.set(name, defined({ unknown, source, detail }));
      return;
    }
    // Scrubbing leaves marks that look like masks, so test the original value.
    if (!OWN_WORDS.has(name) && 'value' in told && hidesValue(told.value)) {
      this.add({ name, unknown: 'masked', source } as SourceFact);
      return;
    }
    const { at } = fact;
    const original: unknown = 'value' in told ? told.value : fact.value;
    const seen =
      TESTIMONY.has(name) || OWN_WORDS.has(name) ? { value: original } : withoutMasks(FACTS[name].shape, original);
    if (seen === undefined) {
      this.add({ name, unknown: 'masked', source } as SourceFact);
      return;
    }
    const value: unknown =
      seen.value === original ? fact.value : this.#scrubbed({ ...told, value: seen.value } as SourceFact);
    const known: Known<unknown> = { value, source, ...(at !== undefined && { at }) };
    const entries = this.#known.get(name) ?? [];
    // A value that is told twice is one value, of the stronger source; an event that is told twice happened twice.
    const same = ACCUMULATING.has(name)
      ? -1
      : entries.findIndex((entry) => canonical(entry.known.value) === canonical(value));
    if (same !== -1) {
      if (entries[same]!.rank < RANKS[rank]) entries[same] = { rank: RANKS[rank], known };
      return;
    }
    entries.push({ rank: RANKS[rank], known });
    this.#read.delete(name);
    this.#known.set(name, entries);
  }

  #scrubbed(fact: SourceFact): unknown {
    const clean = this.scrub(fact);
    return 'value' in clean ? clean.value : undefined;
  }

  /** The value of a fact, or the reason it is unknown. */
  read<N extends FactName>(name: N): Known<FactValue<N>> | NotKnown {
    const entries = this.#known.get(name);
    if (!entries) return this.#unknown.get(name) ?? { unknown: 'not-asked', source: '' };
    const known = this.#read.get(name) ?? (ACCUMULATING.has(name) ? this.#accumulated(entries) : strongest(entries));
    this.#read.set(name, known);
    return known as Known<FactValue<N>>;
  }

  /** The value of a fact, or undefined when unknown. */
  value<N extends FactName>(name: N): FactValue<N> | undefined {
    const fact = this.read(name);
    return 'value' in fact ? fact.value : undefined;
  }

  /** All values of a fact with the rank of their sources; empty when unknown. */
  told<N extends FactName>(name: N): readonly (Known<FactValue<N>> & { readonly rank: Rank })[] {
    const entries = this.#known.get(name) ?? [];
    const ranks = Object.entries(RANKS) as [Rank, number][];
    const rankOf = (rank: number) => ranks.find(([, number]) => number === rank)![0];
    if (!ACCUMULATING.has(name))
      return byRank(entries).map(({ known, rank }) => ({ ...(known as Known<FactValue<N>>), rank: rankOf(rank) }));
    const fact = this.read(name);
    return 'value' in fact ? [{ ...fact, rank: 'observed' }] : [];
  }

  /** The names of all facts in the store, in the order of the rows. */
  names(): FactName[] {
    return FACT_NAMES.filter((name) => this.#known.has(name) || this.#unknown.has(name));
  }

  /** All facts, in the form that `add` takes. */
  all(): SourceFact[] {
    return this.names().flatMap((name) => {
      const unknown = this.#unknown.get(name);
      const told = this.told(name).map((known) => ({ name, ...known }) as SourceFact);
      return unknown === undefined ? told : [...told, { name, ...unknown } as SourceFact];
    });
  }

  /** Facts on which sources disagree. */
  conflicts(): Conflict[] {
    return this.names().flatMap((fact) => {
      const entries = this.#known.get(fact);
      if (!entries || entries.length < 2 || ACCUMULATING.has(fact)) return [];
      return [{ fact, values: byRank(entries).map((entry) => entry.known) }];
    });
  }

  /** True when sources of the same rank disagree, so the value proves nothing. */
  isDisputed(name: FactName): boolean {
    const entries = this.#known.get(name);
    if (!entries || entries.length < 2 || ACCUMULATING.has(name)) return false;
    const [first, second] = byRank(entries);
    return first?.rank === second?.rank;
  }

  #accumulated(entries: readonly Entry[]): Known<unknown> {
    const sources = [...new Set(entries.map((entry) => entry.known.source))].join('; ');
    if (entries.every(({ known }) => known.source === entries[0]!.known.source))
      return { value: entries.flatMap(({ known }) => known.value as unknown[]), source: sources };
    const tellers = new Map<string, string>();
    const items: unknown[] = [];
    for (const { known } of entries) {
      for (const item of known.value as unknown[]) {
        // Two sources that report the same event saw one event. One source that reports it twice saw two.
        const key = canonical(item);
        const teller = tellers.get(key);
        if (teller !== undefined && teller !== known.source) continue;
        tellers.set(key, known.source);
        items.push(item);
      }
    }
    return { value: items, source: sources };
  }
}

/** True for a mask, or a list that contains one. */
function hidesValue(value: unknown): boolean {
  if (typeof value === 'string') return isMasked(value);
  return Array.isArray(value) && value.some((item) => typeof item === 'string' && isMasked(item));
}

function byRank(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => b.rank - a.rank);
}

function strongest(entries: readonly Entry[]): Known<unknown> {
  return byRank(entries)[0]!.known;
}
