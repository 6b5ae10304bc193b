import type { FactName } from '../../facts/names.js';
import type { SourceFact } from '../../facts/store.js';
import { hostFacts } from '../../salesforce/hosts.js';
import { type Listed, type NotRead, type OrgClient, type Read, type Row, quote } from './client.js';

/** The login that the org is read for. */
export interface Asked {
  /** The username of the user that logs in. */
  readonly username?: string;
  /** The consumer key of the app. */
  readonly consumerKey?: string;
  /** The origin that the login asks for a token. */
  readonly loginOrigin?: string;
  /** The label or the API name of the app, where the key leads to none. */
  readonly appName?: string;
}

/** A part of the org that is read on its own. It fails alone. */
export interface Subject {
  /** The name of the read, for the progress and for the source of unknown facts. */
  readonly title: string;
  readonly provides: readonly FactName[];
  read(reading: OrgReading): Promise<SourceFact[]>;
}

/** The user that logs in, as the org has it. */
export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly active: boolean;
  readonly profileId: string;
  readonly profileName?: string;
  readonly profileApiEnabled?: boolean;
  readonly licence?: string;
}

/** The right that removes each limit, as Setup calls it. */
const RIGHT_LABELS = {
  ViewSetup: 'View Setup and Configuration',
  CustomizeApplication: 'Customize Application',
  ModifyMetadata: 'Modify Metadata Through Metadata API Functions',
  ModifyAllData: 'Modify All Data',
  ManageUsers: 'Manage Users',
  MonitorLoginHistory: 'Monitor Login History',
  AssignPermissionSets: 'Assign Permission Sets',
  ManageProfilesPermissionsets: 'Manage Profiles and Permission Sets',
} as const;

/** A right of the session that decides what an empty answer means, or what it may write. */
export type Right = keyof typeof RIGHT_LABELS;

/** The name of a right in Setup. */
export function rightLabel(right: Right): string {
  return RIGHT_LABELS[right];
}

/** The rights of a session: those that it has, and those that the org told of. */
type RightsRead = (Extract<Read<ReadonlySet<string>>, { ok: true }> & { readonly told: ReadonlySet<string> }) | NotRead;

const CLIENT_APP_RIGHT =
  'the session needs the permission "View External Client Apps Consumer Secrets in Metadata", and the org setting that allows it';

function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** The text of a column, or undefined. */
export function textColumn(row: Row | undefined, column: string): string | undefined {
  const value = row?.[column];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The boolean of a column, or undefined. */
export function flagColumn(row: Row | undefined, column: string): boolean | undefined {
  const value = row?.[column];
  return typeof value === 'boolean' ? value : undefined;
}

/** The record that a relationship leads to. */
export function parentRow(row: Row | undefined, relationship: string): Row | undefined {
  const value = row?.[relationship];
  return typeof value === 'object' && value !== null ? (value as Row) : undefined;
}

/** An ISO time as facts carry it. */
export function isoTime(text: string | undefined): string | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text.replace(/\+0000$/, 'Z'));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Facts that are not known, all for the same reason. */
export function notKnown(names: readonly FactName[], why: NotRead, source: string): SourceFact[] {
  return names.map((name) => ({ name, unknown: why.reason, source, detail: why.detail }) as SourceFact);
}

/** The reason for what a right of the session would lift. */
export function needs(...rights: readonly Right[]): NotRead {
  const labels = rights.map((right) => `"${RIGHT_LABELS[right]}"`).join(' or ');
  return { ok: false, reason: 'denied', detail: `the session needs the permission ${labels}` };
}

function withoutSuffix(username: string): string | undefined {
  const [local, domain = ''] = username.split('@');
  const parts = domain.split('.');
  return parts.length > 2 ? `${local}@${parts.slice(0, -1).join('.')}` : undefined;
}

/**
 * One reading of an org: what several subjects need is read once, when the first one asks for it. The rights of the
 * session are known before an empty answer is believed.
 */
export class OrgReading {
  constructor(
    readonly client: OrgClient,
    readonly asked: Asked,
    /** Resolves when the login was tried, so that the Login History is read afterwards. */
    readonly attempted: () => Promise<unknown>,
  ) {}

  /** The rights of the session (UserPermissionAccess: documented for every API user). */
  readonly rights = lazy(async (): Promise<RightsRead> => {
    const all = ['ApiEnabled', ...Object.keys(RIGHT_LABELS)].map((right) => `Permissions${right}`);
    const few = ['ApiEnabled', 'ViewSetup', 'CustomizeApplication', 'ModifyAllData', 'ManageUsers'].map(
      (right) => `Permissions${right}`,
    );
    const read = await this.client.queryFirst(
      [all, few].map((columns) => [`SELECT ${columns.join(', ')} FROM UserPermissionAccess LIMIT 1`, 'REST'] as const),
    );
    if (!read.ok) return read;
    const [row = {}] = read.value;
    const value = new Set(
      Object.entries(row).flatMap(([name, has]) => (has === true ? [name.replace(/^Permissions/, '')] : [])),
    );
    const told = new Set(Object.keys(row).map((name) => name.replace(/^Permissions/, '')));
    return { ...read, value, told };
  });

  /** True when the session provably has one of the rights. */
  async may(...rights: readonly Right[]): Promise<boolean> {
    const known = await this.rights();
    return known.ok && rights.some((right) => known.value.has(right));
  }

  /** True when the session provably has none of the rights. */
  async lacks(...rights: readonly Right[]): Promise<boolean> {
    const known = await this.rights();
    // Older versions tell of some rights only.
    return known.ok && rights.every((right) => known.told.has(right) && !known.value.has(right));
  }

  /** Why metadata cannot be read, before anything is asked; undefined where it may be tried. */
  async metadataRefusal(): Promise<NotRead | undefined> {
    const known = await this.rights();
    return known.ok && !(await this.may('ModifyMetadata', 'ModifyAllData'))
      ? needs('ModifyMetadata', 'ModifyAllData')
      : undefined;
  }

  /** Components of one type, out of one of the lists. */
  async listed(type: string): Promise<Read<Listed[]>> {
    let read = this.#lists.get(type);
    if (!read) this.#lists.set(type, (read = this.#listOf(type)));
    return read;
  }

  readonly #lists = new Map<string, Promise<Read<Listed[]>>>();
  readonly #appList = lazy(() => this.#list(['ConnectedApp', 'Profile', 'BlacklistedConsumer']));
  readonly #restList = lazy(() => this.#list(['ExtlClntAppGlobalOauthSettings', 'ProfileSessionSetting']));

  /** One refused or unknown type refuses the whole list: each is then asked for by itself. */
  async #listOf(type: string): Promise<Read<Listed[]>> {
    const isOfRest = type.startsWith('ExtlClntApp') || type === 'ProfileSessionSetting';
    const together = await (isOfRest ? this.#restList() : this.#appList());
    if (together.ok) return { ...together, value: together.value.filter((one) => one.type === type) };
    if (together.reason === 'failed' || this.client.ended || (await this.metadataRefusal())) return together;
    const alone = await this.#list([type]);
    const isHidden = !alone.ok && alone.reason === 'denied' && type === 'ExtlClntAppGlobalOauthSettings';
    return isHidden ? { ...alone, detail: CLIENT_APP_RIGHT } : alone;
  }

  async #list(types: readonly string[]): Promise<Read<Listed[]>> {
    return (await this.metadataRefusal()) ?? this.client.list(types);
  }

  /** The user, and others that nearly have the name (which sort after it); an empty answer counts only where the session sees all users. */
  readonly users = lazy(async (): Promise<Read<UserRow[]>> => {
    const { username } = this.asked;
    if (username === undefined) return { ok: false, reason: 'not-asked', detail: 'no username is known' };
    const shorter = withoutSuffix(username);
    const where = [
      `Username = ${quote(username)}`,
      `Username LIKE '${username.replace(/[\\'%_]/g, '\\$&')}.%'`,
      ...(shorter === undefined ? [] : [`Username = ${quote(shorter)}`]),
    ].join(' OR ');
    const columns = 'Id, Username, IsActive, ProfileId, Profile.Name';
    const read = await this.client.queryFirst([
      [
        `SELECT ${columns}, Profile.PermissionsApiEnabled, Profile.UserLicense.Name FROM User WHERE ${where} ORDER BY Username LIMIT 20`,
        'REST',
      ],
      [`SELECT ${columns} FROM User WHERE ${where} ORDER BY Username LIMIT 20`, 'REST'],
    ]);
    if (!read.ok) return read;
    return { ...read, value: read.value.flatMap(toUser) };
  });

  /** The user with exactly the username; undefined where there is none or it is not known. */
  async user(): Promise<UserRow | undefined> {
    const read = await this.users();
    const wanted = this.asked.username?.toLowerCase();
    return read.ok ? read.value.find(({ username }) => username.toLowerCase() === wanted) : undefined;
  }

  /** True when the login asks the very My Domain of the session. */
  private asksThisOrg(): boolean {
    const { loginOrigin } = this.asked;
    const name = (url: string) =>
      hostFacts(url)
        ?.origin.replace(/^https?:\/\//, '')
        .split('.')[0];
    return (
      loginOrigin !== undefined &&
      (name(loginOrigin) === name(this.client.origin) || hostFacts(loginOrigin)?.kind === 'loopback')
    );
  }

  /** True when the session is provably of the org that the login means: it asks its My Domain, or the user is there. */
  async isMeantOrg(): Promise<boolean> {
    return this.asksThisOrg() || (await this.user()) !== undefined;
  }

  /**
   * True when the session is of another org than the login means: the login asks another host, and neither the user nor
   * the app is there. What it shows is then about something else.
   */
  async isOtherOrg(hasApp: () => Promise<boolean>): Promise<boolean> {
    if (this.asked.username === undefined || (await this.isMeantOrg()) || !(await this.users()).ok) return false;
    const asked = this.asked.loginOrigin === undefined ? undefined : hostFacts(this.asked.loginOrigin);
    return asked?.kind === 'my-domain' || !(await hasApp());
  }

  /** The user with exactly the username, or why it is not known. */
  async userOrReason(): Promise<UserRow | NotRead> {
    const [read, user] = await Promise.all([this.users(), this.user()]);
    if (user) return user;
    return read.ok ? { ok: false, reason: 'absent-in-reply', detail: 'the org has no such user' } : read;
  }

  /** True when the session belongs to the user that logs in: it then sees its own rows whatever its rights. */
  isOwnSession(): boolean {
    const { username } = this.client.session;
    return username !== undefined && username.toLowerCase() === this.asked.username?.toLowerCase();
  }
}

function toUser(row: Row): UserRow[] {
  const [id, username, profileId] = [textColumn(row, 'Id'), textColumn(row, 'Username'), textColumn(row, 'ProfileId')];
  if (id === undefined || username === undefined || profileId === undefined) return [];
  const profile = parentRow(row, 'Profile');
  const profileName = textColumn(profile, 'Name');
  const profileApiEnabled = flagColumn(profile, 'PermissionsApiEnabled');
  const licence = textColumn(parentRow(profile, 'UserLicense'), 'Name');
  return [
    {
      id,
      username,
      active: flagColumn(row, 'IsActive') === true,
      profileId,
      ...(profileName !== undefined && { profileName }),
      ...(profileApiEnabled !== undefined && { profileApiEnabled }),
      ...(licence !== undefined && { licence }),
    },
  ];
}
