import type { SourceFact } from '../../facts/store.js';
import { SCOPE_COLUMNS } from '../../salesforce/scopes.js';
import { clientAppPolicy, PERMITTED_USERS } from '../files/metadata.js';
import { quote, type Read, type Row } from './client.js';
import type { FoundApp } from './identify-app.js';
import { flagColumn, isoTime, notKnown, textColumn, type OrgReading } from './reading.js';

/** One query by REST, then by Tooling: reports on where these objects can be queried conflict. */
function queryBoth(reading: OrgReading, queries: readonly string[]): Promise<Read<Row[]>> {
  return reading.client.queryFirst(queries.flatMap((query) => [[query, 'REST'] as const, [query, 'Tooling'] as const]));
}

function whereApp({ id, name }: FoundApp): string {
  return id === undefined
    ? `ExternalClientApplication.DeveloperName = ${quote(name)}`
    : `ExternalClientApplicationId = ${quote(id)}`;
}

async function policies(reading: OrgReading, app: FoundApp): Promise<SourceFact[]> {
  const base =
    'ExternalClientApplicationId, PermittedUsersPolicyType, IpRelaxationPolicyType, RequiredSessionLevel, RefreshTokenPolicyType, RefreshTokenValidityPeriod, RefreshTokenValidityUnit, LastModifiedDate';
  const rest = `FROM ExtlClntAppOauthPlcyCnfg WHERE ${whereApp(app)} LIMIT 1`;
  const read = await queryBoth(reading, [`SELECT ${base}, IsNamedUserJwtEnabled ${rest}`, `SELECT ${base} ${rest}`]);
  const source = reading.client.sourceOf('ExtlClntAppOauthPlcyCnfg', read.ok ? read.via : 'REST API');
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
  if (changedAt !== undefined && app.changedAt === undefined)
    facts.push({ name: 'app.changedAt', value: changedAt, source });
  return facts;
}

async function scopes(reading: OrgReading, app: FoundApp): Promise<SourceFact[]> {
  const all = Object.keys(SCOPE_COLUMNS);
  const few = all.slice(0, 4);
  const rest = `FROM ExtlClntAppOauthSettings WHERE ${whereApp(app)} LIMIT 1`;
  const read = await queryBoth(
    reading,
    [all, few].map((columns) => `SELECT ${columns.join(', ')} ${rest}`),
  );
  const source = reading.client.sourceOf('ExtlClntAppOauthSettings', read.ok ? read.via : 'REST API');
  if (!read.ok) return notKnown(['app.scopes'], read, source);
  const [row] = read.value;
  if (row === undefined)
    return notKnown(
      ['app.scopes'],
      { ok: false, reason: 'absent-in-reply', detail: 'the app has no row there' },
      source,
    );
  const value = all.flatMap((column) => (flagColumn(row, column) === true ? [SCOPE_COLUMNS[column]!] : []));
  return [{ name: 'app.scopes', value, source }];
}

async function state(reading: OrgReading, app: FoundApp): Promise<SourceFact[]> {
  const read = await queryBoth(reading, [`SELECT IsEnabled FROM ExtlClntAppPlcyCnfg WHERE ${whereApp(app)} LIMIT 1`]);
  const source = reading.client.sourceOf('ExtlClntAppPlcyCnfg', read.ok ? read.via : 'REST API');
  if (!read.ok) return notKnown(['app.enabled'], read, source);
  const enabled = flagColumn(read.value[0], 'IsEnabled');
  return enabled === undefined ? [] : [{ name: 'app.enabled', value: enabled, source }];
}

/** Settings, policies and state of an External Client App, by its records. */
export async function clientAppFacts(reading: OrgReading, app: FoundApp): Promise<SourceFact[]> {
  const parts = await Promise.all([policies(reading, app), scopes(reading, app), state(reading, app)]);
  return parts.flat();
}
