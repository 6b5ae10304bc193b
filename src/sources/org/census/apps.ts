import type { SourceFact } from '../../../facts/store.js';
import type { FactValue } from '../../../facts/vocabulary.js';
import type { FactName } from '../../../facts/names.js';
import { textOf } from '../../files/metadata/xml.js';
import { factsOfApp } from '../app.js';
import { READ_AT_ONCE, type Row } from '../client.js';
import { placeOf } from '../client-app.js';
import { readableApps, type FoundApp } from '../identify-app.js';
import { flagColumn, parentRow, textColumn, type OrgReading } from '../reading.js';

type ToldApp = FactValue<'org.apps'>[number];

/** More apps than that are not read one by one. */
const MOST_APPS = 30;

const MEMBERS = {
  'app.kind': 'kind',
  'app.consumerKey': 'consumerKey',
  'app.origin': 'origin',
  'app.enabled': 'enabled',
  'app.jwtFlow': 'jwtFlow',
  'app.certificate': 'certificate',
  'app.permittedUsers': 'permittedUsers',
  'app.scopes': 'scopes',
  'app.refreshTokenPolicy': 'refreshTokenPolicy',
  'app.highAssurance': 'highAssurance',
  'app.issuesJwtAccessTokens': 'issuesJwtAccessTokens',
} as const satisfies Partial<Record<FactName, keyof ToldApp>>;

function membersOf(facts: readonly SourceFact[]): Partial<ToldApp> {
  return Object.fromEntries(
    facts.flatMap((fact) => {
      const member = (MEMBERS as Readonly<Record<string, keyof ToldApp>>)[fact.name];
      return member !== undefined && 'value' in fact ? [[member, fact.value]] : [];
    }),
  );
}

/** Who is selected on an app: the names of profiles and permission sets. */
function selection(granted: readonly Row[], id: string | undefined): Pick<ToldApp, 'profiles' | 'permissionSets'> {
  if (id === undefined) return {};
  const parents = granted
    .filter((row) => textColumn(row, 'SetupEntityId')?.slice(0, 15) === id.slice(0, 15))
    .map((row) => parentRow(row, 'Parent'));
  const isOfProfile = (parent: Row | undefined) => flagColumn(parent, 'IsOwnedByProfile') === true;
  return {
    profiles: parents.filter(isOfProfile).flatMap((one) => textColumn(parentRow(one, 'Profile'), 'Name') ?? []),
    permissionSets: parents.filter((one) => !isOfProfile(one)).flatMap((one) => textColumn(one, 'Name') ?? []),
  };
}

async function recordIdOf(reading: OrgReading, app: FoundApp): Promise<string | undefined> {
  if (app.id !== undefined) return app.id;
  const place = await placeOf(reading, app);
  return 'ok' in place ? undefined : place.id;
}

/** The consumer keys of blocked apps; undefined where not all could be read. */
async function blockedKeys(reading: OrgReading): Promise<ReadonlySet<string> | undefined> {
  const list = await reading.listed('BlacklistedConsumer');
  if (!list.ok) return undefined;
  if (list.value.length === 0) return new Set();
  const names = list.value.map(({ fullName }) => fullName);
  const read = await reading.client.read('BlacklistedConsumer', names.slice(0, READ_AT_ONCE));
  if (!read.ok || names.length > READ_AT_ONCE) return undefined;
  return new Set([...read.value.values()].flatMap((node) => textOf(node, 'consumerKey') ?? []));
}

/** The apps of the org with their settings and who is selected on them. */
export async function appsOf(reading: OrgReading, granted: readonly Row[] | undefined): Promise<ToldApp[]> {
  const [{ apps }, blocked] = await Promise.all([readableApps(reading), blockedKeys(reading)]);
  return Promise.all(
    apps.slice(0, MOST_APPS).map(async (app): Promise<ToldApp> => {
      const members = membersOf(await factsOfApp(reading, app));
      const { name, label, consumerKey } = app;
      const isBlocked = consumerKey === undefined ? undefined : blocked?.has(consumerKey);
      return {
        name,
        ...(label !== undefined && { label }),
        ...members,
        ...(isBlocked !== undefined && { blocked: isBlocked }),
        ...(granted && selection(granted, await recordIdOf(reading, app))),
      };
    }),
  );
}
