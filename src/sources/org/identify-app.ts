import { distance } from 'fastest-levenshtein';
import { child, textOf, type XmlNode } from '../files/metadata/xml.js';
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
  /** Absent where the record does not tell. */
  readonly origin?: 'local' | 'installed';
  readonly changedAt?: string;
  /** Contents by the Metadata API, where they were readable. */
  readonly contents?: XmlNode;
  /** Which API found it, and by what. */
  readonly foundBy: string;
}

/** The result of the search for the app. */
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

// Sixty apps; the other subjects need the rest of the requests.
const MOST_PARTS = 6;
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

type Kind = (typeof KINDS)[number];

interface Listing {
  readonly kind: Kind;
  readonly parts: Listed[][];
  /** Why an app may not be among those that are read. */
  readonly missed: NotRead | undefined;
}

/** The readable apps of one type, in parts that one call reads, the youngest first. */
async function listType(reading: OrgReading, kind: Kind): Promise<Listing> {
  const list = await reading.listed(kind[0]);
  if (!list.ok) return { kind, parts: [], missed: list };
  const readable = list.value.filter(({ installed }) => !installed).sort(newestFirst);
  const missed: NotRead | undefined =
    readable.length === list.value.length
      ? undefined
      : {
          ok: false,
          reason: 'not-supported',
          detail: 'the consumer key of an installed app is not readable; name the app with --app',
        };
  return { kind, parts: chunks(readable), missed };
}

/** Reads one part of a list. */
async function readPart(
  { client }: OrgReading,
  [type, kind]: Kind,
  part: readonly Listed[],
): Promise<{ candidates: Candidate[]; missed: NotRead | undefined }> {
  const read = await client.read(
    type,
    part.map(({ fullName }) => fullName),
  );
  if (!read.ok) return { candidates: [], missed: read };
  const candidates = part.flatMap((listed): Candidate[] => {
    const contents = read.value.get(listed.fullName);
    if (contents === undefined) return [];
    const consumerKey = textOf(type === 'ConnectedApp' ? child(contents, 'oauthConfig') : contents, 'consumerKey');
    return [{ kind, listed, contents, ...(consumerKey !== undefined && { consumerKey }) }];
  });
  return { candidates, missed: undefined };
}

/** Reads the apps of the org whose contents are readable, as many as the limit of requests allows. */
async function readApps(reading: OrgReading): Promise<{ candidates: Candidate[]; missed: NotRead | undefined }> {
  const listings = await Promise.all(KINDS.map((kind) => listType(reading, kind)));
  const parts = listings.flatMap(({ kind, parts: own }) => own.map((part) => ({ kind, part })));
  parts.sort((a, b) => newestFirst(a.part[0]!, b.part[0]!));
  const reads = await Promise.all(parts.slice(0, MOST_PARTS).map(({ kind, part }) => readPart(reading, kind, part)));
  const tooMany: NotRead[] =
    parts.length > MOST_PARTS
      ? [{ ok: false, reason: 'not-asked', detail: 'the org has more apps than are read; name the app with --app' }]
      : [];
  const missed = [...listings, ...reads].flatMap((one) => one.missed ?? []).concat(tooMany);
  return {
    candidates: reads.flatMap((read) => read.candidates),
    missed: missed[0],
  };
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

interface Credentials {
  readonly consumers?: readonly { readonly key?: string }[];
}

/** An External Client App by its consumer key, by Connect REST (documented, API 60): a few apps at most. */
async function findByCredentials(reading: OrgReading, consumerKey: string): Promise<FoundApp | undefined> {
  const apps = await queryClientApps(reading, 'LIMIT 4');
  if (!apps.ok) return undefined;
  const { client } = reading;
  for (const app of apps.value) {
    const id = textColumn(app, 'Id');
    const credentials = id === undefined ? undefined : await client.get<Credentials>(`/apps/oauth/credentials/${id}`);
    if (!credentials?.ok) return undefined;
    if (!credentials.value.consumers?.some(({ key }) => key === consumerKey)) continue;
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

/**
 * Why the app may be one that metadata does not show: packaged apps have records and no readable metadata (reported).
 * Undefined when every record is among the apps that were read.
 */
async function unreadApps(reading: OrgReading, candidates: readonly Candidate[]): Promise<NotRead | undefined> {
  const [connected, clientApps] = await Promise.all([
    reading.client.query('SELECT Id, Name FROM ConnectedApplication LIMIT 500'),
    queryClientApps(reading, 'LIMIT 500'),
  ]);
  const installed: NotRead = {
    ok: false,
    reason: 'not-supported',
    detail: 'the consumer key of an installed app is not readable; name the app with --app',
  };
  if (!connected.ok) return connected;
  const read = new Set(candidates.map(({ listed }) => listed.id?.slice(0, 15)));
  if (connected.value.some((row) => !read.has(textColumn(row, 'Id')?.slice(0, 15)))) return installed;
  // Before API 59 there are no External Client Apps to be missed.
  if (!clientApps.ok) return (await reading.client.apiVersion()) < 59 ? undefined : clientApps;
  return clientApps.value.some((row) => textColumn(row, 'DistributionState') !== 'Local') ? installed : undefined;
}

function nearKeyOf(candidates: readonly Candidate[], consumerKey: string): string | undefined {
  const near = candidates
    .flatMap((one) => (one.consumerKey === undefined ? [] : [one.consumerKey]))
    .filter((key) => key.length > 20 && distance(key, consumerKey) <= TYPO);
  return near.length === 1 ? near[0] : undefined;
}

/** The apps of the org whose metadata is readable, and why there may be more. */
export async function readableApps(
  reading: OrgReading,
): Promise<{ readonly apps: readonly FoundApp[]; readonly missed: NotRead | undefined }> {
  const { candidates, missed } = await readApps(reading);
  const source = reading.client.sourceOf('the list of apps', 'Metadata API');
  return { apps: candidates.map((one) => toFound(one, source)), missed };
}

const identities = new WeakMap<OrgReading, Promise<Identity>>();

/**
 * Finds the app of a consumer key in the org, once for each reading: by metadata, which alone holds the keys (documented),
 * then by the credentials of External Client Apps, by the name that was given, and by the name under which the org logged
 * the attempt.
 */
export function identifyApp(reading: OrgReading, now: () => number): Promise<Identity> {
  let identity = identities.get(reading);
  if (!identity) identities.set(reading, (identity = search(reading, now)));
  return identity;
}

async function search(reading: OrgReading, now: () => number): Promise<Identity> {
  const { consumerKey, appName } = reading.asked;
  const { candidates, missed } = await readApps(reading);
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
  const unread = missed ?? (await unreadApps(reading, candidates));
  if (unread === undefined && consumerKey !== undefined) {
    const nearKey = nearKeyOf(candidates, consumerKey);
    return { absent: true, via: source, ...(nearKey !== undefined && { nearKey }) };
  }
  const byCredentials = consumerKey === undefined ? undefined : await findByCredentials(reading, consumerKey);
  if (byCredentials) return { found: byCredentials };
  const label = await applicationOfAttempt(reading, now());
  const byAttempt =
    label === undefined
      ? undefined
      : await findByName(reading, label, 'by the name under which the org logged the attempt');
  if (byAttempt) return { found: byAttempt };
  const why = unread ?? { ok: false as const, reason: 'not-asked' as const, detail: 'no consumer key is known' };
  // A name does not help where nothing can be read at all.
  const hint = reading.client.ended || /--app/.test(why.detail) ? '' : '; name the app with --app';
  return { unclear: { ...why, detail: `${why.detail}${hint}` } };
}
