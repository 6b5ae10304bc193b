import { meantAnswer } from '../facts/answers.js';
import type { Evidence, FactValue, TokenAnswer } from '../facts/vocabulary.js';
import { causesOfStatus } from '../causes/explanations.js';
import type { CauseId } from '../causes/index.js';
import { sameOrigin } from '../salesforce/hosts.js';
import { isSuccess, matchHistoryStatus, type HistoryStatus } from '../answers/login-history.js';

type Row = FactValue<'login.history'>[number];

/** The facts that reading the Login History needs. */
interface HistoryFacts {
  get(name: 'login.history'): readonly Row[] | undefined;
  get(name: 'assertion.subject'): string | undefined;
  get(name: 'token.answers'): readonly TokenAnswer[] | undefined;
}

interface CitedHistory extends HistoryFacts {
  cite(name: 'login.history'): readonly Evidence[];
}

/** The facts that a check needs to read the Login History. */
export const HISTORY_FACTS = ['login.history', 'assertion.subject', 'token.answers'] as const;

const OAUTH_LOGIN = /remote access|oauth/i;
const REFRESH = /refresh ?token/i;
const BROWSER = /web ?server|user ?agent|hybrid/i;
// A row further away from the answer than this is about another login.
const SAME_LOGIN_MS = 10 * 60_000;

// Several checks look at the same rows, which may be many thousands.
const RELEVANT = new WeakMap<readonly Row[], Map<string | undefined, readonly Row[]>>();
const NEWEST = new WeakMap<readonly Row[], Row | undefined>();

/** The rows of OAuth logins of one user, newest first. Rows without a user or a login type are included. */
function relevantRows(rows: readonly Row[], username: string | undefined): readonly Row[] {
  const known = RELEVANT.get(rows) ?? new Map<string | undefined, readonly Row[]>();
  const found = known.get(username) ?? sortedRows(rows, username);
  RELEVANT.set(rows, known.set(username, found));
  return found;
}

function sortedRows(rows: readonly Row[], username: string | undefined): readonly Row[] {
  const own = rows.filter(
    (row) =>
      (row.username === undefined || username === undefined || row.username.toLowerCase() === username.toLowerCase()) &&
      (row.loginType === undefined || OAUTH_LOGIN.test(row.loginType)),
  );
  return own.every((row) => row.at !== undefined) ? [...own].sort((a, b) => (a.at! < b.at! ? 1 : -1)) : own.reverse();
}

function isNear(row: Row, answeredAt: string | undefined): boolean {
  if (answeredAt === undefined || row.at === undefined) return true;
  return Math.abs(Date.parse(row.at) - Date.parse(answeredAt)) <= SAME_LOGIN_MS;
}

/**
 * The newest relevant row of the Login History when it is a refusal whose meaning is known. Where the time of the answer
 * is known, a row of another time says nothing about it.
 */
export function latestRefusal(
  rows: readonly Row[] | undefined,
  username?: string,
  answeredAt?: string,
): { row: Row; status: HistoryStatus } | undefined {
  const relevant = relevantRows(rows ?? [], username);
  const newest = NEWEST.has(relevant) ? NEWEST.get(relevant) : newestOf(relevant);
  NEWEST.set(relevant, newest);
  if (newest === undefined || isSuccess(newest.status) || !isNear(newest, answeredAt)) return undefined;
  const status = matchHistoryStatus(newest.status);
  return status && { row: newest, status };
}

function userOf({ username }: Row): string {
  return username?.toLowerCase() ?? '';
}

/**
 * The newest row. Where nobody told the user, and one user alone was refused last in the minutes before it, the newest of
 * that user: the success is that of somebody else.
 */
function newestOf(rows: readonly Row[]): Row | undefined {
  const [newest] = rows;
  const last = new Map<string, Row>();
  for (const row of rows) if (!last.has(userOf(row)) && isNear(row, newest?.at)) last.set(userOf(row), row);
  const refused = [...last.values()].filter(({ status }) => !isSuccess(status));
  return refused.length === 1 ? refused[0] : newest;
}

function answeredAt(facts: HistoryFacts): string | undefined {
  return meantAnswer(facts.get('token.answers') ?? [])?.at;
}

/** The refusal that the Login History shows for the login to explain. */
export function refusalOf(facts: HistoryFacts): { row: Row; status: HistoryStatus } | undefined {
  return latestRefusal(facts.get('login.history'), facts.get('assertion.subject'), answeredAt(facts));
}

/** The cause that this refusal names by itself, or undefined. */
export function causeNamedByHistory(facts: HistoryFacts): CauseId | undefined {
  const refusal = refusalOf(facts);
  return refusal && causesOfStatus(refusal.status.id).find(({ named }) => named)?.cause;
}

/** True when the Login History has a success at a host, given as an origin: of the user, or of anybody where the user is not known. */
export function loggedInAt(facts: HistoryFacts, origin: string): boolean {
  return relevantRows(facts.get('login.history') ?? [], facts.get('assertion.subject')).some(
    ({ loginUrl, status }) => isSuccess(status) && loginUrl !== undefined && sameOrigin(loginUrl, origin),
  );
}

// Where only the time can tell whose row it is.
const SAME_MOMENT_MS = 30_000;

/**
 * The Login History row of the login to explain: same host, same minutes, or where the host is not told, the same moment.
 * Such a row proves that the host leads to the org and the user. Undefined without a row or without the time of the answer.
 */
export function rowOfAttempt(facts: HistoryFacts): Row | undefined {
  const at = answeredAt(facts);
  const meant = meantAnswer(facts.get('token.answers') ?? []);
  const subject = facts.get('assertion.subject');
  const [row, ...others] = relevantRows(facts.get('login.history') ?? [], subject).filter(
    (row) =>
      at !== undefined &&
      row.at !== undefined &&
      (meant?.url === ''
        ? !isSuccess(row.status) && Math.abs(Date.parse(row.at) - Date.parse(at)) <= SAME_MOMENT_MS
        : isNear(row, at) && row.loginUrl !== undefined && sameOrigin(row.loginUrl, meant?.url ?? '')),
  );
  // Without the user, rows of several users tell nothing of this login.
  const isOne = row !== undefined && others.every((other) => userOf(other) === userOf(row));
  return subject !== undefined || isOne ? row : undefined;
}

/** The Login History as evidence, reduced to one row. */
function citeRow(facts: CitedHistory, row: Row | undefined): Evidence[] {
  return facts.cite('login.history').map((evidence) => (row === undefined ? evidence : { ...evidence, value: [row] }));
}

/** The refusal in the Login History, as evidence. */
export function citeRefusal(facts: CitedHistory): Evidence[] {
  return citeRow(facts, refusalOf(facts)?.row);
}

/** The row of the login to explain, as evidence. */
export function citeAttempt(facts: CitedHistory): Evidence[] {
  return citeRow(facts, rowOfAttempt(facts));
}

/** How often the user logged in to the app in a browser, which is how a user approves an app. */
export function browserLogins(facts: HistoryFacts): number {
  return relevantRows(facts.get('login.history') ?? [], facts.get('assertion.subject')).filter(
    (row) => row.loginSubType !== undefined && BROWSER.test(row.loginSubType) && isSuccess(row.status),
  ).length;
}

/** True when the user logged in to the org in a browser, where users can approve apps. */
export function loggedInByBrowser(facts: HistoryFacts): boolean {
  return (facts.get('login.history') ?? []).some(
    (row) => row.loginType !== undefined && !OAUTH_LOGIN.test(row.loginType) && isSuccess(row.status),
  );
}

/** The last success of each type of login, as ISO times. Rows without a time are ignored. */
export function lastSuccesses(facts: HistoryFacts): { jwt?: string; refresh?: string; browser?: string } {
  const found: { jwt?: string; refresh?: string; browser?: string } = {};
  for (const row of relevantRows(facts.get('login.history') ?? [], facts.get('assertion.subject'))) {
    if (row.at === undefined || row.loginType === undefined || !isSuccess(row.status)) continue;
    const { loginSubType: kind } = row;
    const way =
      kind === undefined ? 'jwt' : REFRESH.test(kind) ? 'refresh' : BROWSER.test(kind) ? 'browser' : undefined;
    if (way !== undefined) found[way] ??= row.at;
  }
  return found;
}
