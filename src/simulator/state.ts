import { myDomainOrigin } from './hosts.js';
import type { World } from './world.js';

/** A row of an org's Login History. */
export interface LoginHistoryRow {
  readonly at: string;
  readonly orgId: string;
  readonly userId: string;
  readonly username: string;
  readonly application: string;
  readonly loginType: string;
  /** As LoginHistory spells it; JWT bearer logins have none (documented). */
  readonly loginSubType?: string;
  readonly loginUrl: string;
  readonly sourceIp: string;
  readonly status: string;
}

/** What an embedded org remembers besides its world: what happened since it started. */
export interface OrgState {
  /** When it started, in milliseconds; the seconds of a world file count from here. */
  readonly startedAt: number;
  /** `jti` values seen in assertions that were genuine. */
  readonly usedAssertionIds: Set<string>;
  /** Times of successful logins by username. */
  readonly logins: Map<string, number[]>;
  readonly history: LoginHistoryRow[];
  /** Origins that stand for a real one: `http://127.0.0.1:4711` for `https://login.salesforce.com`. */
  readonly aliases: Map<string, string>;
}

/** A fresh memory. */
export function createState(startedAt: number, usedAssertionIds: readonly string[] = []): OrgState {
  return {
    startedAt,
    usedAssertionIds: new Set(usedAssertionIds),
    logins: new Map(),
    history: [],
    aliases: new Map(),
  };
}

/** Puts the logins from before the start into the Login History, oldest first. */
export function seedHistory(state: OrgState, world: World): void {
  for (const org of world.orgs) {
    const rows = [...org.loginHistory].sort((a, b) => b.secondsAgo - a.secondsAgo);
    for (const { user: username, secondsAgo, sourceIp, loginUrl, loginSubType, ...row } of rows) {
      state.history.push({
        ...row,
        at: new Date(state.startedAt - secondsAgo * 1000).toISOString(),
        orgId: org.id,
        userId: org.users.find((user) => user.username === username)?.id ?? '',
        username,
        loginUrl: loginUrl ?? new URL(myDomainOrigin(org)).host,
        sourceIp: sourceIp ?? world.clientIp,
        ...(loginSubType !== undefined && { loginSubType }),
      });
    }
  }
}

/** Logins of a user in the hour before a time. */
export function recentLogins(state: OrgState, username: string, now: number): number {
  return (state.logins.get(username) ?? []).filter((at) => at > now - 3_600_000).length;
}
