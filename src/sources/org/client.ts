import { rememberSecret } from '../../redaction/own-secrets.js';
import { scrubText } from '../../redaction/scrub.js';
import type { NotKnown } from '../../facts/store.js';
import { send, type NetworkOptions } from '../http.js';
import { textOf, children, type XmlNode } from '../files/metadata/xml.js';
import { OrgApi, type CallArguments } from './api.js';
import { isJwtToken, type OrgSession } from './session.js';
import { UnansweredError, type Limits, type Unanswered } from './transport.js';

/** A record of a query. */
export type Row = Readonly<Record<string, unknown>>;

/** Why a read gave nothing. */
export interface NotRead {
  readonly ok: false;
  readonly reason: NotKnown['unknown'];
  readonly detail: string;
  /** Salesforce refused it because the session lacks a permission. */
  readonly lacksPermission?: true;
}

/** The result of a read; `via` names the API that answered. */
export type Read<T> = { readonly ok: true; readonly value: T; readonly via: string } | NotRead;

/** A metadata component as a list shows it. */
export interface Listed {
  readonly type: string;
  readonly fullName: string;
  readonly id?: string;
  readonly changedAt?: string;
  readonly installed: boolean;
}

/** An answer to a query, or a part of one. */
interface QueryPart {
  readonly records?: Row[];
  readonly done?: boolean;
  readonly nextRecordsUrl?: string;
}

/** How many requests one reading of an org makes at most. */
const MOST_REQUESTS = 25;
/** The newest API version whose shapes are known here: Winter '27. */
const NEWEST_VERSION = 68;
/** The platform reads ten components in one call (documented). */
export const READ_AT_ONCE = 10;

function notRead(reason: NotRead['reason'], detail: string): NotRead {
  return { ok: false, reason, detail };
}

/** Text inside a SOQL string. */
export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** Error codes of the API and what each says about the fact that was asked for; `ends`: every later request gets it, too. */
const READINGS: readonly (readonly [RegExp, NotRead['reason'], string, { ends?: true; lacksPermission?: true }?])[] = [
  [
    /INVALID_SESSION_ID|ERROR_HTTP_401|INVALID_AUTH_HEADER/,
    'denied',
    'the session has expired, or is not valid for the API',
    { ends: true },
  ],
  [/API_(CURRENTLY_)?DISABLED/, 'denied', 'the API is not enabled for the user of the session', { ends: true }],
  [
    /INSUFFICIENT_ACCESS|FUNCTIONALITY_NOT_ENABLED|NO_ACCESS/,
    'denied',
    'the session may not read it',
    { lacksPermission: true },
  ],
  [/INVALID_TYPE/, 'not-supported', 'this version or edition does not have it, or the session may not see it'],
  [/INVALID_FIELD/, 'not-supported', 'a field of it is missing in this version, or the session may not see it'],
  [/NOT_FOUND/, 'not-supported', 'this version or edition does not have it'],
  [/LIMIT_EXCEEDED/, 'failed', 'a limit of the org is reached'],
  [/TIMEOUT/, 'failed', 'no answer came within the time limit'],
];

const UNANSWERED: Partial<Record<Unanswered, string>> = {
  timeout: 'no answer came within the time limit',
  truncated: 'the answer ended early, or was too large',
  'too-large': 'the answer ended early, or was too large',
  redirect: 'the org answers with a redirect, which a session must not follow',
  page: 'the answer is not that of the Metadata API',
};

/** The error code of the API. jsforce gives it for SOAP with a namespace prefix. */
export function errorCodeOf(error: unknown): string | undefined {
  const code = (error as { errorCode?: unknown } | undefined)?.errorCode;
  return typeof code === 'string' ? code.replace(/^\w+:/, '') : undefined;
}

function readFailure(error: unknown): NotRead & { readonly ends?: true } {
  if (error instanceof UnansweredError) return notRead('failed', UNANSWERED[error.problem] ?? 'the connection failed');
  const code = errorCodeOf(error);
  if (code === undefined) return notRead('failed', 'the answer is not that of the API');
  const reading = READINGS.find(([pattern]) => pattern.test(code));
  if (reading === undefined) return notRead('failed', `the org answers ${scrubText(code.slice(0, 80))}`);
  const [, reason, detail, rest] = reading;
  return { ...notRead(reason, detail), ...rest };
}

/** The API version of each session, so that one who reads and then writes asks for it once. */
const versions = new WeakMap<OrgSession, number>();

/**
 * Reads an org through one session. Every request is held to the limits of the transport and fails alone; a session that is
 * refused ends the reading.
 */
export class OrgClient {
  readonly origin: string;
  /** Requests made so far. */
  requests = 0;
  #api: Promise<OrgApi | NotRead> | undefined;
  #ended: NotRead | undefined;

  constructor(
    readonly session: OrgSession,
    private readonly network: NetworkOptions = {},
    private readonly mostRequests = MOST_REQUESTS,
  ) {
    this.origin = session.instanceUrl;
    rememberSecret(session.accessToken);
  }

  /** The words for where a fact comes from. */
  sourceOf(what: string, via: string): string {
    return `${what}, by the ${via} of ${this.origin}`;
  }

  /** The records of a query. The pages are followed here: a lost next page must not start the query anew. */
  async query(soql: string, api: 'REST' | 'Tooling' = 'REST'): Promise<Read<Row[]>> {
    const path = api === 'REST' ? '/query' : '/tooling/query';
    let next: string | undefined = `${path}?q=${encodeURIComponent(soql)}`;
    const value: Row[] = [];
    // The rows of one page prove nothing about the others, so all pages are read.
    while (next !== undefined) {
      const read: Read<QueryPart> = await this.get<QueryPart>(next);
      if (!read.ok) return read;
      const { records, done, nextRecordsUrl }: QueryPart = read.value;
      if (!Array.isArray(records)) return notRead('failed', 'the answer is not that of a query');
      value.push(...records);
      next = done === false ? nextRecordsUrl : undefined;
      if (done === false && next?.startsWith('/services/data/') !== true)
        return notRead('failed', 'the answer is a part, and does not say where the rest is');
    }
    return { ok: true, value, via: `${api} API` };
  }

  /** The first of several queries that the org understands: fuller ones first, plainer ones after. */
  async queryFirst(attempts: readonly (readonly [soql: string, api: 'REST' | 'Tooling'])[]): Promise<Read<Row[]>> {
    let last: Read<Row[]> = notRead('not-asked', 'no query');
    for (const [soql, api] of attempts) {
      last = await this.query(soql, api);
      if (last.ok || last.reason !== 'not-supported') return last;
    }
    return last;
  }

  /** The components of up to three types (the platform takes no more in one call: documented). */
  async list(types: readonly string[]): Promise<Read<Listed[]>> {
    const read = await this.#call('listMetadata', (version) => ({
      queries: types.map((type) => ({ type })),
      asOfVersion: version,
    }));
    if (!read.ok) return read;
    const value = read.value.map((listed): Listed => {
      const [id, changedAt] = [textOf(listed, 'id'), textOf(listed, 'lastModifiedDate')];
      const isManaged = textOf(listed, 'namespacePrefix') !== undefined;
      return {
        type: textOf(listed, 'type') ?? '',
        fullName: textOf(listed, 'fullName') ?? '',
        installed: isManaged || textOf(listed, 'manageableState') === 'installed',
        ...(id !== undefined && { id }),
        ...(changedAt !== undefined && { changedAt }),
      };
    });
    return { ...read, value };
  }

  /** The contents of up to ten components, by full name. What is not readable is left out. */
  async read(type: string, fullNames: readonly string[]): Promise<Read<ReadonlyMap<string, XmlNode>>> {
    const read = await this.#call('readMetadata', () => ({ type, fullNames }));
    if (!read.ok) return read;
    const value = new Map<string, XmlNode>();
    for (const record of read.value.flatMap((result) => children(result, 'records'))) {
      const fullName = textOf(record, 'fullName');
      if (fullName !== undefined) value.set(fullName, record);
    }
    return { ...read, value };
  }

  /** A resource of the REST API, below `/services/data/vXX.0` or by its whole path. */
  async get<T>(path: string): Promise<Read<T>> {
    const read = await this.attempt('REST API', (api) => api.get(path) as Promise<T>);
    return read.ok && (read.value === undefined || read.value === null)
      ? notRead('failed', 'the answer is empty')
      : read;
  }

  /** Why nothing more can be read, where the session is refused or the org is out of reach. */
  get ended(): NotRead | undefined {
    return this.#ended;
  }

  /** The API version that both sides know, as a number. */
  async apiVersion(): Promise<number> {
    const api = await this.#open();
    return 'ok' in api ? NEWEST_VERSION : Number.parseInt(api.version, 10);
  }

  /** Ends the reading, with the reason that every later read gives. */
  #end(why: NotRead): NotRead {
    this.#ended ??= why;
    return why;
  }

  /** The limits of every request. */
  protected get limits(): Limits {
    const { origin, network } = this;
    return { origin, network, spend: () => (this.requests += 1) <= this.mostRequests };
  }

  /** The API, in the newest version that both sides know. */
  #open(): Promise<OrgApi | NotRead> {
    this.#api ??= this.#version().then((version) =>
      typeof version === 'number' ? new OrgApi(`${version}.0`, this.session, this.limits) : this.#end(version),
    );
    return this.#api;
  }

  /** Negotiates the API version, without the session. */
  async #version(): Promise<number | NotRead> {
    const known = versions.get(this.session);
    if (known !== undefined) return known;
    this.requests += 1;
    const reply = await send({ method: 'GET', url: `${this.origin}/services/data` }, this.network);
    if (reply.problem !== undefined) return notRead('failed', `${this.origin} cannot be reached (${reply.problem})`);
    const offered = versionsOf(reply.text);
    if (offered.length === 0) return notRead('failed', `${this.origin} does not answer as the API of an org`);
    const version = Math.max(...offered.filter((one) => one <= NEWEST_VERSION), 0) || Math.min(...offered);
    versions.set(this.session, version);
    return version;
  }

  /** The API for one more request, or why none may be made. */
  protected async ready(): Promise<OrgApi | NotRead> {
    if (this.#ended) return this.#ended;
    const api = await this.#open();
    if ('ok' in api) return api;
    if (this.#ended) return this.#ended;
    if (this.requests >= this.mostRequests)
      return notRead('not-asked', `the limit of ${this.mostRequests} requests to the org is reached`);
    return api;
  }

  /** Makes one call. Never throws: why it gave nothing is part of the outcome. */
  protected async attempt<T>(via: string, call: (api: OrgApi) => PromiseLike<T>): Promise<Read<T>> {
    const api = await this.ready();
    if ('ok' in api) return api;
    try {
      return { ok: true, value: await call(api), via };
    } catch (error) {
      const { ends, ...failure } = readFailure(error);
      return ends ? this.#end(failure) : failure;
    }
  }

  /** Makes one call of the Metadata API. */
  protected async metadata<T>(call: (api: OrgApi) => PromiseLike<T>): Promise<Read<T>> {
    if (isJwtToken(this.session.accessToken))
      return notRead(
        'not-supported',
        'the session has a JWT-format token, which the Metadata API refuses; use a session of an app that issues opaque tokens',
      );
    return this.attempt('Metadata API', call);
  }

  #call(method: string, given: (version: string) => CallArguments): Promise<Read<XmlNode[]>> {
    return this.metadata((api) => api.call(method, given(api.version)));
  }
}

function versionsOf(text: string): number[] {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return [];
    return list
      .map((entry: { version?: unknown }) => Number.parseInt(String(entry.version), 10))
      .filter((version) => Number.isFinite(version));
  } catch {
    return [];
  }
}
