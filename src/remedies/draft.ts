import type { FactStore } from '../facts/store.js';
import { textOf, type XmlNode } from '../sources/files/metadata/xml.js';
import { quote, READ_AT_ONCE, type NotRead } from '../sources/org/client.js';
import { placeOf } from '../sources/org/client-app.js';
import { identifyApp, type FoundApp } from '../sources/org/identify-app.js';
import { textColumn, type OrgReading, type UserRow } from '../sources/org/reading.js';
import type { Change, Edit, Purpose } from './change.js';
import { at, edited, same } from './metadata.js';
import type { OrgWriter } from './org-writer.js';

/** A side effect of a plan. The report has its sentence. */
export type EffectCode =
  | 'only-this-user'
  | 'others-assigned'
  | 'nobody-else'
  | 'only-the-set'
  | 'others-cut-off'
  | 'old-key-stops'
  | 'old-key-may-stop'
  | 'whichever'
  | 'certificate-restated'
  | 'written-whole'
  | 'grant-reported'
  | 'unblock-untried'
  | 'rights-lacking'
  | 'approval-needed'
  | 'more-rights'
  | 'token-format'
  | 'less-assurance'
  | 'whole-profile'
  | 'takes-licence'
  | 'ask-who-froze'
  | 'app-for-everybody'
  | 'nothing-to-write'
  | 'client-app-only'
  | 'only-admitted'
  | 'put-back-unless';

/** A consequence that the person who consents has to know. */
export interface Effect {
  readonly code: EffectCode;
  readonly about: Readonly<Record<string, string>>;
}

/** Why a cause is not cured by the API. */
export type RefusalCode =
  | 'by-hand'
  | 'app-unknown'
  | 'app-installed'
  | 'user-unknown'
  | 'not-readable'
  | 'no-key'
  | 'address-unknown'
  | 'hours-unknown'
  | 'set-unusable'
  | 'too-many-users'
  | 'others-unknown';

/** A cause that stays, and why. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail?: string;
}

/** The input for planning a remedy. */
export interface Bench {
  readonly writer: OrgWriter;
  readonly reading: OrgReading;
  readonly facts: FactStore;
  /** The permission set to use, by API name, where the user named one. */
  readonly permissionSet?: string;
  /** The app, where it is known already. */
  readonly app?: FoundApp;
  /** Grants are planned as metadata of the app, for who deploys it. */
  readonly asMetadata?: boolean;
  /** A certificate (PEM) that belongs to the private key of the login; undefined where there is no key. */
  readonly certificate: () => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A metadata component with the edits that are planned so far. */
export interface Part {
  readonly type: string;
  readonly fullName: string;
  readonly node: XmlNode;
}

/** The parts of an External Client App that are read and written on their own. */
export type ClientAppPart =
  | 'ExtlClntAppGlobalOauthSettings'
  | 'ExtlClntAppOauthSettings'
  | 'ExtlClntAppOauthConfigurablePolicies'
  | 'ExtlClntAppConfigurablePolicies';

/** True for what could not be had. */
export function isRefusal(value: object): value is Refusal {
  return 'code' in value;
}

function unreadable({ detail }: NotRead): Refusal {
  return { code: 'not-readable', detail };
}

/** A plan while it is made: each planner adds its changes, and sees those of the ones before. */
export class Draft {
  readonly changes: Change[] = [];
  readonly effects: Effect[] = [];
  /** Results of earlier planners, so that later ones reuse them. */
  readonly done = new Set<string>();
  readonly #parts = new Map<string, Promise<Part | Refusal>>();
  readonly #edited = new Map<string, XmlNode>();
  #app: Promise<FoundApp | Refusal> | undefined;

  constructor(readonly bench: Bench) {}

  effect(code: EffectCode, about: Effect['about'] = {}): void {
    if (!this.effects.some((one) => one.code === code && same(one.about, about))) this.effects.push({ code, about });
  }

  /** The app of the login. */
  app(): Promise<FoundApp | Refusal> {
    if (this.bench.app !== undefined) return Promise.resolve(this.bench.app);
    this.#app ??= identifyApp(this.bench.reading, () => this.bench.now).then((known): FoundApp | Refusal =>
      'found' in known
        ? known.found
        : { code: 'app-unknown', ...('unclear' in known && { detail: known.unclear.detail }) },
    );
    return this.#app;
  }

  /** The record id of the app. */
  async appRecordId(app: FoundApp): Promise<string | Refusal> {
    if (app.id !== undefined) return app.id;
    const place = await placeOf(this.bench.reading, app);
    return 'ok' in place ? unreadable(place) : place.id;
  }

  /** The user of the login. */
  async user(): Promise<UserRow | Refusal> {
    const found = await this.bench.reading.userOrReason();
    return 'ok' in found ? { code: 'user-unknown', detail: found.detail } : found;
  }

  /** The component of a connected app, whole. */
  connectedApp(app: FoundApp): Promise<Part | Refusal> {
    if (app.origin === 'installed') return Promise.resolve({ code: 'app-installed' });
    return this.part('ConnectedApp', app.name, this.#contents(app));
  }

  /** The contents of the app, if this run has just read them; those of an app that the caller keeps may be old. */
  #contents({ contents }: FoundApp): XmlNode | undefined {
    return this.bench.app === undefined ? contents : undefined;
  }

  /** A part of an External Client App: its name is not predictable, the app it belongs to is an element (reported). */
  async clientAppPart(app: FoundApp, type: ClientAppPart): Promise<Part | Refusal> {
    const { name } = app;
    const contents = this.#contents(app);
    const own = textOf(contents, 'fullName');
    if (type === 'ExtlClntAppGlobalOauthSettings' && own !== undefined) return this.part(type, own, contents);
    const list = await this.bench.writer.list([type]);
    if (!list.ok) return unreadable(list);
    const names = list.value.map(({ fullName }) => fullName).filter((one) => one.startsWith(name));
    for (let from = 0; from < names.length; from += READ_AT_ONCE) {
      const read = await this.bench.writer.read(type, names.slice(from, from + READ_AT_ONCE));
      if (!read.ok) return unreadable(read);
      for (const [fullName, node] of read.value)
        if (textOf(node, 'externalClientApplication') === name) return this.part(type, fullName, node);
    }
    return { code: 'not-readable', detail: `the ${type} of ${name} is not among the components that the session sees` };
  }

  /** A component as it will be after the edits that are planned so far. */
  async part(type: string, fullName: string, known?: XmlNode): Promise<Part | Refusal> {
    const key = `${type}/${fullName}`;
    if (!this.#parts.has(key)) this.#parts.set(key, this.#read(type, fullName, known));
    const part = await this.#parts.get(key)!;
    return isRefusal(part) ? part : { ...part, node: this.#edited.get(key) ?? part.node };
  }

  /** Plans edits of a component; what is there already is left out. */
  edit(
    { type, fullName, node }: Part,
    purpose: Purpose,
    about: Readonly<Record<string, string>>,
    values: readonly (readonly [path: readonly string[], after: XmlNode | undefined])[],
  ): void {
    const edits = values.flatMap(([path, after]): Edit[] => {
      const before = at(node, path);
      if (same(before, after)) return [];
      return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
    });
    if (edits.length === 0) return;
    this.effect('written-whole', { component: `${type} ${fullName}` });
    this.changes.push({ kind: 'edit-metadata', purpose, about, type, fullName, edits });
    const result = edited(node, edits);
    if ('node' in result) this.#edited.set(`${type}/${fullName}`, result.node);
  }

  /** The profile of the user, by its record id. */
  async profileName(profileId: string): Promise<string | Refusal> {
    const list = await this.bench.reading.listed('Profile');
    if (!list.ok) return unreadable(list);
    const found = list.value.find(({ id }) => id?.slice(0, 15) === profileId.slice(0, 15));
    return (
      found?.fullName ?? { code: 'not-readable', detail: 'the profile of the user is not in the list of profiles' }
    );
  }

  /** The id of the record with one value. */
  async recordId(object: string, column: string, value: string): Promise<string | undefined | Refusal> {
    const read = await this.bench.writer.query(`SELECT Id FROM ${object} WHERE ${column} = ${quote(value)} LIMIT 1`);
    return read.ok ? textColumn(read.value[0], 'Id') : unreadable(read);
  }

  async #read(type: string, fullName: string, known?: XmlNode): Promise<Part | Refusal> {
    if (known !== undefined) return { type, fullName, node: known };
    const read = await this.bench.writer.read(type, [fullName]);
    if (!read.ok) return unreadable(read);
    const node = read.value.get(fullName);
    return node === undefined
      ? { code: 'not-readable', detail: `the ${type} ${fullName} is not readable; that of an installed app never is` }
      : { type, fullName, node };
  }
}
