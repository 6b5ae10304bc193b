import { defined } from './defined.js';
import { isMasked } from './masks.js';
import { FACT_NAMES, factsWith, type FactName } from './names.js';
import type { FactValue } from './vocabulary.js';

/** Why a fact is not known. */
type UnknownReason = 'not-asked' | 'denied' | 'absent-in-reply' | 'masked' | 'not-supported' | 'failed';

/** A fact that is known, with its source and, where it matters, the ISO time it was true. */
export interface Known<V> {
  readonly value: V;
  readonly source: string;
  readonly at?: string;
}

/** A fact that is not known, and why. */
export interface NotKnown {
  readonly unknown: UnknownReason;
  readonly source: string;
  readonly detail?: string;
}

/** How far a source is believed when two disagree; a later rank wins and the disagreement is kept. */
const RANKS = { stated: 1, observed: 2, given: 3 } as const;

/** The standing of a source: stated in an evidence file, observed by the tool, or given on the command line. */
export type Rank = keyof typeof RANKS;

/** What a source returns: facts and nothing else. */
export type SourceFact = {
  [N in FactName]: { readonly name: N; readonly rank?: Rank } & (Known<FactValue<N>> | NotKnown);
}[FactName];

/** Two sources that disagree about a fact. The first value is the one that is used. */
export interface Conflict {
  readonly fact: FactName;
  readonly values: readonly Known<unknown>[];
}

const ACCUMULATING = factsWith('accumulates');
const OWN_WORDS = factsWith('own-words');

interface Entry {
  readonly rank: number;
  readonly known: Known<unknown>;
}

/** Order-free text of a JSON value, for comparing. */
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
 * The facts that are known, by name. The class cannot be constructed without a way to scrub, so no secret ever enters a
 * store: `ScrubbedStore` is the one to make. A masked value is kept as unknown. Sources that disagree are all kept:
 * `read` gives the value of the strongest one, `conflicts` tells of the others.
 */
export abstract class FactStore {
  readonly #known = new Map<FactName, Entry[]>();
  readonly #unknown = new Map<FactName, NotKnown>();

  constructor(facts: Iterable<SourceFact> = []) {
    for (const fact of facts) this.add(fact);
  }

  /** The fact without secrets. Every fact passes here on its way in. */
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
    // The mark of a removed secret looks like a mask, so the value is judged as it came.
    if (!OWN_WORDS.has(name) && 'value' in told && hidesValue(told.value)) {
      this.add({ name, unknown: 'masked', source } as SourceFact);
      return;
    }
    const { at } = fact;
    const value: unknown = fact.value;
    const known: Known<unknown> = { value, source, ...(at !== undefined && { at }) };
    const entries = this.#known.get(name) ?? [];
    // What happened twice is told twice; a value that is told twice is one value.
    const isKnown =
      !ACCUMULATING.has(name) && entries.some((entry) => canonical(entry.known.value) === canonical(value));
    if (isKnown) return;
    entries.push({ rank: RANKS[rank], known });
    this.#known.set(name, entries);
  }

  /** The fact by that name: its value, or why it is not known. */
  read<N extends FactName>(name: N): Known<FactValue<N>> | NotKnown {
    const entries = this.#known.get(name);
    if (!entries) return this.#unknown.get(name) ?? { unknown: 'not-asked', source: '' };
    if (!ACCUMULATING.has(name)) return strongest(entries) as Known<FactValue<N>>;
    return this.#accumulated(entries) as Known<FactValue<N>>;
  }

  /** The value of a fact, or undefined when it is not known. */
  value<N extends FactName>(name: N): FactValue<N> | undefined {
    const fact = this.read(name);
    return 'value' in fact ? fact.value : undefined;
  }

  /** All that was told about a fact, each with the standing of its source; nothing where it is not known. */
  told<N extends FactName>(name: N): readonly (Known<FactValue<N>> & { readonly rank: Rank })[] {
    const entries = this.#known.get(name) ?? [];
    const ranks = Object.entries(RANKS) as [Rank, number][];
    const rankOf = (rank: number) => ranks.find(([, number]) => number === rank)![0];
    if (!ACCUMULATING.has(name))
      return byRank(entries).map(({ known, rank }) => ({ ...(known as Known<FactValue<N>>), rank: rankOf(rank) }));
    const fact = this.read(name);
    return 'value' in fact ? [{ ...fact, rank: 'observed' }] : [];
  }

  /** Every name that a source spoke about, in the order of the rows. */
  names(): FactName[] {
    return FACT_NAMES.filter((name) => this.#known.has(name) || this.#unknown.has(name));
  }

  /** All that was told, as another store can be told it. */
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

  /** True when sources of the same standing disagree about the fact: its value decides nothing. */
  isDisputed(name: FactName): boolean {
    const entries = this.#known.get(name);
    if (!entries || entries.length < 2 || ACCUMULATING.has(name)) return false;
    const [first, second] = byRank(entries);
    return first?.rank === second?.rank;
  }

  #accumulated(entries: readonly Entry[]): Known<unknown> {
    const tellers = new Map<string, string>();
    const items: unknown[] = [];
    for (const { known } of entries) {
      for (const item of known.value as unknown[]) {
        // The same event told by another source is the same event; told by the same source, it happened again.
        const key = canonical(item);
        const teller = tellers.get(key);
        if (teller !== undefined && teller !== known.source) continue;
        tellers.set(key, known.source);
        items.push(item);
      }
    }
    return { value: items, source: [...new Set(entries.map((entry) => entry.known.source))].join('; ') };
  }
}

/** True for a value that is a mask, or a list with one in it. */
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
