import type { FactStore } from '../facts/store.js';
import { changeNamed, changesOfAudit, changesSaid, type ChangeKind } from '../salesforce/changes.js';

const RECENT_MS = 3 * 24 * 3600_000;
// A change to an app or its users takes up to ten minutes to arrive (reported).
const YOUNG_MS = 10 * 60_000;
const TAKES_TIME = /Application|PermSet|SetupEntityAccess|AccessPolicy|Scope/i;
// Clocks differ a little, so that a change may seem to come after its failure.
const CLOCKS_MS = 60_000;

/** The changes before a failure. */
export interface Changes {
  /** Those of the last days, stated or in the audit trail. */
  readonly recent: ReadonlySet<ChangeKind>;
  /** Those of the last minutes, which may not have arrived yet. */
  readonly justMade: ReadonlySet<ChangeKind>;
}

const timeOf = (at: string | undefined): number | undefined => (at === undefined ? undefined : Date.parse(at));

/** When the login failed: the time of its answer, else of the last row of the Login History, else of the last change. */
function momentOf(store: FactStore, failedAt: string | undefined): number | undefined {
  const newest = (times: readonly (string | undefined)[]) =>
    times.flatMap((at) => timeOf(at) ?? []).reduce<number | undefined>((a, b) => Math.max(a ?? b, b), undefined);
  return (
    timeOf(failedAt) ??
    newest((store.value('login.history') ?? []).map(({ at }) => at)) ??
    newest((store.value('org.changes') ?? []).map(({ at }) => at))
  );
}

/** The kinds of change behind an entry. The export from Setup has a sentence in place of the action's name. */
export function kindsOf({
  action,
  display,
}: {
  readonly action?: unknown;
  readonly display?: unknown;
}): readonly ChangeKind[] {
  const words = typeof display === 'string' ? display : '';
  return typeof action === 'string' ? changesOfAudit(action, words) : changesSaid(words);
}

/** The changes that happened shortly before the login failed: stated ones, and those of the audit trail by their time. */
export function changesBefore(store: FactStore, failedAt: string | undefined): Changes {
  const stated = (store.value('history.changed') ?? []).flatMap((word) => changeNamed(word) ?? []);
  const moment = momentOf(store, failedAt);
  const age = (at: string | undefined) => {
    const time = timeOf(at);
    return moment === undefined || time === undefined ? Number.NaN : moment - time;
  };
  const audited = (store.value('org.changes') ?? []).filter(({ at }) => age(at) >= -CLOCKS_MS && age(at) < RECENT_MS);
  const isYoung = (at: string | undefined) => failedAt !== undefined && age(at) >= -CLOCKS_MS && age(at) < YOUNG_MS;
  const young = audited.filter(({ at, action }) => isYoung(at) && TAKES_TIME.test(action ?? ''));
  const statedNow = stated.includes('just-made') ? stated : [];
  const assigned: ChangeKind[] = isYoung(store.value('user.assignedAt')) ? ['assigned', 'just-made'] : [];
  const edited: ChangeKind[] = isYoung(store.value('app.changedAt')) ? ['app-edited', 'just-made'] : [];
  const made = young.length > 0 ? (['just-made'] as const) : [];
  return {
    recent: new Set([...stated, ...audited.flatMap(kindsOf), ...made, ...edited]),
    justMade: new Set([...statedNow, ...young.flatMap(kindsOf), ...made, ...assigned, ...edited]),
  };
}
