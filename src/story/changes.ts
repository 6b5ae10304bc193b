import type { FactStore } from '../facts/store.js';
import { changesOfAudit, type ChangeKind } from '../salesforce/changes.js';

const RECENT_MS = 3 * 24 * 3600_000;
// A change to an app or its users takes up to ten minutes to arrive (reported).
const YOUNG_MS = 10 * 60_000;
const TAKES_TIME = /Application|PermSet|SetupEntityAccess|AccessPolicy|Scope/i;

/** The kinds of change that happened shortly before the login failed: stated ones, and those of the audit trail by their time. */
export function recentChanges(store: FactStore, failedAt: string | undefined): ReadonlySet<ChangeKind> {
  const stated = (store.value('history.changed') ?? []) as ChangeKind[];
  const audited = (store.value('org.changes') ?? []).flatMap(({ at, action }) => {
    if (action === undefined || at === undefined || failedAt === undefined) return [];
    const before = Date.parse(failedAt) - Date.parse(at);
    if (before < -60_000 || before >= RECENT_MS) return [];
    const isYoung = before < YOUNG_MS && TAKES_TIME.test(action);
    return [...changesOfAudit(action), ...(isYoung ? (['just-made'] as const) : [])];
  });
  return new Set([...stated, ...audited]);
}
