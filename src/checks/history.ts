import type { FactValue } from '../facts/vocabulary.js';
import type { CauseId } from '../salesforce/causes.js';
import { isSuccess, matchHistoryStatus, type HistoryStatus } from '../salesforce/login-history.js';

type Row = FactValue<'login.history'>[number];

const OAUTH_LOGIN = /remote access|oauth/i;

/** The rows of OAuth logins of one user, newest first. Rows without a user or a login type are taken as meant. */
function relevantRows(rows: readonly Row[], username: string | undefined): Row[] {
  const own = rows.filter(
    (row) =>
      (row.username === undefined || username === undefined || row.username.toLowerCase() === username.toLowerCase()) &&
      (row.loginType === undefined || OAUTH_LOGIN.test(row.loginType)),
  );
  return own.every((row) => row.at !== undefined) ? [...own].sort((a, b) => (a.at! < b.at! ? 1 : -1)) : own.reverse();
}

/** The newest relevant row of the Login History when it is a refusal whose meaning is known. */
export function latestRefusal(
  rows: readonly Row[] | undefined,
  username?: string,
): { row: Row; status: HistoryStatus } | undefined {
  const newest = relevantRows(rows ?? [], username)[0];
  if (newest === undefined || isSuccess(newest.status)) return undefined;
  const status = matchHistoryStatus(newest.status);
  return status && { row: newest, status };
}

/** The cause that the newest refusal of the Login History names by itself, or undefined. */
export function causeNamedByHistory(rows: readonly Row[] | undefined, username?: string): CauseId | undefined {
  return latestRefusal(rows, username)?.status.explanations.find((explanation) => explanation.named)?.cause;
}
