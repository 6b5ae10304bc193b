import type { SourceFact } from '../../../facts/store.js';
import { notKnown, parentRow, textColumn, flagColumn, type OrgReading } from '../reading.js';
import { appsOf } from './apps.js';
import { profilesNamed, setsNamed } from './rights.js';
import { usersOf } from './users.js';

const FACTS = ['org.apps', 'org.users', 'org.profiles', 'org.permissionSets'] as const;

/**
 * Reads the neighbours of a login: the apps of the org, the users who may log in to them, and what lets them in. What the
 * session may not see is left out; without the right to see users and grants, nothing is told. `now` is in milliseconds.
 */
export async function readCensus(reading: OrgReading, now: number): Promise<SourceFact[]> {
  const source = reading.client.sourceOf('apps, users and permission sets', 'REST API and Metadata API');
  if (!(await reading.may('ViewSetup')))
    return notKnown(
      FACTS,
      { ok: false, reason: 'denied', detail: 'the session needs "View Setup and Configuration"' },
      source,
    );
  const granted = await reading.client.query(
    "SELECT ParentId, Parent.Name, Parent.IsOwnedByProfile, Parent.Profile.Name, SetupEntityId FROM SetupEntityAccess WHERE SetupEntityType IN ('ConnectedApplication', 'ExternalClientApplication') LIMIT 2000",
  );
  if (!granted.ok) return notKnown(FACTS, granted, source);
  const carrying = granted.value
    .filter((row) => flagColumn(parentRow(row, 'Parent'), 'IsOwnedByProfile') === false)
    .flatMap((row) => textColumn(row, 'ParentId') ?? []);
  const [apps, users] = await Promise.all([
    appsOf(reading, granted.value),
    usersOf(reading, [...new Set(carrying)], now),
  ]);
  if (!users.ok) return notKnown(FACTS, users, source);
  const profileNames = [
    ...users.value.flatMap(({ profile }) => profile ?? []),
    ...apps.flatMap((app) => app.profiles ?? []),
  ];
  const setNames = [
    ...users.value.flatMap(({ permissionSets = [] }) => permissionSets),
    ...apps.flatMap((app) => app.permissionSets ?? []),
  ];
  const [profiles, sets] = await Promise.all([
    profilesNamed(reading, [...new Set(profileNames)]),
    setsNamed(reading, [...new Set(setNames)]),
  ]);
  return [
    { name: 'org.apps', value: apps, source },
    { name: 'org.users', value: users.value, source },
    ...(profiles === undefined ? [] : [{ name: 'org.profiles' as const, value: profiles, source }]),
    ...(sets === undefined ? [] : [{ name: 'org.permissionSets' as const, value: sets, source }]),
  ];
}
