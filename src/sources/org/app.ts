import type { FactName } from '../../facts/names.js';
import type { SourceFact } from '../../facts/store.js';
import { connectedApp, globalOauth } from '../files/metadata/apps.js';
import { clientAppFacts } from './client-app.js';
import { quote, type NotRead } from './client.js';
import type { FoundApp, Identity } from './identify-app.js';
import { flagColumn, isoTime, notKnown, textColumn, type OrgReading, type Subject } from './reading.js';

/** Everything an app tells of itself. */
const APP_FACTS = [
  'app.kind',
  'app.name',
  'app.consumerKey',
  'app.origin',
  'app.inOrg',
  'app.enabled',
  'app.permittedUsers',
  'app.scopes',
  'app.certificate',
  'app.jwtFlow',
  'app.refreshTokenPolicy',
  'app.ipRelaxation',
  'app.highAssurance',
  'app.issuesJwtAccessTokens',
  'app.changedAt',
] as const satisfies readonly FactName[];

/** The facts of a connected app by its contents, which are whole as the org returns them. */
async function fromContents({ client }: OrgReading, { name, contents }: FoundApp): Promise<SourceFact[]> {
  const { facts } = await connectedApp({
    root: contents!,
    component: name,
    at: (element) => client.sourceOf(`${element} of the ConnectedApp ${name}`, 'Metadata API'),
    isWhole: true,
  });
  const source = `${client.sourceOf(`the ConnectedApp ${name}`, 'Metadata API')}: left out, so it has its default (inferred)`;
  const told = new Set(facts.map((fact) => fact.name));
  // Fields that a read leaves out have their default (inferred): no session policy, no JWT-format tokens.
  const defaults: SourceFact[] = [
    { name: 'app.highAssurance', value: false, source },
    { name: 'app.issuesJwtAccessTokens', value: false, source },
    { name: 'app.scopes', value: [], source },
  ];
  return [...facts, ...defaults.filter((fact) => !told.has(fact.name))];
}

/** Why the metadata of an app, which alone holds certificate and scopes, is not readable. */
async function hiddenBecause(reading: OrgReading, kind: FoundApp['kind']): Promise<NotRead> {
  const refusal = await reading.metadataRefusal();
  if (refusal) return refusal;
  const list = await reading.listed(kind === 'connected-app' ? 'ConnectedApp' : 'ExtlClntAppGlobalOauthSettings');
  if (!list.ok) return list;
  return {
    ok: false,
    reason: 'not-supported',
    detail: 'only the metadata of the app holds it, and that of an installed app is not readable',
  };
}

/** The facts of a connected app by its record: all that is left where its metadata is not readable. */
async function fromRecord(reading: OrgReading, { id, label, foundBy }: FoundApp): Promise<SourceFact[]> {
  const { client } = reading;
  const where = id === undefined ? `Name = ${quote(label ?? '')}` : `Id = ${quote(id)}`;
  const columns = 'OptionsAllowAdminApprovedUsersOnly, OptionsHasSessionLevelPolicy, LastModifiedDate';
  const rest = `FROM ConnectedApplication WHERE ${where} LIMIT 1`;
  const read = await client.queryFirst([
    [`SELECT ${columns}, OptionsAppIssueJwtTokenEnabled ${rest}`, 'REST'],
    [`SELECT ${columns} ${rest}`, 'REST'],
  ]);
  const hidden = notKnown(
    ['app.scopes', 'app.certificate', 'app.refreshTokenPolicy'],
    await hiddenBecause(reading, 'connected-app'),
    foundBy,
  );
  const source = client.sourceOf('ConnectedApplication', 'REST API');
  if (!read.ok)
    return [
      ...hidden,
      ...notKnown(['app.permittedUsers', 'app.highAssurance', 'app.issuesJwtAccessTokens'], read, source),
    ];
  const [row] = read.value;
  const facts: SourceFact[] = [...hidden];
  const adminOnly = flagColumn(row, 'OptionsAllowAdminApprovedUsersOnly');
  if (adminOnly !== undefined)
    facts.push({ name: 'app.permittedUsers', value: adminOnly ? 'admin-approved' : 'self-authorize', source });
  const assured = flagColumn(row, 'OptionsHasSessionLevelPolicy');
  if (assured !== undefined) facts.push({ name: 'app.highAssurance', value: assured, source });
  const jwt = flagColumn(row, 'OptionsAppIssueJwtTokenEnabled');
  if (jwt !== undefined) facts.push({ name: 'app.issuesJwtAccessTokens', value: jwt, source });
  const changedAt = isoTime(textColumn(row, 'LastModifiedDate'));
  if (changedAt !== undefined) facts.push({ name: 'app.changedAt', value: changedAt, source });
  return facts;
}

/** A stored certificate is the switch of the flow (documented for External Client Apps, inferred for connected apps). */
function withFlow(facts: SourceFact[]): SourceFact[] {
  const certificate = facts.find((fact) => fact.name === 'app.certificate');
  if (certificate === undefined || !('value' in certificate) || certificate.value === null) return facts;
  return [
    ...facts,
    {
      name: 'app.jwtFlow',
      value: true,
      source: `${certificate.source}: a stored certificate switches the flow on (documented for External Client Apps, inferred for connected apps)`,
    },
  ];
}

/** The parts of an app change on their own: the youngest change is that of the app. */
function lastChange(facts: SourceFact[]): SourceFact[] {
  const at = (fact: SourceFact): string => (fact.name === 'app.changedAt' && 'value' in fact ? fact.value : '');
  const youngest = facts.map(at).sort().at(-1);
  return facts.filter((fact) => fact.name !== 'app.changedAt' || at(fact) === youngest);
}

/** The facts of an app that was found. */
export async function factsOfApp(reading: OrgReading, found: FoundApp): Promise<SourceFact[]> {
  const { kind, name, consumerKey, origin, changedAt, foundBy, contents } = found;
  const facts: SourceFact[] = [
    { name: 'app.inOrg', value: true, source: foundBy },
    { name: 'app.kind', value: kind, source: foundBy },
    { name: 'app.name', value: name, source: foundBy },
  ];
  if (origin !== undefined) facts.push({ name: 'app.origin', value: origin, source: foundBy });
  if (consumerKey !== undefined) facts.push({ name: 'app.consumerKey', value: consumerKey, source: foundBy });
  const at = isoTime(changedAt);
  if (at !== undefined) facts.push({ name: 'app.changedAt', value: at, source: foundBy });
  if (kind === 'connected-app') {
    const told = contents === undefined ? await fromRecord(reading, found) : await fromContents(reading, found);
    // SetupEntityAccess tells who is selected, and which of the sets can carry the app; a second source would only dispute it.
    return withFlow([...facts, ...told.filter((fact) => fact.name !== 'app.assignments')]);
  }
  const certificate =
    contents === undefined
      ? notKnown(['app.certificate'], await hiddenBecause(reading, 'external-client-app'), foundBy)
      : (
          await globalOauth({
            root: contents,
            component: name,
            at: (element) =>
              reading.client.sourceOf(`${element} of the ExtlClntAppGlobalOauthSettings of ${name}`, 'Metadata API'),
          })
        ).facts.filter((fact) => fact.name === 'app.certificate');
  return withFlow(lastChange([...facts, ...certificate, ...(await clientAppFacts(reading, found))]));
}

/** The app behind the consumer key, with its settings and policies. */
export function app(identity: () => Promise<Identity>): Subject {
  return {
    title: 'the app',
    provides: APP_FACTS,
    async read(reading) {
      const known = await identity();
      if ('found' in known) return factsOfApp(reading, known.found);
      const source = reading.client.sourceOf('the apps', 'Metadata API');
      if ('unclear' in known)
        return notKnown(['app.inOrg', 'app.permittedUsers', 'app.scopes', 'app.certificate'], known.unclear, source);
      const facts: SourceFact[] = [{ name: 'app.inOrg', value: false, source: known.via }];
      if (known.nearKey !== undefined)
        facts.push({
          name: 'app.consumerKey',
          value: known.nearKey,
          source: `${known.via}: the key that differs in a few characters only`,
        });
      return facts;
    },
  };
}
