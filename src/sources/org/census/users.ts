import { defined } from '../../../facts/defined.js';
import type { FactValue } from '../../../facts/vocabulary.js';
import { quote, type Read, type Row } from '../client.js';
import { unusable } from '../grants.js';
import { flagColumn, isoTime, parentRow, textColumn, type OrgReading } from '../reading.js';

type ToldUser = FactValue<'org.users'>[number];
type Token = NonNullable<ToldUser['tokens']>[number];

/** Users that are read at most: those that use an app come first. */
const MOST_USERS = 200;

/** The tokens of all apps by username; undefined where the session does not see those of others. */
async function tokensByUser(reading: OrgReading): Promise<Map<string, Token[]> | undefined> {
  if (!(await reading.may('CustomizeApplication'))) return undefined;
  const read = await reading.client.query(
    'SELECT AppName, CreatedDate, LastUsedDate, User.Username FROM OauthToken ORDER BY LastUsedDate DESC LIMIT 2000',
  );
  if (!read.ok) return undefined;
  const tokens = new Map<string, Token[]>();
  for (const row of read.value) {
    const username = textColumn(parentRow(row, 'User'), 'Username')?.toLowerCase();
    const app = textColumn(row, 'AppName');
    if (username === undefined || app === undefined) continue;
    const [createdAt, lastUsedAt] = [isoTime(textColumn(row, 'CreatedDate')), isoTime(textColumn(row, 'LastUsedDate'))];
    tokens.set(username, [...(tokens.get(username) ?? []), defined({ app, createdAt, lastUsedAt })]);
  }
  return tokens;
}

/** The users of a condition, by id. */
async function usersWhere(reading: OrgReading, condition: string): Promise<Read<Row[]>> {
  return reading.client.query(
    `SELECT Id, Username, IsActive, Profile.Name FROM User ${condition} ORDER BY Username LIMIT ${MOST_USERS}`,
  );
}

function assigneesOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => textColumn(row, 'AssigneeId') ?? []))];
}

/** Users who are assigned to a permission set, by the id of the set. */
async function assignedTo(reading: OrgReading, sets: readonly string[]): Promise<string[]> {
  if (sets.length === 0) return [];
  const read = await reading.client.query(
    `SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId IN (${sets.slice(0, MOST_USERS).map(quote).join(', ')}) LIMIT ${MOST_USERS}`,
  );
  return read.ok ? assigneesOf(read.value) : [];
}

/** The live permission sets of users, by user id. A set that arrives through a group is left out: whether it counts is not known. */
async function setsByUser(
  reading: OrgReading,
  ids: readonly string[],
  now: number,
): Promise<Map<string, string[]> | undefined> {
  const read = await reading.client.query(
    `SELECT AssigneeId, PermissionSet.Name, PermissionSet.IsOwnedByProfile, PermissionSet.HasActivationRequired, PermissionSetGroupId, ExpirationDate, IsActive FROM PermissionSetAssignment WHERE AssigneeId IN (${ids.map(quote).join(', ')})`,
  );
  if (!read.ok) return undefined;
  const sets = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const row of read.value) {
    const set = parentRow(row, 'PermissionSet');
    const name = textColumn(set, 'Name');
    const isOfGroup = textColumn(row, 'PermissionSetGroupId') !== undefined;
    if (name === undefined || flagColumn(set, 'IsOwnedByProfile') !== false || isOfGroup) continue;
    if (unusable(row, now) === undefined) sets.get(textColumn(row, 'AssigneeId') ?? '')?.push(name);
  }
  return sets;
}

async function frozenUsers(reading: OrgReading, ids: readonly string[]): Promise<ReadonlySet<string> | undefined> {
  if (!(await reading.may('ManageUsers'))) return undefined;
  const read = await reading.client.query(
    `SELECT UserId FROM UserLogin WHERE IsFrozen = true AND UserId IN (${ids.map(quote).join(', ')})`,
  );
  return read.ok ? new Set(read.value.flatMap((row) => textColumn(row, 'UserId') ?? [])) : undefined;
}

/** Users who may log in to an app: holders of tokens, users of the sets that carry apps, and others up to a limit. */
export async function usersOf(
  reading: OrgReading,
  carryingSets: readonly string[],
  now: number,
): Promise<Read<ToldUser[]>> {
  const tokens = await tokensByUser(reading);
  const holders = [
    ...(tokens?.keys() ?? []),
    ...(reading.asked.username === undefined ? [] : [reading.asked.username]),
  ];
  const assigned = await assignedTo(reading, carryingSets);
  const conditions = [
    `Username IN (${holders.slice(0, MOST_USERS).map(quote).join(', ')})`,
    ...(assigned.length === 0 ? [] : [`Id IN (${assigned.map(quote).join(', ')})`]),
  ];
  const [users, others] = await Promise.all([
    holders.length + assigned.length === 0
      ? undefined
      : usersWhere(reading, `WHERE ${conditions.slice(holders.length === 0 ? 1 : 0).join(' OR ')}`),
    usersWhere(reading, ''),
  ]);
  if (users?.ok === false) return users;
  if (!others.ok) return others;
  const rows = new Map([...(users?.value ?? []), ...others.value].map((row) => [textColumn(row, 'Id') ?? '', row]));
  const ids = [...rows.keys()].filter((id) => id !== '').slice(0, MOST_USERS);
  const [sets, frozen] = await Promise.all([setsByUser(reading, ids, now), frozenUsers(reading, ids)]);
  const value = ids.flatMap((id): ToldUser[] => {
    const row = rows.get(id)!;
    const username = textColumn(row, 'Username');
    if (username === undefined) return [];
    return [
      defined({
        username,
        active: flagColumn(row, 'IsActive'),
        frozen: frozen?.has(id),
        profile: textColumn(parentRow(row, 'Profile'), 'Name'),
        permissionSets: sets?.get(id),
        tokens: tokens && (tokens.get(username.toLowerCase()) ?? []),
      }),
    ];
  });
  return { ...others, value };
}
