import { distance } from 'fastest-levenshtein';
import { child, textOf, type XmlNode } from '../files/metadata-xml.js';
import { quote, READ_AT_ONCE, type Listed, type NotRead, type Read } from './client.js';
import { applicationOfAttempt } from './login-history.js';
import { textColumn, type OrgReading } from './reading.js';

/** The app as it was found in the org. */
export interface FoundApp {
  readonly kind: 'connected-app' | 'external-client-app';
  /** API name. */
  readonly name: string;
  readonly label?: string;
  readonly id?: string;
  readonly consumerKey?: string;
  readonly origin: 'local' | 'installed';
  readonly changedAt?: string;
  /** Contents by the Metadata API, where they were readable. */
  readonly contents?: XmlNode;
  /** Which API found it, and by what. */
  readonly foundBy: string;
}

/** What the search for the app came to. */
export type Identity =
  | { readonly found: FoundApp }
  | {
      readonly absent: true;
      readonly via: string;
      /** A consumer key of the org that differs in a few characters. */
      readonly nearKey?: string;
    }
  | { readonly unclear: NotRead };

interface Candidate {
  readonly kind: FoundApp['kind'];
  readonly listed: Listed;
  readonly contents: XmlNode;
  readonly consumerKey?: string;
}

// Reads that the other subjects need; the search for the app leaves them.
const RESERVED = 13;
const TYPO = 3;

const KINDS = [
  ['ConnectedApp', 'connected-app'],
  ['ExtlClntAppGlobalOauthSettings', 'external-client-app'],
] as const;

function newestFirst(a: Listed, b: Listed): number {
  return (b.changedAt ?? '').localeCompare(a.changedAt ?? '');
}

function chunks<T>(list: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += READ_AT_ONCE) parts.push(list.slice(at, at + READ_AT_ONCE));
  return parts;
}

/** Reads every app of one type whose contents are readable; `complete` when none was left out. */
async function readType(
  reading: OrgReading,
  [type, kind]: (typeof KINDS)[number],
): Promise<{ candidates: Candidate[]; missed: NotRead | undefined }> {
  const list = await reading.listed(type);
  if (!list.ok) return { candidates: [], missed: list };
  const readable = list.value.filter(({ installed }) => !installed).sort(newestFirst);
  const { client } = reading;
  const candidates: Candidate[] = [];
  let missed: NotRead | undefined;
  if (readable.length < list.value.length)
    missed = {
      ok: false,
      reason: 'not-supported',
      detail: 'the consumer key of an installed app is not readable; name the app with --app',
    };
  const affordable = Math.max(1, client.left - RESERVED);
  const parts = chunks(readable);
  if (parts.length > affordable)
    missed = { ok: false, reason: 'not-asked', detail: 'the org has more apps than are read; name the app with --app' };
  const reads = await Promise.all(
    parts.slice(0, affordable).map(async (part) => ({
      part,
      read: await client.read(
        type,
        part.map(({ fullName }) => fullName),
      ),
    })),
  );
  for (const { part, read } of reads) {
    if (!read.ok) missed = read;
    else
      for (const listed of part) {
        const contents = read.value.get(listed.fullName);
        if (contents === undefined) continue;
        const holder = type === 'ConnectedApp' ? child(contents, 'oauthConfig') : contents;
        const consumerKey = textOf(holder, 'consumerKey');
        candidates.push({ kind, listed, contents, ...(consumerKey !== undefined && { consumerKey }) });
      }
  }
  return { candidates, missed };
}

function toFound({ kind, listed, contents, consumerKey }: Candidate, foundBy: string): FoundApp {
  const label = textOf(contents, 'label');
  const name =
    kind === 'connected-app' ? listed.fullName : (textOf(contents, 'externalClientApplication') ?? listed.fullName);
  return {
    kind,
    name,
    origin: 'local',
    contents,
    foundBy,
    ...(label !== undefined && { label }),
    ...(kind === 'connected-app' && listed.id !== undefined && { id: listed.id }),
    ...(consumerKey !== undefined && { consumerKey }),
    ...(listed.changedAt !== undefined && { changedAt: listed.changedAt }),
  };
}

/** The app by its label or API name, from the records alone: what is left where metadata is refused or the app is packaged. */
async function findByName(reading: OrgReading, name: string, how: string): Promise<FoundApp | undefined> {
  const { client } = reading;
  const wanted = quote(name);
  const [connected, clientApps] = await Promise.all([
    client.queryFirst([
      [
        `SELECT Id, Name, DeveloperName, LastModifiedDate FROM ConnectedApplication WHERE Name = ${wanted} OR DeveloperName = ${wanted} LIMIT 2`,
        'Tooling',
      ],
      [`SELECT Id, Name, LastModifiedDate FROM ConnectedApplication WHERE Name = ${wanted} LIMIT 2`, 'REST'],
    ]),
    queryClientApps(reading, `WHERE DeveloperName = ${wanted} OR MasterLabel = ${wanted} LIMIT 2`),
  ]);
  const row = connected.ok ? connected.value[0] : undefined;
  if (row && connected.ok && connected.value.length === 1) {
    const [id, label, changedAt] = [
      textColumn(row, 'Id'),
      textColumn(row, 'Name'),
      textColumn(row, 'LastModifiedDate'),
    ];
    return {
      kind: 'connected-app',
      name: textColumn(row, 'DeveloperName') ?? label ?? name,
      origin: 'local',
      foundBy: client.sourceOf(`ConnectedApplication, ${how}`, connected.via),
      ...(id !== undefined && { id }),
      ...(label !== undefined && { label }),
      ...(changedAt !== undefined && { changedAt }),
    };
  }
  if (!clientApps.ok || clientApps.value.length !== 1) return undefined;
  const [app] = clientApps.value;
  const [id, label] = [textColumn(app, 'Id'), textColumn(app, 'MasterLabel')];
  return {
    kind: 'external-client-app',
    name: textColumn(app, 'DeveloperName') ?? name,
    origin: textColumn(app, 'DistributionState') === 'Local' ? 'local' : 'installed',
    foundBy: client.sourceOf(`ExternalClientApplication, ${how}`, clientApps.via),
    ...(id !== undefined && { id }),
    ...(label !== undefined && { label }),
  };
}

/** External Client Apps by a condition: REST first, then Tooling (reports on where they can be queried conflict). */
function queryClientApps(reading: OrgReading, rest: string): Promise<Read<Readonly<Record<string, unknown>>[]>> {
  const query = `SELECT Id, DeveloperName, MasterLabel, DistributionState FROM ExternalClientApplication ${rest}`;
  return reading.client.queryFirst([
    [query, 'REST'],
    [query, 'Tooling'],
  ]);
}

/** An External Client App by its consumer key, by Connect REST (documented, API 60): a few apps at most. */
async function findByCredentials(reading: OrgReading, consumerKey: string): Promise<FoundApp | undefined> {
  const apps = await queryClientApps(reading, 'LIMIT 4');
  if (!apps.ok) return undefined;
  const { client } = reading;
  for (const app of apps.value) {
    const id = textColumn(app, 'Id');
    const credentials = id === undefined ? undefined : await client.get(`/apps/oauth/credentials/${id}`);
    if (!credentials?.ok) return undefined;
    const { consumers } = credentials.value as { consumers?: { key?: string }[] };
    if (!consumers?.some(({ key }) => key === consumerKey)) continue;
    const label = textColumn(app, 'MasterLabel');
    return {
      kind: 'external-client-app',
      name: textColumn(app, 'DeveloperName') ?? '',
      id: id!,
      consumerKey,
      origin: textColumn(app, 'DistributionState') === 'Local' ? 'local' : 'installed',
      foundBy: client.sourceOf('the credentials of the app', 'Connect REST API'),
      ...(label !== undefined && { label }),
    };
  }
  return undefined;
}

function nearKeyOf(candidates: readonly Candidate[], consumerKey: string): string | undefined {
  const near = candidates
    .flatMap((one) => (one.consumerKey === undefined ? [] : [one.consumerKey]))
    .filter((key) => key.length > 20 && distance(key, consumerKey) <= TYPO);
  return near.length === 1 ? near[0] : undefined;
}

/**
 * Finds the app of a consumer key in the org: by metadata, which alone holds the keys (documented), then by what is left:
 * the credentials of External Client Apps, the name that was given, and the name under which the org logged the attempt.
 */
export async function identifyApp(reading: OrgReading, now: () => number): Promise<Identity> {
  const { consumerKey, appName } = reading.asked;
  const types = await Promise.all(KINDS.map((kind) => readType(reading, kind)));
  const candidates = types.flatMap((type) => type.candidates);
  const source = reading.client.sourceOf('the list of apps', 'Metadata API');
  const byKey = candidates.find((one) => one.consumerKey !== undefined && one.consumerKey === consumerKey);
  if (byKey) return { found: toFound(byKey, source) };

  if (appName !== undefined) {
    const wanted = appName.toLowerCase();
    const byName = candidates
      .map((one) => toFound(one, source))
      .find(({ name, label }) => name.toLowerCase() === wanted || label?.toLowerCase() === wanted);
    const found = byName ?? (await findByName(reading, appName, 'by the name that was given'));
    if (found) return { found };
  }
  const missed = types.map((type) => type.missed).find((why) => why !== undefined);
  if (missed === undefined && consumerKey !== undefined) {
    const nearKey = nearKeyOf(candidates, consumerKey);
    return { absent: true, via: source, ...(nearKey !== undefined && { nearKey }) };
  }
  const [, clientApps] = types;
  const byCredentials =
    clientApps?.missed && consumerKey !== undefined ? await findByCredentials(reading, consumerKey) : undefined;
  if (byCredentials) return { found: byCredentials };
  const label = await applicationOfAttempt(reading, now());
  const byAttempt =
    label === undefined
      ? undefined
      : await findByName(reading, label, 'by the name under which the org logged the attempt');
  if (byAttempt) return { found: byAttempt };
  const why = missed ?? { ok: false as const, reason: 'not-asked' as const, detail: 'no consumer key is known' };
  const hint = /--app/.test(why.detail) ? '' : '; name the app with --app';
  return { unclear: { ...why, detail: `${why.detail}${hint}` } };
}
