import type { SourceFact } from '../../facts/store.js';
import type { FactValue } from '../../facts/vocabulary.js';
import { quote, type Read, type Row } from './client.js';
import { isoTime, needs, notKnown, textColumn, type OrgReading, type Subject } from './reading.js';

type HistoryRow = FactValue<'login.history'>[number];

const MOST_ROWS = 200;
const KEPT = 40;
const DAYS = 180;
const OAUTH = /remote access|oauth/i;
const OWN_ATTEMPT_MS = 10 * 60_000;

const reads = new WeakMap<OrgReading, Promise<Read<HistoryRow[]>>>();

function toRow(row: Row, username: string): HistoryRow {
  const at = isoTime(textColumn(row, 'LoginTime'));
  const optional = {
    at,
    application: textColumn(row, 'Application'),
    loginType: textColumn(row, 'LoginType'),
    loginSubType: textColumn(row, 'LoginSubType'),
    sourceIp: textColumn(row, 'SourceIp'),
    loginUrl: textColumn(row, 'LoginUrl'),
  };
  const known = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { status: textColumn(row, 'Status') ?? '', username, ...known };
}

async function readRows(reading: OrgReading): Promise<Read<HistoryRow[]>> {
  const rights = await reading.rights();
  const seesAll = await reading.may('ManageUsers', 'MonitorLoginHistory');
  if (rights.ok && !seesAll && !reading.isOwnSession()) return needs('MonitorLoginHistory', 'ManageUsers');
  const found = await reading.userOrReason();
  if ('ok' in found) return found;
  await reading.attempted();
  const columns = 'LoginTime, LoginType, Status, Application, SourceIp, LoginUrl';
  const rest = `FROM LoginHistory WHERE UserId = ${quote(found.id)} AND LoginTime = LAST_N_DAYS:${DAYS} ORDER BY LoginTime DESC LIMIT ${MOST_ROWS}`;
  const read = await reading.client.queryFirst([
    [`SELECT ${columns}, LoginSubType ${rest}`, 'REST'],
    [`SELECT ${columns} ${rest}`, 'REST'],
  ]);
  if (!read.ok) return read;
  return { ...read, value: read.value.map((row) => toRow(row, found.username)) };
}

/** The rows of the user in the Login History, newest first; read after the login was tried. */
function historyRows(reading: OrgReading): Promise<Read<HistoryRow[]>> {
  let read = reads.get(reading);
  if (!read) reads.set(reading, (read = readRows(reading)));
  return read;
}

function isRecent({ at }: HistoryRow, now: number): boolean {
  return at !== undefined && now - Date.parse(at) < OWN_ATTEMPT_MS;
}

/** The row that a JWT bearer login of the last minutes left: it has no subtype (documented). */
function ownAttempt(rows: readonly HistoryRow[], now: number): HistoryRow | undefined {
  return rows.find((row) => isRecent(row, now) && row.loginSubType === undefined && OAUTH.test(row.loginType ?? ''));
}

/** The label of the app that a login of the last minutes was for, as the org logged it. */
export async function applicationOfAttempt(reading: OrgReading, now: number): Promise<string | undefined> {
  const read = await historyRows(reading);
  return read.ok ? ownAttempt(read.value, now)?.application : undefined;
}

/** The org's Login History of the user: the rows of OAuth logins, newest first. */
export function loginHistory(now: () => number, labels: () => Promise<readonly string[]>): Subject {
  return {
    title: 'the Login History',
    provides: ['login.history', 'client.ip'],
    async read(reading) {
      const source = reading.client.sourceOf('LoginHistory', 'REST API');
      const [read, names] = await Promise.all([historyRows(reading), labels()]);
      if (!read.ok) return notKnown(['login.history'], read, source);
      const wanted = names.map((name) => name.toLowerCase());
      const isAboutApp = ({ application = '' }: HistoryRow) =>
        wanted.length === 0 || wanted.includes(application.toLowerCase());
      const isOfBrowser = ({ loginType = '' }: HistoryRow) => loginType === 'Application';
      const rows = read.value.filter((row) => isOfBrowser(row) || (OAUTH.test(row.loginType ?? '') && isAboutApp(row)));
      const facts: SourceFact[] = [{ name: 'login.history', value: oldestFirst(keep(rows)), source }];
      const address = ownAttempt(rows, now())?.sourceIp;
      if (address !== undefined && /[.:]/.test(address)) facts.push({ name: 'client.ip', value: address, source });
      return facts;
    },
  };
}

/** The newest rows, and of the older ones the last success of each kind. */
function keep(rows: readonly HistoryRow[]): HistoryRow[] {
  const seen = new Set<string>();
  return rows.filter((row, index) => {
    const kind = `${row.status}/${row.loginType ?? ''}/${row.loginSubType ?? ''}`;
    const isFirst = !seen.has(kind);
    seen.add(kind);
    return index < KEPT || isFirst;
  });
}

function oldestFirst(rows: readonly HistoryRow[]): HistoryRow[] {
  return [...rows].reverse();
}
