import type { SourceFact } from '../../facts/store.js';
import type { FactValue } from '../../facts/vocabulary.js';
import type { Shape } from './shape.js';

type Row = Readonly<Record<string, unknown>>;

/** The rows of a query, from the REST API or `sf data query --json`. */
function rowsOf(json: unknown): Row[] | undefined {
  const record = typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  const result = record?.['result'] as Record<string, unknown> | undefined;
  const records = record?.['records'] ?? result?.['records'];
  if (!Array.isArray(records)) return undefined;
  const rows = (records as unknown[]).filter((row): row is Row => typeof row === 'object' && row !== null);
  return rows.some((row) => typeOf(row) !== undefined) ? rows : undefined;
}

function typeOf(row: Row): string | undefined {
  const type = (row['attributes'] as { type?: unknown } | undefined)?.type;
  return typeof type === 'string' && type in READERS ? type : undefined;
}

function text(row: Row, ...names: string[]): string | undefined {
  let value: unknown = row;
  for (const name of names)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function time(row: Row, name: string): string | undefined {
  const told = text(row, name);
  const moment = told === undefined ? Number.NaN : Date.parse(told);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

/** Drops undefined fields. */
function told<T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function loginHistory(rows: readonly Row[], source: string): SourceFact[] {
  const value = rows.flatMap((row): FactValue<'login.history'> => {
    const status = text(row, 'Status');
    if (status === undefined) return [];
    const fields = {
      at: time(row, 'LoginTime'),
      application: text(row, 'Application'),
      loginType: text(row, 'LoginType'),
      loginSubType: text(row, 'LoginSubType'),
      sourceIp: text(row, 'SourceIp'),
      loginUrl: text(row, 'LoginUrl'),
    };
    return [{ status, ...told(fields) }];
  });
  return value.length === 0 ? [] : [{ name: 'login.history', value, source }];
}

function tokens(rows: readonly Row[], source: string): SourceFact[] {
  const value = rows.map((row) => {
    const uses = row['UseCount'];
    return told({
      appName: text(row, 'AppName'),
      username: text(row, 'User', 'Username'),
      createdAt: time(row, 'CreatedDate'),
      lastUsedAt: time(row, 'LastUsedDate'),
      useCount: typeof uses === 'number' ? uses : undefined,
    });
  });
  return [{ name: 'approval.tokens', value, source }];
}

function user([row, ...others]: readonly Row[], source: string): SourceFact[] {
  // With several users it is unknown which one logs in.
  if (row === undefined || others.length > 0) return [];
  const facts: SourceFact[] = [{ name: 'user.exists', value: true, source }];
  const username = text(row, 'Username');
  if (username !== undefined) facts.push({ name: 'user.username', value: username, source });
  if (typeof row['IsActive'] === 'boolean') facts.push({ name: 'user.active', value: row['IsActive'], source });
  const profile = text(row, 'Profile', 'Name');
  if (profile !== undefined) facts.push({ name: 'user.profile', value: profile, source });
  return facts;
}

function userLogin([row, ...others]: readonly Row[], source: string): SourceFact[] {
  if (row === undefined || others.length > 0) return [];
  const facts: SourceFact[] = [];
  if (typeof row['IsFrozen'] === 'boolean') facts.push({ name: 'user.frozen', value: row['IsFrozen'], source });
  if (typeof row['IsPasswordLocked'] === 'boolean')
    facts.push({ name: 'user.locked', value: row['IsPasswordLocked'], source });
  return facts;
}

function auditTrail(rows: readonly Row[], source: string): SourceFact[] {
  const value = rows.map((row) =>
    told({ at: time(row, 'CreatedDate'), action: text(row, 'Action'), display: text(row, 'Display') }),
  );
  return [{ name: 'org.changes', value, source }];
}

const READERS: Readonly<Record<string, (rows: readonly Row[], source: string) => SourceFact[]>> = {
  LoginHistory: loginHistory,
  OauthToken: tokens,
  User: user,
  UserLogin: userLogin,
  SetupAuditTrail: auditTrail,
};

/** True for an object whose rows tell something of a login. */
export function hasReader(type: string): boolean {
  return type in READERS;
}

/** The facts in the rows of one object. */
export function factsOfRows(type: string, rows: readonly Row[], name: string): SourceFact[] {
  return READERS[type]!(rows, `${name}, the rows of ${type}`);
}

/** The JSON rows of a query for an object that concerns logins. */
export const queryRecords: Shape = {
  id: 'query-records',
  title: 'the answer of a query',
  recognises: ({ json }) => rowsOf(json) !== undefined,
  read({ json, name }) {
    const rows = rowsOf(json)!;
    const types = new Set(rows.flatMap((row) => typeOf(row) ?? []));
    const facts = [...types].flatMap((type) =>
      factsOfRows(
        type,
        rows.filter((row) => typeOf(row) === type),
        name,
      ),
    );
    return { facts };
  },
};
