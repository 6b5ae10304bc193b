import { quote, type Row } from '../../sources/org/client.js';
import { LICENCE_WITHOUT_APPS } from '../../sources/org/grants.js';
import type { FoundApp } from '../../sources/org/identify-app.js';
import { flagColumn, isoTime, parentRow, textColumn, type UserRow } from '../../sources/org/reading.js';
import type { Value } from '../change.js';
import { isRefusal, type Draft, type Refusal } from '../draft.js';
import { selectSet } from './select.js';

/** A permission set that is there, or that the plan makes. */
interface Set {
  readonly name: string;
  readonly id: Value;
  readonly isNew: boolean;
}

const LONGEST_NAME = 80;

/** An API name out of any text. */
export function apiName(text: string): string {
  return text.replace(/\W+/g, '_').replace(/_+/g, '_').replace(/^_|_$/g, '').slice(0, LONGEST_NAME);
}

/** The default name of the permission set for an app. */
export function setNameFor(app: string): string {
  return apiName(/^JWT_/i.test(app) ? app : `JWT_${app}`);
}

/** True for a set that works for JWT login: always active, able to grant an app, with its permissions. */
function isUsable(row: Row, permissions: readonly string[]): boolean {
  return (
    flagColumn(row, 'HasActivationRequired') !== true &&
    flagColumn(row, 'IsOwnedByProfile') !== true &&
    textColumn(parentRow(row, 'License'), 'Name') !== LICENCE_WITHOUT_APPS &&
    permissions.every((name) => flagColumn(row, name) === true)
  );
}

/**
 * A permission set of its own for one purpose, so that nobody gets more than that by it. One of the same name is used
 * again, and one that the user named is taken as it is.
 */
export async function ownSet(
  draft: Draft,
  name: string,
  permissions: Record<string, true> = {},
): Promise<Set | Refusal> {
  const columns = ['Id', 'HasActivationRequired', 'IsOwnedByProfile', 'License.Name', ...Object.keys(permissions)];
  const read = await draft.bench.writer.query(
    `SELECT ${columns.join(', ')} FROM PermissionSet WHERE Name = ${quote(name)} LIMIT 1`,
  );
  if (!read.ok) return { code: 'not-readable', detail: read.detail };
  const [row] = read.value;
  const id = textColumn(row, 'Id');
  if (id !== undefined)
    return row !== undefined && isUsable(row, Object.keys(permissions))
      ? { name, id, isNew: false }
      : { code: 'set-unusable', detail: name };
  if (!draft.done.has(`set/${name}`)) {
    draft.done.add(`set/${name}`);
    draft.changes.push({
      kind: 'create',
      purpose: 'make-permission-set',
      about: { set: name },
      object: 'PermissionSet',
      values: { Name: name, Label: name.replaceAll('_', ' ').slice(0, LONGEST_NAME), ...permissions },
      same: ['Name'],
      as: name,
    });
  }
  return { name, id: { created: name }, isNew: true };
}

/** Assigns a permission set to a user, unless a live assignment is there. */
export async function assign(
  draft: Draft,
  set: Set,
  user: Pick<UserRow, 'id' | 'username'>,
): Promise<Refusal | undefined> {
  const about = { set: set.name, user: user.username };
  const key = `assign/${set.name}/${user.id}`;
  if (draft.done.has(key)) return undefined;
  draft.done.add(key);
  const values = { AssigneeId: user.id, PermissionSetId: set.id };
  if (typeof set.id === 'string') {
    const read = await draft.bench.writer.query(
      `SELECT Id, ExpirationDate, IsActive FROM PermissionSetAssignment WHERE AssigneeId = ${quote(user.id)} AND PermissionSetId = ${quote(set.id)} LIMIT 1`,
    );
    if (!read.ok) return { code: 'not-readable', detail: read.detail };
    const [row] = read.value;
    const id = textColumn(row, 'Id');
    const expires = isoTime(textColumn(row, 'ExpirationDate'));
    if (id !== undefined) {
      if (flagColumn(row, 'IsActive') !== false && (expires === undefined || Date.parse(expires) > draft.bench.now))
        return undefined;
      draft.changes.push({
        kind: 'delete',
        purpose: 'end-expired-assignment',
        about,
        object: 'PermissionSetAssignment',
        id,
        values: { ...values, ...(expires !== undefined && { ExpirationDate: expires }) },
      });
    }
  }
  draft.changes.push({
    kind: 'create',
    purpose: 'assign-set',
    about,
    object: 'PermissionSetAssignment',
    values,
    same: ['AssigneeId', 'PermissionSetId'],
  });
  return undefined;
}

/**
 * Lets users use an app: by a permission set that carries it, and the assignments. A row of SetupEntityAccess is the
 * grant, for both kinds of app (documented; that it works for External Client Apps at once is reported). Returns the name
 * of the set.
 */
export async function grantApp(
  draft: Draft,
  app: FoundApp,
  users: readonly Pick<UserRow, 'id' | 'username'>[],
): Promise<string | Refusal> {
  const appId = await draft.appRecordId(app);
  if (typeof appId !== 'string') return appId;
  const set = await ownSet(draft, draft.bench.permissionSet ?? setNameFor(app.name));
  if (isRefusal(set)) return set;
  if (draft.bench.asMetadata === true) {
    const refusal = await selectSet(draft, app, set.name, 'grant-app');
    if (refusal) return refusal;
  } else {
    const refusal = await grantSet(draft, app, set, appId);
    if (refusal) return refusal;
  }
  for (const user of users) {
    const refusal = await assign(draft, set, user);
    if (refusal) return refusal;
  }
  return set.name;
}

/** The row that lets a permission set use the app, unless it is there. */
async function grantSet(draft: Draft, app: FoundApp, set: Set, appId: string): Promise<Refusal | undefined> {
  const granted =
    typeof set.id === 'string'
      ? await draft.bench.writer.find('SetupEntityAccess', { ParentId: set.id, SetupEntityId: appId })
      : undefined;
  if (granted?.ok === false) return { code: 'not-readable', detail: granted.detail };
  if (granted?.value === undefined && !draft.done.has(`grant/${set.name}`)) {
    draft.done.add(`grant/${set.name}`);
    if (app.kind === 'external-client-app') draft.effect('grant-reported', { app: app.label ?? app.name });
    draft.changes.push({
      kind: 'create',
      purpose: 'grant-app',
      about: { set: set.name, app: app.label ?? app.name },
      object: 'SetupEntityAccess',
      values: { ParentId: set.id, SetupEntityId: appId },
      same: ['ParentId', 'SetupEntityId'],
    });
  }
  return undefined;
}

/** Permits the user by a permission set. No other user gains or loses access. */
export async function preauthorize(draft: Draft): Promise<Refusal | undefined> {
  const [app, user] = [await draft.app(), await draft.user()];
  if (isRefusal(app)) return app;
  if (isRefusal(user)) return user;
  const set = await grantApp(draft, app, [user]);
  if (typeof set !== 'string') return set;
  draft.effect('only-this-user', { user: user.username });
  return undefined;
}
