import type { Connection } from 'jsforce';
import type { DeployResult, SaveResult } from 'jsforce/lib/api/metadata.js';
import { scrubText } from '../redaction/scrub.js';
import { textOf } from '../sources/files/metadata/xml.js';
import type { NetworkOptions } from '../sources/http.js';
import { errorCodeOf, OrgClient, quote, type NotRead, type Read } from '../sources/org/client.js';
import { textColumn } from '../sources/org/reading.js';
import type { OrgSession } from '../sources/org/session.js';
import { limitedTransport } from '../sources/org/transport.js';
import type { Component } from './change.js';
import { ordered, withElement, withoutSecrets } from './metadata.js';

/** The result of a write. */
export type Wrote =
  { readonly ok: true; readonly id?: string } | { readonly ok: false; readonly code: string; readonly message: string };

/** How a deployment ended. */
export type Deployed =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly problems?: readonly string[] };

const GLOBAL_OAUTH = 'ExtlClntAppGlobalOauthSettings';
/** Requests of one remedy: reading, planning, writing and polling. */
const MOST_REQUESTS = 400;
/** Milliseconds between two looks at a deployment: each wait is twice as long as the one before, up to the longest. */
const FIRST_POLL_MS = 100;
const LONGEST_POLL_MS = 1000;
/** Milliseconds until a deployment is given up. */
const DEPLOYMENT_MS = 180_000;

function failure(code: string, message: string): Wrote & { ok: false } {
  return { ok: false, code, message: scrubText(message).replace(/\s+/g, ' ').slice(0, 300) };
}

function refused({ reason, detail, lacksPermission }: NotRead): Wrote & { ok: false } {
  return lacksPermission
    ? failure('INSUFFICIENT_ACCESS', 'the session lacks the permission for this')
    : failure(reason.toUpperCase(), detail);
}

/**
 * Writes to an org with jsforce: records by REST, metadata by SOAP. One call a method, none is made twice, and none without
 * the plan that shows it. The global OAuth settings of an External Client App are never written without a certificate,
 * because the org then drops the one it has (reported).
 */
export class OrgWriter extends OrgClient {
  #connection: Promise<Connection> | undefined;

  constructor(session: OrgSession, network: NetworkOptions = {}) {
    super(session, network, MOST_REQUESTS);
  }

  /** Creates a record. */
  create(object: string, values: Readonly<Record<string, unknown>>): Promise<Wrote> {
    return this.#record(async (connection) => {
      const { id } = await connection.create(object, values);
      return { ok: true, ...(id !== undefined && { id }) };
    });
  }

  /** Changes columns of a record. */
  update(object: string, id: string, values: Readonly<Record<string, unknown>>): Promise<Wrote> {
    return this.#record(async (connection) => {
      await connection.update(object, { Id: id, ...values });
      return { ok: true };
    });
  }

  /** Deletes a record. One that is gone already counts as deleted. */
  async remove(object: string, id: string): Promise<Wrote> {
    const wrote = await this.#record(async (connection) => {
      await connection.delete(object, id);
      return { ok: true };
    });
    return !wrote.ok && /NOT_FOUND|ENTITY_IS_DELETED/.test(wrote.code) ? { ok: true } : wrote;
  }

  /** The record with these values, by its id. */
  async find(object: string, values: Readonly<Record<string, string>>): Promise<Read<string | undefined>> {
    const where = Object.entries(values).map(([column, value]) => `${column} = ${quote(value)}`);
    const read = await this.query(`SELECT Id FROM ${object} WHERE ${where.join(' AND ')} LIMIT 1`);
    return read.ok ? { ...read, value: textColumn(read.value[0], 'Id') } : read;
  }

  /** Writes whole components back. */
  updateMetadata(component: Component): Promise<Wrote> {
    return this.#component(component, (api, type, fields) => api.update(type, fields));
  }

  /** Creates a component. */
  createMetadata(component: Component): Promise<Wrote> {
    return this.#component(component, (api, type, fields) => api.create(type, fields));
  }

  /** Deletes a component. */
  async deleteMetadata(type: string, fullName: string): Promise<Wrote> {
    return saved(await this.#metadata(({ metadata }) => metadata.delete(type, fullName)));
  }

  /**
   * Deploys a zip in the format of the Metadata API and waits for its end; `checkOnly` rehearses it. The polling of jsforce
   * (`complete`) is not used: when its time is over, it neither resolves nor rejects.
   */
  async deploy(zip: Uint8Array, { checkOnly = false } = {}): Promise<Deployed> {
    const options = { checkOnly, rollbackOnError: true, singlePackage: true };
    const end = Date.now() + DEPLOYMENT_MS;
    const started = await this.#metadata(({ metadata }) => metadata.deploy(Buffer.from(zip), options));
    if (!started.ok) return refused(started);
    const { id } = started.value;
    if (!id) return failure('FAILED', 'the org gave no id for the deployment');
    for (let pause = FIRST_POLL_MS; Date.now() < end; pause = Math.min(pause * 2, LONGEST_POLL_MS)) {
      const looked = await this.#metadata(({ metadata }) => metadata.checkDeployStatus(id, true));
      if (!looked.ok) return refused(looked);
      if (looked.value.done) return deployEnd(looked.value);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return failure('TIMEOUT', 'the deployment did not end in three minutes; look at Setup > Deployment Status');
  }

  /** jsforce, in the version of the API that was agreed on. */
  #connect(version: string): Promise<Connection> {
    this.#connection ??= import('jsforce').then(({ Connection: Jsforce }) => {
      const connection = new Jsforce({ instanceUrl: this.origin, accessToken: this.session.accessToken, version });
      return Object.assign(connection, { _transport: limitedTransport(this.limits) });
    });
    return this.#connection;
  }

  /** Makes one call of the Metadata API with jsforce. */
  #metadata<T>(call: (connection: Connection) => PromiseLike<T>): Promise<Read<T>> {
    return this.metadata(async ({ version }) => call(await this.#connect(version)));
  }

  async #record(write: (connection: Connection) => Promise<Wrote>): Promise<Wrote> {
    const ready = await this.ready();
    if ('ok' in ready) return refused(ready);
    try {
      return await write(await this.#connect(ready.version));
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error('the org gave no reason');
      return failure(errorCodeOf(error) ?? name, message);
    }
  }

  async #component(
    { type, fullName, node }: Component,
    write: (api: Connection['metadata'], type: 'ConnectedApp', fields: object) => Promise<SaveResult>,
  ): Promise<Wrote> {
    const contents = withoutSecrets(node);
    if (type === GLOBAL_OAUTH && textOf(contents, 'certificate') === undefined)
      return failure('REFUSED_HERE', 'the global OAuth settings of an app are not written without its certificate');
    // Every type inherits the full name, which comes first (WSDL).
    const fields = { fullName, ...(ordered(withElement(contents, ['fullName'], undefined)) as object) };
    // The types of jsforce know few components; External Client Apps are not among them.
    return saved(await this.#metadata(({ metadata }) => write(metadata, type as 'ConnectedApp', fields)));
  }
}

function saved(read: Read<SaveResult>): Wrote {
  if (!read.ok) return refused(read);
  if (read.value.success) return { ok: true };
  const [error] = read.value.errors;
  return failure(error?.statusCode || 'FAILED', error?.message || 'the org gave no reason');
}

function deployEnd({ success, details, errorMessage, errorStatusCode, status }: DeployResult): Deployed {
  if (success) return { ok: true };
  const problems = details.componentFailures.map(
    ({ fullName, problem }) => `${fullName || 'the package'}: ${scrubText(problem || 'no reason given')}`,
  );
  const message = problems[0] ?? (errorMessage || `it ended as ${status || 'failed'}`);
  return { ...failure(errorStatusCode || 'DEPLOY_FAILED', message), problems };
}
