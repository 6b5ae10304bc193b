import type { SourceFact } from '../../facts/store.js';
import { SCOPE_COLUMNS } from '../../salesforce/scopes.js';
import { appPolicies, clientAppPolicy, oauthPolicies, oauthSettings, PERMITTED_USERS } from '../files/metadata/apps.js';
import { textOf } from '../files/metadata/xml.js';
import { quote, READ_AT_ONCE, type NotRead, type Read, type Row } from './client.js';
import type { FoundApp } from './identify-app.js';
import { flagColumn, isoTime, notKnown, textColumn, type OrgReading } from './reading.js';

interface Place {
  readonly id: string;
  readonly api: 'REST' | 'Tooling';
}

const places = new WeakMap<OrgReading, Map<string, Promise<Place | NotRead>>>();

async function locate(reading: OrgReading, { name, id }: FoundApp): Promise<Place | NotRead> {
  const where = id === undefined ? `DeveloperName = ${quote(name)}` : `Id = ${quote(id)}`;
  let refused: NotRead = { ok: false, reason: 'absent-in-reply', detail: 'the app has no record' };
  for (const api of ['REST', 'Tooling'] as const) {
    const read = await reading.client.query(`SELECT Id FROM ExternalClientApplication WHERE ${where} LIMIT 1`, api);
    const found = read.ok ? textColumn(read.value[0], 'Id') : undefined;
    if (found !== undefined) return { id: found, api };
    if (!read.ok) refused = read;
  }
  return refused;
}

/**
 * The record of an External Client App, and the API that shows it: REST first, then Tooling, since reports on where these
 * objects can be queried conflict. Asked once for each app.
 */
export function placeOf(reading: OrgReading, app: FoundApp): Promise<Place | NotRead> {
  const known = places.get(reading) ?? new Map<string, Promise<Place | NotRead>>();
  places.set(reading, known);
  const place = known.get(app.name) ?? locate(reading, app);
  known.set(app.name, place);
  return place;
}

/** The first of several queries that the org understands, by the API that shows the app. */
function queryPlace({ client }: OrgReading, { api }: Place, queries: readonly string[]): Promise<Read<Row[]>> {
  return client.queryFirst(queries.map((query) => [query, api] as const));
}

async function policies(reading: OrgReading, app: FoundApp, place: Place): Promise<SourceFact[]> {
  const base =
    'ExternalClientApplicationId, PermittedUsersPolicyType, IpRelaxationPolicyType, RequiredSessionLevel, RefreshTokenPolicyType, RefreshTokenValidityPeriod, RefreshTokenValidityUnit, LastModifiedDate';
  const rest = `FROM ExtlClntAppOauthPlcyCnfg WHERE ExternalClientApplicationId = ${quote(place.id)} LIMIT 1`;
  const read = await queryPlace(reading, place, [
    `SELECT ${base}, IsNamedUserJwtEnabled ${rest}`,
    `SELECT ${base} ${rest}`,
  ]);
  const source = reading.client.sourceOf('ExtlClntAppOauthPlcyCnfg', `${place.api} API`);
  const names = [
    'app.permittedUsers',
    'app.refreshTokenPolicy',
    'app.highAssurance',
    'app.issuesJwtAccessTokens',
  ] as const;
  if (!read.ok) return notKnown(names, read, source);
  const [row] = read.value;
  if (row === undefined)
    return notKnown(names, { ok: false, reason: 'absent-in-reply', detail: 'the app has no row there' }, source);
  const facts: SourceFact[] = [];
  const permitted = PERMITTED_USERS[textColumn(row, 'PermittedUsersPolicyType')?.toLowerCase() ?? ''];
  if (permitted !== undefined) facts.push({ name: 'app.permittedUsers', value: permitted, source });
  const relaxation = textColumn(row, 'IpRelaxationPolicyType');
  if (relaxation !== undefined) facts.push({ name: 'app.ipRelaxation', value: relaxation, source });
  const level = textColumn(row, 'RequiredSessionLevel');
  if (level !== undefined) facts.push({ name: 'app.highAssurance', value: level === 'HIGH_ASSURANCE', source });
  const period = row['RefreshTokenValidityPeriod'];
  const refresh = clientAppPolicy(
    textColumn(row, 'RefreshTokenPolicyType'),
    typeof period === 'number' ? period : undefined,
    textColumn(row, 'RefreshTokenValidityUnit'),
  );
  if (refresh !== undefined) facts.push({ name: 'app.refreshTokenPolicy', value: refresh, source });
  const jwt = flagColumn(row, 'IsNamedUserJwtEnabled');
  if (jwt !== undefined) facts.push({ name: 'app.issuesJwtAccessTokens', value: jwt, source });
  const changedAt = isoTime(textColumn(row, 'LastModifiedDate'));
  if (changedAt !== undefined) facts.push({ name: 'app.changedAt', value: changedAt, source });
  return facts;
}

async function scopes(reading: OrgReading, place: Place): Promise<SourceFact[]> {
  const all = Object.keys(SCOPE_COLUMNS);
  const few = all.slice(0, 4);
  const rest = `FROM ExtlClntAppOauthSettings WHERE ExternalClientApplicationId = ${quote(place.id)} LIMIT 1`;
  const read = await queryPlace(
    reading,
    place,
    [all, few].map((columns) => `SELECT ${columns.join(', ')} ${rest}`),
  );
  const source = reading.client.sourceOf('ExtlClntAppOauthSettings', `${place.api} API`);
  if (!read.ok) return notKnown(['app.scopes'], read, source);
  const [row] = read.value;
  if (row === undefined)
    return notKnown(
      ['app.scopes'],
      { ok: false, reason: 'absent-in-reply', detail: 'the app has no row there' },
      source,
    );
  // An older version tells a few scopes only: without one for the API among them, the others might be there.
  const isPartial = all.some((column) => flagColumn(row, column) === undefined);
  if (isPartial && !['OauthScopesAPI', 'OauthScopesFULL'].some((column) => flagColumn(row, column) === true))
    return notKnown(
      ['app.scopes'],
      { ok: false, reason: 'absent-in-reply', detail: 'not all scopes are told' },
      source,
    );
  const value = all.flatMap((column) => (flagColumn(row, column) === true ? [SCOPE_COLUMNS[column]!] : []));
  return [{ name: 'app.scopes', value, source }];
}

async function state(reading: OrgReading, place: Place): Promise<SourceFact[]> {
  const read = await queryPlace(reading, place, [
    `SELECT IsEnabled FROM ExtlClntAppPlcyCnfg WHERE ExternalClientApplicationId = ${quote(place.id)} LIMIT 1`,
  ]);
  const source = reading.client.sourceOf('ExtlClntAppPlcyCnfg', `${place.api} API`);
  if (!read.ok) return notKnown(['app.enabled'], read, source);
  const enabled = flagColumn(read.value[0], 'IsEnabled');
  return enabled === undefined ? [] : [{ name: 'app.enabled', value: enabled, source }];
}

const PARTS = {
  ExtlClntAppOauthConfigurablePolicies: oauthPolicies,
  ExtlClntAppOauthSettings: oauthSettings,
  ExtlClntAppConfigurablePolicies: appPolicies,
} as const;

/** Settings, policies and state by the Metadata API, where no query shows them. */
async function fromMetadata(reading: OrgReading, { name }: FoundApp, why: NotRead): Promise<SourceFact[]> {
  const types = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const list = (await reading.metadataRefusal()) ?? (await reading.client.list(types));
  const facts = await Promise.all(
    types.map(async (type): Promise<SourceFact[]> => {
      // The names of the parts are not predictable, but they start with that of the app (reported).
      const names = list.ok ? list.value.filter((one) => one.type === type && one.fullName.startsWith(name)) : [];
      if (names.length === 0) return [];
      const read = await reading.client.read(
        type,
        names.slice(0, READ_AT_ONCE).map(({ fullName }) => fullName),
      );
      const root = read.ok
        ? [...read.value.values()].find((node) => textOf(node, 'externalClientApplication') === name)
        : undefined;
      if (root === undefined) return [];
      const at = (element: string) => reading.client.sourceOf(`${element} of the ${type} of ${name}`, 'Metadata API');
      return PARTS[type]({ root, component: name, at }).facts.filter(
        (fact) => fact.name !== 'app.kind' && fact.name !== 'app.name',
      );
    }),
  );
  const told = new Set(facts.flat().map((fact) => fact.name));
  const missing = CLIENT_APP_FACTS.filter((fact) => !told.has(fact));
  return [...facts.flat(), ...notKnown(missing, why, reading.client.sourceOf('ExternalClientApplication', 'REST API'))];
}

const CLIENT_APP_FACTS = [
  'app.permittedUsers',
  'app.refreshTokenPolicy',
  'app.highAssurance',
  'app.issuesJwtAccessTokens',
  'app.scopes',
  'app.enabled',
] as const;

/** Settings, policies and state of an External Client App: by its records, else by metadata. */
export async function clientAppFacts(reading: OrgReading, app: FoundApp): Promise<SourceFact[]> {
  const place = await placeOf(reading, app);
  if ('ok' in place) return fromMetadata(reading, app, place);
  const parts = await Promise.all([policies(reading, app, place), scopes(reading, place), state(reading, place)]);
  return parts.flat();
}
