import { scrubText } from '../facts/redaction.js';
import { children, textOf, type XmlNode } from '../sources/files/metadata/xml.js';
import type { NetworkOptions } from '../sources/http.js';
import { escapeXml, OrgClient, quote, type NotRead, type Read } from '../sources/org/client.js';
import { textColumn } from '../sources/org/reading.js';
import type { OrgSession } from '../sources/org/session.js';
import type { Component } from './change.js';
import { toXml, withElement, withoutSecrets } from './metadata.js';

/** What a write came to. */
export type Wrote =
  { readonly ok: true; readonly id?: string } | { readonly ok: false; readonly code: string; readonly message: string };

/** How a deployment ended. */
export type Deployed =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly problems?: readonly string[] };

const GLOBAL_OAUTH = 'ExtlClntAppGlobalOauthSettings';
/** Requests of one remedy: reading, planning, writing and polling. */
const MOST_REQUESTS = 400;
/** Milliseconds between two looks at a deployment, and the most looks. */
const POLL_MS = 1000;
const MOST_POLLS = 180;

interface ApiFailure {
  readonly name?: string;
  readonly errorCode?: string;
  readonly message?: string;
}

function failure(code: string, message: string): Wrote & { ok: false } {
  return { ok: false, code, message: scrubText(message).replace(/\s+/g, ' ').slice(0, 300) };
}

function refused({ reason, detail }: NotRead): Wrote & { ok: false } {
  return reason === 'denied' && detail === 'the session may not read it'
    ? failure('INSUFFICIENT_ACCESS', 'the session has not the permission to do this')
    : failure(reason.toUpperCase(), detail);
}

/**
 * Writes to an org: records by REST, metadata by SOAP. One call a method, none is made twice, and none without the plan
 * that shows it. The global OAuth settings of an External Client App are never written without a certificate, because the
 * org then drops the one it has (reported).
 */
export class OrgWriter extends OrgClient {
  constructor(session: OrgSession, network: NetworkOptions = {}) {
    super(session, network, MOST_REQUESTS);
  }

  /** Creates a record. */
  create(object: string, values: Readonly<Record<string, unknown>>): Promise<Wrote> {
    return this.#record('POST', `/sobjects/${object}`, values);
  }

  /** Changes columns of a record. */
  update(object: string, id: string, values: Readonly<Record<string, unknown>>): Promise<Wrote> {
    return this.#record('PATCH', `/sobjects/${object}/${id}`, values);
  }

  /** Deletes a record. One that is gone already counts as deleted. */
  async remove(object: string, id: string): Promise<Wrote> {
    const wrote = await this.#record('DELETE', `/sobjects/${object}/${id}`);
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
    return this.#metadata('updateMetadata', component);
  }

  /** Creates a component. */
  createMetadata(component: Component): Promise<Wrote> {
    return this.#metadata('createMetadata', component);
  }

  /** Deletes a component. */
  async deleteMetadata(type: string, fullName: string): Promise<Wrote> {
    const content = `<type>${escapeXml(type)}</type><fullNames>${escapeXml(fullName)}</fullNames>`;
    return saveResult(await this.soap('deleteMetadata', content));
  }

  /** Deploys a zip in the format of the Metadata API and waits for its end; `checkOnly` rehearses it. */
  async deploy(zip: Uint8Array, { checkOnly = false } = {}): Promise<Deployed> {
    const options = `<checkOnly>${checkOnly}</checkOnly><rollbackOnError>true</rollbackOnError><singlePackage>true</singlePackage>`;
    const started = await this.soap(
      'deploy',
      `<ZipFile>${Buffer.from(zip).toString('base64')}</ZipFile><DeployOptions>${options}</DeployOptions>`,
    );
    if (!started.ok) return refused(started);
    const id = textOf(children(started.value, 'result')[0], 'id');
    if (id === undefined) return failure('FAILED', 'the org gave no id for the deployment');
    for (let polls = 0; polls < MOST_POLLS; polls += 1) {
      const content = `<asyncProcessId>${escapeXml(id)}</asyncProcessId><includeDetails>true</includeDetails>`;
      const looked = await this.soap('checkDeployStatus', content);
      if (!looked.ok) return refused(looked);
      const [result] = children(looked.value, 'result');
      if (textOf(result, 'done') === 'true') return deployEnd(result);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return failure('TIMEOUT', 'the deployment did not end in three minutes; look at Setup > Deployment Status');
  }

  async #record(method: 'POST' | 'PATCH' | 'DELETE', url: string, values?: object): Promise<Wrote> {
    const ready = await this.ready();
    if ('ok' in ready) return refused(ready);
    try {
      const reply = await this.deliver<{ id?: string } | undefined>(ready, {
        method,
        url,
        ...(values !== undefined && {
          body: JSON.stringify(values),
          headers: { 'Content-Type': 'application/json' },
        }),
      });
      return { ok: true, ...(typeof reply?.id === 'string' && { id: reply.id }) };
    } catch (error) {
      const { name = 'FAILED', errorCode, message = '' } = (error ?? {}) as ApiFailure;
      return failure(errorCode ?? name, message);
    }
  }

  async #metadata(method: 'updateMetadata' | 'createMetadata', { type, fullName, node }: Component): Promise<Wrote> {
    const contents = withoutSecrets(node);
    if (type === GLOBAL_OAUTH && textOf(contents, 'certificate') === undefined)
      return failure('REFUSED_HERE', 'the global OAuth settings of an app are not written without its certificate');
    // The full name is inherited by every type, and comes first (WSDL).
    const fields = `<fullName>${escapeXml(fullName)}</fullName>${toXml(withElement(contents, ['fullName'], undefined))}`;
    return saveResult(await this.soap(method, `<metadata xsi:type="${escapeXml(type)}">${fields}</metadata>`));
  }
}

function saveResult(read: Read<XmlNode>): Wrote {
  if (!read.ok) return refused(read);
  const [result] = children(read.value, 'result');
  if (textOf(result, 'success') === 'true') return { ok: true };
  const [error] = children(result, 'errors');
  return failure(textOf(error, 'statusCode') ?? 'FAILED', textOf(error, 'message') ?? 'the org gave no reason');
}

function deployEnd(result: XmlNode | undefined): Deployed {
  if (textOf(result, 'success') === 'true') return { ok: true };
  const problems = children(children(result, 'details')[0], 'componentFailures').map(
    (one) => `${textOf(one, 'fullName') ?? 'the package'}: ${scrubText(textOf(one, 'problem') ?? 'no reason given')}`,
  );
  const message =
    problems[0] ?? textOf(result, 'errorMessage') ?? `it ended as ${textOf(result, 'status') ?? 'failed'}`;
  return { ...failure(textOf(result, 'errorStatusCode') ?? 'DEPLOY_FAILED', message), problems };
}
