import { defined } from '../../../facts/defined.js';
import type { FactValue } from '../../../facts/vocabulary.js';
import { child, children, textOf, type XmlNode } from '../../files/metadata/xml.js';
import { READ_AT_ONCE, quote, type Row } from '../client.js';
import { cannotCarryApps, PERMISSION_COLUMNS } from '../grants.js';
import { orgTimeZone } from '../organization.js';
import { hoursOf } from '../../files/metadata/login-hours.js';
import { flagColumn, parentRow, textColumn, type OrgReading } from '../reading.js';

type ToldProfile = FactValue<'org.profiles'>[number];
type ToldSet = FactValue<'org.permissionSets'>[number];

const COLUMNS = PERMISSION_COLUMNS.join(', ');

function permissionsOf(row: Row | undefined) {
  const [api, anyClient, uninstalled] = PERMISSION_COLUMNS.map((column) => flagColumn(row, column));
  return { apiEnabled: api, useAnyApiClient: anyClient, approveUninstalledApps: uninstalled };
}

/** Permission sets by name, with the permissions that decide a login. */
export async function setsNamed(reading: OrgReading, names: readonly string[]): Promise<ToldSet[] | undefined> {
  if (names.length === 0) return [];
  const rest = `FROM PermissionSet WHERE IsOwnedByProfile = false AND Name IN (${names.map(quote).join(', ')}) LIMIT 500`;
  const read = await reading.client.queryFirst([
    [`SELECT Name, HasActivationRequired, License.Name, ${COLUMNS} ${rest}`, 'REST'],
    [`SELECT Name, HasActivationRequired, ${COLUMNS} ${rest}`, 'REST'],
  ]);
  if (!read.ok) return undefined;
  return read.value.map((row) =>
    defined({
      name: textColumn(row, 'Name') ?? '',
      ...permissionsOf(row),
      activationRequired: flagColumn(row, 'HasActivationRequired'),
      // The reader of assignments finds the licence below the set.
      carriesApps: !cannotCarryApps({ PermissionSet: row }),
    }),
  );
}

/** The metadata of profiles by record id, a few at a time. */
async function contentsOf(
  reading: OrgReading,
  ids: readonly string[],
): Promise<Map<string, { name: string; node: XmlNode }>> {
  const list = await reading.listed('Profile');
  const found = new Map<string, { name: string; node: XmlNode }>();
  if (!list.ok) return found;
  const wanted = list.value.filter(({ id }) => ids.some((one) => one.slice(0, 15) === id?.slice(0, 15)));
  for (let from = 0; from < wanted.length; from += READ_AT_ONCE) {
    const part = wanted.slice(from, from + READ_AT_ONCE);
    const read = await reading.client.read(
      'Profile',
      part.map(({ fullName }) => fullName),
    );
    if (!read.ok) continue;
    for (const { fullName, id } of part) {
      const node = read.value.get(fullName);
      if (node !== undefined && id !== undefined) found.set(id.slice(0, 15), { name: fullName, node });
    }
  }
  return found;
}

/** The metadata names of profiles that demand high assurance; undefined where that is not readable. */
async function demandingProfiles(reading: OrgReading): Promise<ReadonlySet<string> | undefined> {
  const list = await reading.listed('ProfileSessionSetting');
  if (!list.ok) return undefined;
  if (list.value.length === 0) return new Set();
  const names = list.value.map(({ fullName }) => fullName);
  const read = await reading.client.read('ProfileSessionSetting', names.slice(0, READ_AT_ONCE));
  if (!read.ok || names.length > READ_AT_ONCE) return undefined;
  const demanding = [...read.value.values()].filter(
    (node) => textOf(node, 'requiredSessionLevel') === 'HIGH_ASSURANCE',
  );
  return new Set(demanding.flatMap((node) => textOf(node, 'profile')?.toLowerCase() ?? []));
}

function rangesOf(node: XmlNode): NonNullable<ToldProfile['loginIpRanges']> {
  return children(node, 'loginIpRanges').flatMap((range) => {
    const [start, end] = [textOf(range, 'startAddress'), textOf(range, 'endAddress')];
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
}

/** Profiles by name, with their permissions, addresses, hours and session level. */
export async function profilesNamed(reading: OrgReading, names: readonly string[]): Promise<ToldProfile[] | undefined> {
  if (names.length === 0) return [];
  const read = await reading.client.query(
    `SELECT ProfileId, Profile.Name, ${COLUMNS} FROM PermissionSet WHERE IsOwnedByProfile = true LIMIT 500`,
  );
  if (!read.ok) return undefined;
  const rows = read.value.filter((row) => names.includes(textColumn(parentRow(row, 'Profile'), 'Name') ?? ''));
  const [contents, timeZone, demanding] = await Promise.all([
    contentsOf(
      reading,
      rows.flatMap((row) => textColumn(row, 'ProfileId') ?? []),
    ),
    orgTimeZone(reading),
    demandingProfiles(reading),
  ]);
  return rows.map((row) => {
    const known = contents.get(textColumn(row, 'ProfileId')?.slice(0, 15) ?? '');
    const hours = known && child(known.node, 'loginHours');
    return defined({
      name: textColumn(parentRow(row, 'Profile'), 'Name') ?? '',
      ...permissionsOf(row),
      loginIpRanges: known && rangesOf(known.node),
      loginHours:
        known === undefined || (hours !== undefined && timeZone === undefined)
          ? undefined
          : hoursOf(hours, timeZone ?? 'UTC'),
      highAssurance: known && demanding?.has(decodeURIComponent(known.name).toLowerCase()),
    });
  });
}
