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

/** The events since an embedded org started, which its world file doesn't hold. */
export interface OrgState {
  /** The start in milliseconds. The seconds of a world file count from here. */
  readonly startedAt: number;
  /** `jti` values seen in assertions that were genuine. */
  readonly usedAssertionIds: Set<string>;
  /** Times of successful logins by username. */
  readonly logins: Map<string, number[]>;
  readonly history: LoginHistoryRow[];
  /** Origins that replace a real one: `http://127.0.0.1:4711` for `https://login.salesforce.com`. */
  readonly aliases: Map<string, string>;
}

/** The state of an org that has just started. */
export function createState(startedAt: number, usedAssertionIds: readonly string[] = []): OrgState {
  return {
    startedAt,
    usedAssertionIds: new Set(usedAssertionIds),
    logins: new Map(),
    history: [],
    aliases: new Map(),
  };
}

type PastLogin = World['orgs'][number]['loginHistory'][number];

const KEPT_SECONDS = 180 * 86_400;
const SUB_TYPES = { 'web-server': 'OauthWebServer', 'user-agent': 'OauthUserAgent', device: 'OauthDevice' } as const;

/** The Login History rows of an approval: the browser login, and the app's login after the code exchange. */
function rowsOfApproval(
  org: World['orgs'][number],
  { user, app: name, flow, exchanged, approvedSecondsAgo: secondsAgo }: World['orgs'][number]['approvals'][number],
): PastLogin[] {
  if (secondsAgo < 0 || secondsAgo > KEPT_SECONDS) return [];
  const app = org.apps.find((one) => one.name === name || one.consumerKey === name);
  const base = { user, status: 'Success', secondsAgo };
  const inBrowser = { ...base, application: 'Browser', loginType: 'Application' };
  if (!exchanged || !app) return [inBrowser];
  const loginSubType = SUB_TYPES[flow];
  return [inBrowser, { ...base, application: app.label, loginType: 'Remote Access 2.0', loginSubType }];
}

/** Puts the logins from before the start into the Login History, oldest first. */
export function seedHistory(state: OrgState, world: World): void {
  for (const org of world.orgs) {
    const past = [...org.loginHistory, ...org.approvals.flatMap((approval) => rowsOfApproval(org, approval))];
    const rows = past.sort((a, b) => b.secondsAgo - a.secondsAgo);
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
