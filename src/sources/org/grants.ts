import { defined } from '../../facts/defined.js';
import type { SourceFact } from '../../facts/store.js';
import type { FactValue } from '../../facts/vocabulary.js';
import { quote, type Read, type Row } from './client.js';
import { placeOf } from './client-app.js';
import type { FoundApp, Identity } from './identify-app.js';
import {
  flagColumn,
  isoTime,
  needs,
  notKnown,
  parentRow,
  textColumn,
  type OrgReading,
  type Subject,
} from './reading.js';

type Assignment = FactValue<'app.assignments'>[number];

const reads = new WeakMap<OrgReading, Promise<Read<Row[]>>>();

export const PERMISSION_COLUMNS = [
  'PermissionsApiEnabled',
  'PermissionsUseAnyApiAuth',
  'PermissionsCanApproveUninstalledApps',
] as const;

async function readAssignments(reading: OrgReading): Promise<Read<Row[]>> {
  const rights = await reading.rights();
  if (rights.ok && !(await reading.may('ViewSetup', 'AssignPermissionSets', 'ManageUsers'))) return needs('ViewSetup');
  const found = await reading.userOrReason();
  if ('ok' in found) return found;
  const base =
    'PermissionSetId, PermissionSet.Name, PermissionSet.IsOwnedByProfile, PermissionSet.Type, PermissionSet.HasActivationRequired, PermissionSetGroupId, SystemModstamp';
  const permissions = PERMISSION_COLUMNS.map((name) => `PermissionSet.${name}`).join(', ');
  const rest = `FROM PermissionSetAssignment WHERE AssigneeId = ${quote(found.id)}`;
  return reading.client.queryFirst([
    [`SELECT ${base}, ${permissions}, ExpirationDate, IsActive, PermissionSet.License.Name ${rest}`, 'REST'],
    [`SELECT ${base}, ${permissions}, ExpirationDate, IsActive ${rest}`, 'REST'],
    [`SELECT ${base}, ${permissions} ${rest}`, 'REST'],
    [`SELECT ${base}, PermissionSet.PermissionsApiEnabled ${rest}`, 'REST'],
  ]);
}

/** The profile, the permission sets and the groups of the user, as assignments (every profile owns a hidden set: documented). */
function assignmentRows(reading: OrgReading): Promise<Read<Row[]>> {
  let read = reads.get(reading);
  if (!read) reads.set(reading, (read = readAssignments(reading)));
  return read;
}

/** Why an assignment does not help a JWT login now, or undefined. */
export function unusable(row: Row, now: number): string | undefined {
  const expires = isoTime(textColumn(row, 'ExpirationDate'));
  if (flagColumn(row, 'IsActive') === false || (expires !== undefined && Date.parse(expires) <= now))
    return 'the assignment has expired';
  if (flagColumn(parentRow(row, 'PermissionSet'), 'HasActivationRequired') === true)
    return 'the set needs an activated session, which a JWT login has not';
  return undefined;
}

/** The licence whose permission sets cannot carry an app (documented: KB 001453686). */
export const LICENCE_WITHOUT_APPS = 'Salesforce API Integration';

export function cannotCarryApps(row: Row): boolean {
  return textColumn(parentRow(parentRow(row, 'PermissionSet'), 'License'), 'Name') === LICENCE_WITHOUT_APPS;
}

/** The user's general permissions, from the profile and the active permission sets. */
export function userPermissions(now: () => number): Subject {
  return {
    title: 'the permissions of the user',
    provides: [
      'user.apiEnabled',
      'user.useAnyApiClient',
      'user.approveUninstalledApps',
      'user.permissionSets',
      'user.setsWithoutApps',
      'user.profile',
      'user.licence',
    ],
    async read(reading) {
      const [read, found] = await Promise.all([assignmentRows(reading), reading.user()]);
      const source = reading.client.sourceOf('PermissionSetAssignment', 'REST API');
      const facts: SourceFact[] = [];
      const ofUser = reading.client.sourceOf('User', 'REST API');
      if (found?.profileName !== undefined)
        facts.push({ name: 'user.profile', value: found.profileName, source: ofUser });
      if (found?.licence !== undefined) facts.push({ name: 'user.licence', value: found.licence, source: ofUser });
      if (!read.ok) {
        // The profile alone proves a permission that is there, never one that is missing.
        if (found?.profileApiEnabled === true)
          facts.push({
            name: 'user.apiEnabled',
            value: true,
            source: reading.client.sourceOf('Profile of the user', 'REST API'),
          });
        else facts.push(...notKnown(['user.apiEnabled'], read, source));
        return [...facts, ...notKnown(['user.useAnyApiClient', 'user.approveUninstalledApps'], read, source)];
      }
      const live = read.value
        .filter((row) => unusable(row, now()) === undefined)
        .map((row) => parentRow(row, 'PermissionSet'));
      const sets = read.value.filter(
        (row) => flagColumn(parentRow(row, 'PermissionSet'), 'IsOwnedByProfile') === false,
      );
      const namesOf = (rows: readonly Row[]) =>
        rows.flatMap((row) => textColumn(parentRow(row, 'PermissionSet'), 'Name') ?? []);
      facts.push({ name: 'user.permissionSets', value: namesOf(sets), source });
      const without = namesOf(sets.filter(cannotCarryApps));
      if (without.length > 0) facts.push({ name: 'user.setsWithoutApps', value: without, source });
      const names = ['user.apiEnabled', 'user.useAnyApiClient', 'user.approveUninstalledApps'] as const;
      names.forEach((name, index) => {
        const values = live.map((set) => flagColumn(set, PERMISSION_COLUMNS[index]!));
        if (values.includes(true)) facts.push({ name, value: true, source });
        // The set of a group tells its permissions only in sum, and only where the column is there.
        else if (values.length > 0 && values.every((value) => value === false))
          facts.push({ name, value: false, source });
        else
          facts.push(
            ...notKnown(
              [name],
              { ok: false, reason: 'absent-in-reply', detail: 'the permission is not in the answer' },
              source,
            ),
          );
      });
      return facts;
    },
  };
}

interface Grants {
  readonly assignments: Assignment[];
  readonly assigned: boolean | undefined;
  readonly assignedAt?: string;
  /** ISO time at which the last of the assignments ends; absent where one has no end. */
  readonly assignedUntil?: string;
}

/** The permission sets that groups of the user contain, by id. */
async function membersOfGroups(reading: OrgReading, assigned: readonly Row[]): Promise<ReadonlySet<string>> {
  const groups = assigned.flatMap((row) => textColumn(row, 'PermissionSetGroupId') ?? []);
  if (groups.length === 0) return new Set();
  const read = await reading.client.query(
    `SELECT PermissionSetId FROM PermissionSetGroupComponent WHERE PermissionSetGroupId IN (${groups.map(quote).join(', ')}) LIMIT 500`,
  );
  return new Set(read.ok ? read.value.flatMap((row) => textColumn(row, 'PermissionSetId') ?? []) : []);
}

function nameOf(parent: Row | undefined): Pick<Assignment, 'via' | 'name'> {
  const isProfile = flagColumn(parent, 'IsOwnedByProfile') === true;
  const name = isProfile ? textColumn(parentRow(parent, 'Profile'), 'Name') : textColumn(parent, 'Name');
  return { via: isProfile ? 'profile' : 'permission-set', name: name ?? 'without a name' };
}

/** Joins who the app is granted to with what the user has. */
async function join(reading: OrgReading, granted: readonly Row[], own: readonly Row[], now: number): Promise<Grants> {
  const bySet = new Map(own.map((row) => [textColumn(row, 'PermissionSetId'), row]));
  const members = await membersOfGroups(reading, own);
  let assigned: boolean | undefined = false;
  let assignedAt: string | undefined;
  const ends: (string | undefined)[] = [];
  const assignments: Assignment[] = [];
  for (const row of granted) {
    const parentId = textColumn(row, 'ParentId');
    const name = nameOf(parentRow(row, 'Parent'));
    const needsActivation = flagColumn(parentRow(row, 'Parent'), 'HasActivationRequired') === true;
    const assignment = bySet.get(parentId);
    const why = assignment
      ? (unusable(assignment, now) ??
        (cannotCarryApps(assignment)
          ? `a set of the licence "${LICENCE_WITHOUT_APPS}" cannot carry an app`
          : undefined))
      : needsActivation
        ? 'the set needs an activated session, which a JWT login has not'
        : undefined;
    assignments.push({ ...name, usable: why === undefined, ...(why !== undefined && { why }) });
    if (assignment && why === undefined) {
      assigned = true;
      ends.push(isoTime(textColumn(assignment, 'ExpirationDate')));
      // A grant is as young as the younger of the two: the selection on the app, and the assignment to the user.
      const times = [isoTime(textColumn(row, 'SystemModstamp')), isoTime(textColumn(assignment, 'SystemModstamp'))];
      const youngest = times
        .flatMap((time) => time ?? [])
        .sort()
        .at(-1);
      if (youngest !== undefined && (assignedAt === undefined || youngest < assignedAt)) assignedAt = youngest;
    } else if (assigned === false && parentId !== undefined && members.has(parentId)) assigned = undefined;
  }
  const assignedUntil = ends.includes(undefined) ? undefined : [...ends].sort().at(-1);
  return { assignments, assigned, ...defined({ assignedAt, assignedUntil }) };
}

/** Who may use the app, and whether the user is among them (SetupEntityAccess through live assignments: documented). */
export function grants(identity: () => Promise<Identity>, now: () => number): Subject {
  const provides = ['app.assignments', 'user.assigned', 'user.assignedAt', 'user.assignedUntil'] as const;
  return {
    title: 'who may use the app',
    provides,
    async read(reading) {
      const { client } = reading;
      const source = client.sourceOf('SetupEntityAccess', 'REST API');
      const own = assignmentRows(reading);
      const known = await identity();
      if ('absent' in known) return [];
      if ('unclear' in known) return notKnown(['app.assignments', 'user.assigned'], known.unclear, source);
      const rights = await reading.rights();
      if (rights.ok && !(await reading.may('ViewSetup')))
        return notKnown(['app.assignments', 'user.assigned'], needs('ViewSetup'), source);
      const id = known.found.id ?? (await recordId(reading, known.found));
      if (id === undefined)
        return notKnown(
          ['app.assignments', 'user.assigned'],
          { ok: false, reason: 'absent-in-reply', detail: 'the record id of the app is not known' },
          source,
        );
      const columns =
        'ParentId, Parent.Name, Parent.IsOwnedByProfile, Parent.Profile.Name, Parent.HasActivationRequired, SetupEntityId, SystemModstamp';
      const granted = await client.query(`SELECT ${columns} FROM SetupEntityAccess WHERE SetupEntityId = ${quote(id)}`);
      if (!granted.ok) return notKnown(['app.assignments', 'user.assigned'], granted, source);
      const mine = await own;
      if (!mine.ok)
        return [
          {
            name: 'app.assignments',
            value: granted.value.map((row) => ({ ...nameOf(parentRow(row, 'Parent')), usable: true })),
            source,
          },
          ...notKnown(['user.assigned'], mine, client.sourceOf('PermissionSetAssignment', 'REST API')),
        ];
      const { assignments, assigned, assignedAt, assignedUntil } = await join(
        reading,
        granted.value,
        mine.value,
        now(),
      );
      const both = `${source}, joined with PermissionSetAssignment`;
      const facts: SourceFact[] = [{ name: 'app.assignments', value: assignments, source }];
      if (assigned === undefined)
        facts.push({
          name: 'user.assigned',
          unknown: 'absent-in-reply',
          source: both,
          detail:
            'a set that carries the app reaches the user only as a member of a permission set group; whether that counts is not documented',
        });
      else facts.push({ name: 'user.assigned', value: assigned, source: both });
      if (assignedAt !== undefined) facts.push({ name: 'user.assignedAt', value: assignedAt, source: both });
      if (assignedUntil !== undefined) facts.push({ name: 'user.assignedUntil', value: assignedUntil, source: both });
      return facts;
    },
  };
}

/** The record id of an app; the metadata of an External Client App does not tell it. */
async function recordId(reading: OrgReading, app: FoundApp): Promise<string | undefined> {
  if (app.kind !== 'external-client-app') return undefined;
  const place = await placeOf(reading, app);
  return 'ok' in place ? undefined : place.id;
}
