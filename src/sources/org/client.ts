import type { Connection, HttpRequest } from 'jsforce';
import { scrubText } from '../../facts/redaction.js';
import type { NotKnown } from '../../facts/store.js';
import { send, type NetworkOptions } from '../http.js';
import { children, child, parseMetadata, textOf, type XmlNode } from '../files/metadata/xml.js';
import { isJwtToken, type OrgSession } from './session.js';
import { limitedTransport } from './transport.js';

/** A record of a query. */
export type Row = Readonly<Record<string, unknown>>;

/** Why a read gave nothing. */
export interface NotRead {
  readonly ok: false;
  readonly reason: NotKnown['unknown'];
  readonly detail: string;
}

/** What a read gave; `via` names the API that answered. */
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

const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
/** How many requests one reading of an org makes at most. */
const MOST_REQUESTS = 25;
/** The newest API version whose shapes are known here: Winter '27. */
const NEWEST_VERSION = 68;
/** The platform reads ten components in one call (documented). */
export const READ_AT_ONCE = 10;

function notRead(reason: NotRead['reason'], detail: string): NotRead {
  return { ok: false, reason, detail };
}

/** Text inside an XML element. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text inside a SOQL string. */
export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

interface ApiFailure {
  readonly name?: string;
  readonly errorCode?: string;
  readonly message?: string;
  readonly code?: string;
}

/** Error codes of the API, and what each says about the fact that was asked for (org-access: permissions and degraded modes). */
const READINGS: readonly (readonly [RegExp, NotRead['reason'], string])[] = [
  [
    /INVALID_SESSION_ID|ERROR_HTTP_401|INVALID_AUTH_HEADER/,
    'denied',
    'the session has expired, or is not valid for the API',
  ],
  [/API_DISABLED|API_CURRENTLY_DISABLED/, 'denied', 'the API is not enabled for the user of the session'],
  [/INSUFFICIENT_ACCESS|FUNCTIONALITY_NOT_ENABLED|NO_ACCESS/, 'denied', 'the session may not read it'],
  [/INVALID_TYPE/, 'not-supported', 'this version or edition does not have it, or the session may not see it'],
  [/INVALID_FIELD/, 'not-supported', 'a field of it is missing in this version, or the session may not see it'],
  [/NOT_FOUND/, 'not-supported', 'this version or edition does not have it'],
  [/LIMIT_EXCEEDED/, 'failed', 'a limit of the org is reached'],
  [/timeout/i, 'failed', 'no answer came within the time limit'],
  [/truncated|too-large/, 'failed', 'the answer ended early, or was too large'],
  [/redirect/, 'failed', 'the org answers with a redirect, which a session must not follow'],
  [/UnansweredError/, 'failed', 'the connection failed'],
];

function readFailure(error: unknown): NotRead & { readonly ends: boolean } {
  const { name = '', errorCode = '', message = '', code = '' } = (error ?? {}) as ApiFailure;
  const fault = /<faultcode>(?:\w+:)?([\w.]+)<\/faultcode>/.exec(message)?.[1] ?? '';
  const told = `${fault} ${errorCode} ${name} ${code} ${fault === '' ? message.slice(0, 300) : ''}`;
  const [, reason, detail] = READINGS.find(([pattern]) => pattern.test(told)) ?? [
    undefined,
    'failed' as const,
    `the org answers ${scrubText(`${fault || errorCode || name}`.slice(0, 80))}`,
  ];
  const ends = /INVALID_SESSION_ID|ERROR_HTTP_401|INVALID_AUTH_HEADER|API_DISABLED|API_CURRENTLY_DISABLED/.test(told);
  return { ...notRead(reason, detail), ends };
}

/**
 * Reads an org through one session: SOQL by REST and Tooling, metadata by SOAP. Every read has a limit, is made once,
 * follows no redirect, and fails alone; a session that is refused ends the reading.
 */
export class OrgClient {
  readonly origin: string;
  /** Requests made so far. */
  requests = 0;
  #connection: Promise<Connection | NotRead> | undefined;
  #ended: NotRead | undefined;

  constructor(
    readonly session: OrgSession,
    private readonly network: NetworkOptions = {},
    private readonly mostRequests = MOST_REQUESTS,
  ) {
    this.origin = session.instanceUrl;
  }

  /** The words for where a fact comes from. */
  sourceOf(what: string, via: string): string {
    return `${what}, by the ${via} of ${this.origin}`;
  }

  /** How many more requests may be made. */
  get left(): number {
    return this.mostRequests - this.requests;
  }

  /** The records of a query. */
  async query(soql: string, api: 'REST' | 'Tooling' = 'REST'): Promise<Read<Row[]>> {
    const path = api === 'REST' ? '/query' : '/tooling/query';
    let next: string | undefined = `${path}?q=${encodeURIComponent(soql.replace(/\s+/g, ' '))}`;
    const value: Row[] = [];
    // A part of the rows proves nothing about the others: the parts are read to the end.
    while (next !== undefined) {
      const read: Read<QueryPart> = await this.#request<QueryPart>({ method: 'GET', url: next });
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
    const queries = types.map((type) => `<queries><type>${escapeXml(type)}</type></queries>`).join('');
    const read = await this.soap('listMetadata', `${queries}<asOfVersion>${await this.#version()}.0</asOfVersion>`);
    if (!read.ok) return read;
    const value = children(read.value, 'result').map((node): Listed => {
      const id = textOf(node, 'id');
      const changedAt = textOf(node, 'lastModifiedDate');
      return {
        type: textOf(node, 'type') ?? '',
        fullName: textOf(node, 'fullName') ?? '',
        installed: textOf(node, 'manageableState') === 'installed' || textOf(node, 'namespacePrefix') !== undefined,
        ...(id !== undefined && { id }),
        ...(changedAt !== undefined && { changedAt }),
      };
    });
    return { ok: true, value, via: 'Metadata API' };
  }

  /** The contents of up to ten components, by full name. What is not readable is left out. */
  async read(type: string, fullNames: readonly string[]): Promise<Read<ReadonlyMap<string, XmlNode>>> {
    const names = fullNames.map((name) => `<fullNames>${escapeXml(name)}</fullNames>`).join('');
    const read = await this.soap('readMetadata', `<type>${escapeXml(type)}</type>${names}`);
    if (!read.ok) return read;
    const records = children(child(read.value, 'result'), 'records');
    const value = new Map<string, XmlNode>();
    for (const record of records) {
      const fullName = textOf(record, 'fullName');
      if (fullName !== undefined) value.set(fullName, record);
    }
    return { ok: true, value, via: 'Metadata API' };
  }

  /** A resource of the REST API, below `/services/data/vXX.0`. */
  get(path: string): Promise<Read<unknown>> {
    return this.#request<unknown>({ method: 'GET', url: path });
  }

  /** Why nothing more can be read, where the session is refused or the org is out of reach. */
  get ended(): NotRead | undefined {
    return this.#ended;
  }

  /** The API version that both sides know, as a number. */
  apiVersion(): Promise<number> {
    return this.#version();
  }

  /** Ends the reading, with the reason that every later read gives. */
  #end(why: NotRead): NotRead {
    this.#ended ??= why;
    return why;
  }

  /** Negotiates the API version, without the session. */
  async #version(): Promise<number> {
    const connection = await this.connect();
    return 'ok' in connection ? NEWEST_VERSION : Number.parseInt(connection.version, 10);
  }

  /** The connection, with the newest version that both sides know. */
  connect(): Promise<Connection | NotRead> {
    this.#connection ??= this.#open();
    return this.#connection;
  }

  async #open(): Promise<Connection | NotRead> {
    this.requests += 1;
    const [reply, { Connection: JsforceConnection }] = await Promise.all([
      send({ method: 'GET', url: `${this.origin}/services/data` }, this.network),
      import('jsforce'),
    ]);
    if (reply.problem !== undefined)
      return this.#end(notRead('failed', `${this.origin} cannot be reached (${reply.problem})`));
    const versions = versionsOf(reply.text);
    if (versions.length === 0)
      return this.#end(notRead('failed', `${this.origin} does not answer as the API of an org`));
    const version = Math.max(...versions.filter((one) => one <= NEWEST_VERSION), 0) || Math.min(...versions);
    const { accessToken } = this.session;
    return new JsforceConnection({ instanceUrl: this.origin, accessToken, version: `${version}.0` });
  }

  async #request<T>(request: HttpRequest, responseType?: string): Promise<Read<T>> {
    const ready = await this.ready();
    if ('ok' in ready) return ready;
    try {
      const value = await this.deliver<T>(ready, request, responseType);
      if (value === undefined || value === null) return notRead('failed', 'the answer is empty');
      return { ok: true, value, via: 'REST API' };
    } catch (error) {
      const { ends, ...failure } = readFailure(error);
      return ends ? this.#end(failure) : failure;
    }
  }

  /** The connection for one more request, or why none may be made. */
  protected async ready(): Promise<Connection | NotRead> {
    if (this.#ended) return this.#ended;
    const connection = await this.connect();
    if ('ok' in connection) return connection;
    if (this.#ended) return this.#ended;
    if (this.left <= 0) return notRead('not-asked', `the limit of ${this.mostRequests} requests to the org is reached`);
    return connection;
  }

  /** Makes one request. Throws what jsforce throws. */
  protected deliver<T>(connection: Connection, request: HttpRequest, responseType?: string): Promise<T> {
    this.requests += 1;
    const url = `${this.origin}${request.url.startsWith('/services/') ? '' : `/services/data/v${connection.version}`}${request.url}`;
    const options = {
      transport: limitedTransport(this.network),
      ...(responseType !== undefined && { responseType }),
    };
    return connection.request<T>({ ...request, url }, options);
  }

  /** A call of the Metadata API: the content of its answer. */
  protected async soap(method: string, content: string): Promise<Read<XmlNode>> {
    const { accessToken } = this.session;
    if (isJwtToken(accessToken))
      return notRead(
        'not-supported',
        'the session has a JWT-format token, which the Metadata API refuses; use a session of an app that issues opaque tokens',
      );
    const version = await this.#version();
    const body = `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><env:Header xmlns="${METADATA_NAMESPACE}"><SessionHeader><sessionId>${escapeXml(accessToken)}</sessionId></SessionHeader></env:Header><env:Body xmlns="${METADATA_NAMESPACE}"><${method}>${content}</${method}></env:Body></env:Envelope>`;
    const read = await this.#request<string>(
      {
        method: 'POST',
        url: `/services/Soap/m/${version}.0`,
        headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
        body,
      },
      'text/plain',
    );
    if (!read.ok) return read;
    const parsed = await parseMetadata(read.value, { withoutPrefixes: true });
    const answer = child(child(parsed?.root, 'Body'), `${method}Response`);
    if (answer === undefined && !read.value.includes(`${method}Response`))
      return notRead('failed', 'the answer is not that of the Metadata API');
    return { ok: true, value: answer ?? '', via: 'Metadata API' };
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
