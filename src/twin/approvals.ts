import type { FactValue } from '../facts/vocabulary.js';
import type { Ledger } from './ledger.js';
import type { OrgInput } from './org.js';

type ApprovalInput = NonNullable<OrgInput['approvals']>[number];
type AppInput = NonNullable<OrgInput['apps']>[number];
type UserInput = NonNullable<OrgInput['users']>[number];

interface Token {
  readonly createdAt?: string | undefined;
  readonly lastUsedAt?: string | undefined;
}

function secondsBefore(now: number, at: string | undefined): number | undefined {
  const time = at === undefined ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? undefined : Math.round((now - time) / 1000);
}

function approvalOf(
  user: string,
  app: AppInput,
  { createdAt, lastUsedAt }: Token,
  scopes: readonly string[],
  now: number,
): ApprovalInput {
  const [approved, used] = [secondsBefore(now, createdAt), secondsBefore(now, lastUsedAt)];
  return {
    user,
    app: app.name,
    // A token exists only where a refresh scope was granted.
    scopes: [...new Set([...scopes, 'refresh_token'])],
    ...(approved !== undefined && { approvedSecondsAgo: approved }),
    ...(used !== undefined && { usedSecondsAgo: used }),
  };
}

/** The tokens of an app that the org listed with its users; undefined where it listed none of anybody. */
function tokensOfApp(ledger: Ledger, { name, label }: AppInput): FactValue<'approval.tokens'> | undefined {
  const users = (ledger.get('org.users') ?? []).filter(({ tokens }) => tokens !== undefined);
  if (users.length === 0) return undefined;
  return users.flatMap(({ username, tokens = [] }) =>
    tokens
      .filter(({ app }) => app === name || app === label)
      .map(({ app, ...times }) => ({ appName: app, username, ...times })),
  );
}

/** The approvals of users: each OAuth token that the org told about is one. */
export function approvalsOf(
  ledger: Ledger,
  apps: readonly AppInput[],
  users: readonly UserInput[],
  now: number,
): ApprovalInput[] {
  const [app] = apps;
  if (app === undefined) return [];
  const sent = ledger.get('assertion.subject')?.toLowerCase();
  const nameOf = (username: string | undefined) =>
    users.find((user) => user.username.toLowerCase() === (username?.toLowerCase() ?? sent))?.username;
  const granted = ledger.get('token.scope') ?? app.scopes ?? [];
  const isSelf = app.permittedUsers !== 'admin-approved';
  const listed = tokensOfApp(ledger, app);
  const tokens = isSelf
    ? ledger.assume('approval.tokens', listed ?? [{}], listed === undefined ? [[]] : [])
    : (ledger.get('approval.tokens') ?? listed ?? []);
  const ofLogin = tokens.flatMap((token) => {
    const user = nameOf(token.username);
    return user === undefined
      ? []
      : [approvalOf(user, app, token, user.toLowerCase() === sent ? granted : (app.scopes ?? []), now)];
  });
  const ofOthers = (ledger.get('org.users') ?? []).flatMap(({ username, tokens: held = [] }) =>
    held.flatMap((token) => {
      const of = apps.slice(1).find((one) => one.name === token.app || one.label === token.app);
      const isThere = users.some((user) => user.username === username);
      return of === undefined || !isThere ? [] : [approvalOf(username, of, token, of.scopes ?? [], now)];
    }),
  );
  return [...ofLogin, ...ofOthers];
}
