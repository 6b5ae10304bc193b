import { WIRE, type WireId } from '../wire.js';
import { judgeApiCall, type Session } from '../access.js';
import { orgsBehind } from '../hosts.js';
import { recordId } from '../ids.js';
import { metadataRefusal } from '../metadata/types.js';
import { appId } from '../record-ids.js';
import { listedApps } from '../records/apps.js';
import { columnMetadata } from '../records/columns.js';
import type { QueryApi } from '../records/objects.js';
import { answerQuery } from '../records/query.js';
import { may, type Viewer } from '../records/viewer.js';
import { json, type Embedded, type Web, type WebContext } from './context.js';
import { deployResult, type Jobs } from './deployments.js';
import { bearerOf } from './discovery.js';
import { sobjectCall } from './sobjects.js';
import { sessionAt, viewerOf } from './viewing.js';

const SEASONS = ['Winter', 'Spring', 'Summer'] as const;

/** The release of an API version: 68 is Winter '27 (documented: three releases a year). */
function releaseOf(version: number): string {
  const season = SEASONS[(version - 68 + 300) % 3]!;
  return `${season} '${27 + Math.floor((version - 68) / 3)}`;
}

function apiError(errorCode: string, message: string, status: number): Response {
  return json([{ message, errorCode }], status);
}

function refusal(answer: WireId): Response {
  const { error, description } = WIRE[answer];
  return apiError(error, description, answer === 'apiDisabled' ? 403 : 401);
}

const notFound = (): Response => apiError('NOT_FOUND', 'The requested resource does not exist', 404);

async function queryCall(c: WebContext, viewer: Viewer, api: QueryApi): Promise<Response> {
  const result = await answerQuery(c.req.query('q') ?? '', viewer, api);
  if ('errorCode' in result) return apiError(result.errorCode, result.message, 400);
  const { entityName, total, records, paths } = result;
  if (c.req.query('columns') === 'true') {
    const id = records[0]?.['Id'];
    return json({
      columnMetadata: columnMetadata(paths, records),
      entityName,
      groupBy: false,
      idSelected: id !== undefined,
      keyPrefix: typeof id === 'string' ? id.slice(0, 3) : null,
    });
  }
  const tooling = { size: records.length, queryLocator: null, entityTypeName: entityName };
  return json({ totalSize: total, ...(api === 'tooling' && tooling), done: true, records });
}

async function recordCall(c: WebContext, viewer: Viewer, path: readonly string[], writes: string[]): Promise<Response> {
  const { method } = c.req;
  let values: Record<string, unknown> = {};
  if (method === 'POST' || method === 'PATCH') {
    try {
      values = (await c.req.json<Record<string, unknown> | null>()) ?? {};
    } catch {
      return apiError(
        'JSON_PARSER_ERROR',
        'The HTTP entity body is required, but this request has no entity body.',
        400,
      );
    }
  }
  const reply = await sobjectCall(viewer, method, path, values, c.req.query('fields'));
  if ('errorCode' in reply) return apiError(reply.errorCode, reply.message, reply.status);
  if (method !== 'GET') writes.push(`${method} ${path[0] ?? ''}`);
  return reply.body === undefined ? new Response(null, { status: reply.status }) : json(reply.body, reply.status);
}

/** Connect REST for the credentials and the users of External Client Apps (documented, API 59 and 60). */
function oauthApps(c: WebContext, viewer: Viewer, [resource, id, consumer]: readonly string[]): Response {
  const apps = listedApps(viewer.org, 'external-client-app');
  if (viewer.version < 59) return notFound();
  if (!may(viewer, 'ExternalClientAppAdmin', 'ExternalClientAppViewer'))
    return apiError('FUNCTIONALITY_NOT_ENABLED', 'This feature is not enabled for this user type.', 403);
  if (resource === 'usage' && id === undefined)
    return json({
      apps: apps.map((app) => ({ identifier: appId(viewer.org, app), developerName: app.name, label: app.label })),
    });
  if (resource !== 'credentials') return notFound();
  if (!may(viewer, 'ViewClientSecret'))
    return apiError('FUNCTIONALITY_NOT_ENABLED', 'This feature is not currently enabled for this user.', 403);
  const app = apps.find((one) => appId(viewer.org, one).slice(0, 15) === id?.slice(0, 15));
  if (!app) return notFound();
  const entry = { id: recordId('888', app.consumerKey), key: app.consumerKey, name: app.name };
  if (consumer === undefined) return json({ consumers: [{ ...entry, url: c.req.path }] });
  return (c.req.query('part') ?? 'key') === 'key' ? json(entry) : notFound();
}

async function deployCall(
  c: WebContext,
  viewer: Viewer,
  jobs: Jobs,
  id: string | undefined,
  writes: string[],
): Promise<Response> {
  const problem = metadataRefusal(viewer);
  if (problem !== undefined) return apiError('INSUFFICIENT_ACCESS', problem, 403);
  if (c.req.method === 'GET') {
    const deployment = id === undefined ? undefined : jobs.pollDeployment(id);
    if (!deployment) return notFound();
    return json({ id, deployResult: deployResult(deployment, c.req.query('includeDetails') === 'true') });
  }
  const form = await c.req.parseBody();
  const { file, entity_content: content } = form;
  if (!(file instanceof Blob)) return apiError('INVALID_MULTIPART_REQUEST', 'the part with the zip is missing', 400);
  const options = JSON.parse(content instanceof Blob ? await content.text() : String(content ?? '{}')) as {
    deployOptions?: { checkOnly?: boolean };
  };
  const zip = new Uint8Array(await file.arrayBuffer());
  const checkOnly = options.deployOptions?.checkOnly === true;
  const deployment = await jobs.deploy(viewer, zip, checkOnly);
  if (!checkOnly) writes.push('deploy');
  return json(
    { id: deployment.id, deployOptions: options.deployOptions ?? {}, deployResult: deployResult(deployment, false) },
    201,
  );
}

async function resource(c: WebContext, embedded: Embedded, session: Session, jobs: Jobs): Promise<Response> {
  const [, , , version = '', ...tail] = c.req.path.split('/');
  const path = tail.filter((part) => part !== '').map(decodeURIComponent);
  const viewer = viewerOf(embedded, session, Number.parseInt(version.slice(1), 10));
  if (!session.org.apiVersions.includes(viewer.version)) return notFound();
  const base = `/services/data/${version}`;
  const [first, ...rest] = path;
  switch (first) {
    case undefined:
      return json({
        limits: `${base}/limits`,
        metadata: `${base}/metadata`,
        query: `${base}/query`,
        sobjects: `${base}/sobjects`,
        tooling: `${base}/tooling`,
        identity: `${c.env.visible(c.env.origin)}/id/${session.org.id}/${session.user.id}`,
      });
    case 'limits':
      return json({ DailyApiRequests: { Max: 15000, Remaining: 14998 } });
    case 'query':
      return queryCall(c, viewer, 'rest');
    case 'tooling':
      return rest[0] === 'query' ? queryCall(c, viewer, 'tooling') : notFound();
    case 'sobjects':
      return recordCall(c, viewer, rest, embedded.writes);
    case 'metadata':
      return rest[0] === 'deployRequest' ? deployCall(c, viewer, jobs, rest[1], embedded.writes) : notFound();
    case 'apps':
      return rest[0] === 'oauth' ? oauthApps(c, viewer, rest.slice(1)) : notFound();
    default:
      return notFound();
  }
}

/** The REST API, as far as logins, apps, users and grants are concerned. */
export function restRoutes(web: Web, embedded: Embedded, jobs: Jobs): void {
  web.get('/services/data', (c) => {
    const versions = new Set(orgsBehind(embedded.world, c.env.origin).flatMap((org) => org.apiVersions));
    return json(
      [...versions]
        .sort((a, b) => a - b)
        .map((version) => ({
          label: releaseOf(version),
          url: `/services/data/v${version}.0`,
          version: `${version}.0`,
        })),
    );
  });
  web.all('/services/data/*', async (c) => {
    const session = sessionAt(embedded, c.env.origin, bearerOf(c));
    const stop = judgeApiCall(embedded.world, session, 'rest', embedded.state, embedded.clock());
    if (stop || !session) return refusal(stop ?? 'sessionExpired');
    return resource(c, embedded, session, jobs);
  });
}
