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
  return typeof type === 'string' && type in QUERY_OBJECTS ? type : undefined;
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

/** The permission sets of one user. Those that belong to a profile are its own. */
function setAssignments(rows: readonly Row[], source: string): SourceFact[] {
  const users = new Set(rows.map((row) => text(row, 'AssigneeId') ?? text(row, 'Assignee', 'Username') ?? ''));
  if (users.size > 1) return [];
  const sets = rows.flatMap((row) => {
    const set = row['PermissionSet'] as Row | undefined;
    const name = text(row, 'PermissionSet', 'Name') ?? text(row, 'PermissionSet', 'Label');
    return set?.['IsOwnedByProfile'] === true || name === undefined || /^X00e/.test(name) ? [] : [name];
  });
  const profile = rows.map((row) => text(row, 'PermissionSet', 'Profile', 'Name')).find((name) => name !== undefined);
  const username = text(rows[0]!, 'Assignee', 'Username');
  const facts: SourceFact[] = [];
  if (sets.length > 0) facts.push({ name: 'user.permissionSets', value: sets, source });
  if (profile !== undefined) facts.push({ name: 'user.profile', value: profile, source });
  if (username !== undefined) facts.push({ name: 'user.username', value: username, source });
  return facts;
}

/** The profiles and permission sets that grant one app. */
function entityAccess(rows: readonly Row[], source: string): SourceFact[] {
  const ours = rows.filter((row) =>
    /^(?:ConnectedApplication|ExternalClientApplication)?$/i.test(text(row, 'SetupEntityType') ?? ''),
  );
  if (ours.length === 0 || new Set(ours.map((row) => text(row, 'SetupEntityId') ?? '')).size > 1) return [];
  const value = ours.flatMap((row): FactValue<'app.assignments'> => {
    const profile = text(row, 'Parent', 'Profile', 'Name');
    const set = text(row, 'Parent', 'Name') ?? text(row, 'Parent', 'Label');
    if (profile !== undefined) return [{ via: 'profile', name: profile, usable: true }];
    return set === undefined || /^X00e/.test(set) ? [] : [{ via: 'permission-set', name: set, usable: true }];
  });
  return value.length === 0 ? [] : [{ name: 'app.assignments', value, source }];
}

/** The policies of one connected app. */
function connectedApplication([row, ...others]: readonly Row[], source: string): SourceFact[] {
  if (row === undefined || others.length > 0) return [];
  const facts: SourceFact[] = [{ name: 'app.kind', value: 'connected-app', source }];
  const name = text(row, 'Name');
  if (name !== undefined) facts.push({ name: 'app.name', value: name, source });
  const adminOnly = row['OptionsAllowAdminApprovedUsersOnly'];
  if (typeof adminOnly === 'boolean')
    facts.push({ name: 'app.permittedUsers', value: adminOnly ? 'admin-approved' : 'self-authorize', source });
  const assured = row['OptionsHasSessionLevelPolicy'];
  if (typeof assured === 'boolean') facts.push({ name: 'app.highAssurance', value: assured, source });
  const jwt = row['OptionsAppIssueJwtTokenEnabled'];
  if (typeof jwt === 'boolean') facts.push({ name: 'app.issuesJwtAccessTokens', value: jwt, source });
  return facts;
}

/** The org. */
function organization([row]: readonly Row[], source: string): SourceFact[] {
  const facts: SourceFact[] = [];
  const id = row && text(row, 'Id');
  if (id !== undefined && /^00D/.test(id)) facts.push({ name: 'org.id', value: id, source });
  if (row?.['IsSandbox'] === true && row['TrialExpirationDate'] === null)
    facts.push({ name: 'org.kind', value: 'sandbox', source });
  if (row?.['IsSandbox'] === false)
    facts.push({
      name: 'org.kind',
      value: text(row, 'OrganizationType') === 'Developer Edition' ? 'developer' : 'production',
      source,
    });
  return facts;
}

/** An object whose rows tell of a login: how they are read, a column that no other object has, and what it tells. */
interface ObjectReader {
  readonly read: (rows: readonly Row[], source: string) => SourceFact[];
  readonly ownColumn: RegExp;
  readonly tells: string;
}

/** The objects whose rows are read, in JSON, boxes and CSV. */
export const QUERY_OBJECTS: Readonly<Record<string, ObjectReader>> = {
  LoginHistory: { read: loginHistory, ownColumn: /^logintime$/i, tells: 'logins with their status, address and host' },
  OauthToken: { read: tokens, ownColumn: /^usecount$/i, tells: 'the approvals that the user holds' },
  UserLogin: { read: userLogin, ownColumn: /^isfrozen$/i, tells: 'whether the user is frozen or locked out' },
  PermissionSetAssignment: {
    read: setAssignments,
    ownColumn: /^permissionset\.(?:name|label)$/i,
    tells: 'the permission sets of the user',
  },
  SetupEntityAccess: {
    read: entityAccess,
    ownColumn: /^(?:setupentityid|setupentitytype|parent\.profile\.name)$/i,
    tells: 'the profiles and permission sets that are selected on the app',
  },
  ConnectedApplication: {
    read: connectedApplication,
    ownColumn: /^optionsallowadminapprovedusersonly$/i,
    tells: 'Permitted Users and the session policy of a connected app',
  },
  SetupAuditTrail: { read: auditTrail, ownColumn: /^delegateuser$/i, tells: 'changes in Setup' },
  Organization: {
    read: organization,
    ownColumn: /^(?:issandbox|organizationtype)$/i,
    tells: 'the kind and id of the org',
  },
  User: {
    read: user,
    ownColumn: /^(?:isactive|profile\.name)$/i,
    tells: 'whether the user exists and is active, and the profile',
  },
};

/** True for an object whose rows tell something of a login. */
export function hasReader(type: string): boolean {
  return type in QUERY_OBJECTS;
}

/** The facts in the rows of one object. */
export function factsOfRows(type: string, rows: readonly Row[], name: string): SourceFact[] {
  return QUERY_OBJECTS[type]!.read(rows, `${name}, the rows of ${type}`);
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
