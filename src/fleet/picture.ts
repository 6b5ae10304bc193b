import type { Result, Warning } from './result.js';
import { paceWarnings } from './watch.js';

const HOUR = 3_600_000;

/**
 * Results that are further apart are of different runs. It is less than a day: a nightly run must not take a result of
 * yesterday for one of today.
 */
const ONE_RUN_MS = 20 * HOUR;

/** The state of a login in the merged picture. A login without a result was not tried: it is never green. */
export type State = Result['status'] | 'not-tried';

/** How a login changed since the picture before. */
export type Change = 'newly-broken' | 'repaired' | 'still-broken' | 'new' | 'unchanged';

/** One login in the merged picture. */
export interface Row {
  readonly id: string;
  readonly tags: readonly string[];
  readonly state: State;
  readonly change: Change;
  readonly result?: Result;
  /** What will break it, the nearest first. */
  readonly warnings: readonly Warning[];
  /** It was being tried when its run ended. */
  readonly interrupted?: true;
  /** ISO date and time of a result that is too old to count. */
  readonly last?: string;
}

/** All logins of an inventory, with totals. */
export interface Picture {
  /** ISO date and time of the newest result; undefined where there is none. */
  readonly at?: string;
  readonly rows: readonly Row[];
  readonly totals: Readonly<Record<State, number>>;
  readonly changes: Readonly<Record<Change, number>>;
  /** Results for logins that the inventory doesn't have. */
  readonly unknown: readonly string[];
}

/** A login as the inventory names it. */
export interface Listed {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Results by id: the newest of each, and those that were being tried. */
export interface Results {
  readonly results: ReadonlyMap<string, Result>;
  readonly interrupted: ReadonlySet<string>;
}

/** The results that are recent enough to be of one run with something of the time `now`. */
export function recent({ results, interrupted }: Results, now: number): Results {
  const isRecent = ({ at }: Result) => now - Date.parse(at) < ONE_RUN_MS;
  return { results: new Map([...results].filter(([, result]) => isRecent(result))), interrupted };
}

const ORDER: readonly State[] = ['not-tried', 'broken', 'open', 'works'];
const CHANGES: readonly Change[] = ['newly-broken', 'still-broken', 'new', 'repaired', 'unchanged'];

function failed(state: State | undefined): boolean {
  return state === 'broken' || state === 'open';
}

function changeOf(state: State, before: Result | undefined, hasPrevious: boolean): Change {
  if (!hasPrevious || state === 'not-tried') return 'unchanged';
  if (before === undefined) return failed(state) ? 'newly-broken' : 'new';
  if (failed(state)) return failed(before.status) ? 'still-broken' : 'newly-broken';
  return failed(before.status) ? 'repaired' : 'unchanged';
}

function byDate(one: Warning, other: Warning): number {
  return (one.at ?? '9').localeCompare(other.at ?? '9');
}

/**
 * Joins an inventory with results. Every login of the inventory has a row, whether or not it was tried. A result much older
 * than the newest one is of an earlier run, and its login counts as not tried.
 */
export function pictureOf(inventory: readonly Listed[], all: Results, previous?: Results): Picture {
  const at = [...all.results.values()].map((result) => result.at).reduce((a, b) => (a > b ? a : b), '');
  const now = recent(all, Date.parse(at));
  const rows = inventory.map(({ id, tags }): Row => {
    const result = now.results.get(id);
    const before = previous?.results.get(id);
    const state: State = result?.status ?? 'not-tried';
    return {
      id,
      tags,
      state,
      change: changeOf(state, before, previous !== undefined),
      ...(result !== undefined && { result }),
      warnings: result === undefined ? [] : [...(result.warnings ?? []), ...paceWarnings(result, before)].sort(byDate),
      ...(result === undefined && now.interrupted.has(id) && { interrupted: true as const }),
      ...(result === undefined && all.results.has(id) && { last: all.results.get(id)!.at }),
    };
  });
  rows.sort(
    (a, b) =>
      CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) ||
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      (a.id < b.id ? -1 : 1),
  );
  const known = new Set(inventory.map(({ id }) => id));
  const count = <K extends string>(names: readonly K[], of: (row: Row) => K) =>
    Object.fromEntries(names.map((name) => [name, rows.filter((row) => of(row) === name).length])) as Record<K, number>;
  return {
    ...(at !== '' && { at }),
    rows,
    totals: count(ORDER, ({ state }) => state),
    changes: count(CHANGES, ({ change }) => change),
    unknown: [...all.results.keys()].filter((id) => !known.has(id)),
  };
}

/** Days within which an end is urgent. */
const URGENT_DAYS = 7;

/** The rows with an end within a week of the newest result. */
export function urgent(picture: Picture): Row[] {
  return picture.at === undefined ? [] : expiring(picture, URGENT_DAYS, Date.parse(picture.at));
}

/** The rows that a login will stop working for within some days. */
export function expiring({ rows }: Picture, days: number, now: number): Row[] {
  const limit = now + days * 86_400_000;
  return rows.filter(({ warnings }) => warnings.some(({ at }) => at !== undefined && Date.parse(at) <= limit));
}

/**
 * The exit code of a picture: 3 if a login was not tried, else 1 if one is broken or ends soon, else 3 if one is open, else 0.
 */
export function exitOf({ totals }: Picture, endingSoon: number): 0 | 1 | 3 {
  if (totals['not-tried'] > 0) return 3;
  if (totals.broken > 0 || endingSoon > 0) return 1;
  return totals.open > 0 ? 3 : 0;
}
