import { ANSWERS, type AnswerId } from '../../salesforce/token-answers.js';
import { judgeApiCall, type Session } from '../access.js';
import { orgsBehind } from '../hosts.js';
import { json, type Embedded, type Web, type WebContext } from './context.js';
import { bearerOf } from './discovery.js';
import { query } from './soql.js';

/** The API versions on offer, oldest first; clients take the last one. */
const VERSIONS = [
  ["Winter '24", '59.0'],
  ["Spring '25", '63.0'],
  ["Summer '25", '64.0'],
  ["Winter '26", '65.0'],
  ["Spring '26", '66.0'],
] as const;

/** The session of a call, when it belongs to an org of this host. */
export function sessionAt(embedded: Embedded, origin: string, token: string | undefined): Session | undefined {
  const session = token === undefined ? undefined : embedded.sessions.get(token);
  return session && orgsBehind(embedded.world, origin).includes(session.org) ? session : undefined;
}

function apiError(errorCode: string, message: string, status: number): Response {
  return json([{ message, errorCode }], status);
}

function refusal(answer: AnswerId): Response {
  const { error, description } = ANSWERS[answer];
  return apiError(error, description, answer === 'apiDisabled' ? 403 : 401);
}

function resource(c: WebContext, embedded: Embedded, session: Session): Response {
  const [, , , version = '', ...rest] = c.req.path.split('/');
  const base = `/services/data/${version}`;
  switch (rest.filter((part) => part !== '').join('/')) {
    case '':
      return json({
        limits: `${base}/limits`,
        query: `${base}/query`,
        sobjects: `${base}/sobjects`,
        identity: `${c.env.visible(c.env.origin)}/id/${session.org.id}/${session.user.id}`,
      });
    case 'limits':
      return json({ DailyApiRequests: { Max: 15000, Remaining: 14998 } });
    case 'sobjects':
      return json({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: [{ name: 'Organization' }, { name: 'User' }] });
    case `sobjects/User/${session.user.id}`:
      return json({ Id: session.user.id, Username: session.user.username, IsActive: session.user.active });
    case 'query': {
      const result = query(c.req.query('q') ?? '', session, embedded.state);
      if ('errorCode' in result) return apiError(result.errorCode, result.message, 400);
      return json({ totalSize: result.rows.length, done: true, records: result.rows });
    }
    default:
      return apiError('NOT_FOUND', 'The requested resource does not exist', 404);
  }
}

/** The REST API as far as clients touch it right after a login. */
export function restRoutes(web: Web, embedded: Embedded): void {
  web.get('/services/data', () =>
    json(VERSIONS.map(([label, version]) => ({ label, url: `/services/data/v${version}`, version }))),
  );
  web.on(['GET', 'HEAD'], ['/services/data/:version{v\\d+\\.\\d+}', '/services/data/:version{v\\d+\\.\\d+}/*'], (c) => {
    const session = sessionAt(embedded, c.env.origin, bearerOf(c));
    const stop = judgeApiCall(embedded.world, session, 'rest', embedded.state, embedded.clock());
    if (stop || !session) return refusal(stop ?? 'sessionExpired');
    return resource(c, embedded, session);
  });
}
