import { TOKEN_PATH } from '../../salesforce/grant.js';
import { WIRE, type WireId } from '../wire.js';
import { readForm, transport } from '../steps-request.js';
import type { TokenRequest } from '../hearing.js';
import { judge, recordJudgement } from '../judge.js';
import { isLightning } from '../hosts.js';
import { json, type Embedded, type Web, type WebContext } from './context.js';
import { otherGrant } from './other-grants.js';
import { notAvailablePage } from './pages.js';
import { issueToken } from './tokens.js';

/** An OAuth error as the token endpoint sends it (reported: SE 207685). */
function oauthError(answer: WireId): Response {
  const { error, description } = WIRE[answer];
  return json({ error, error_description: description }, 400);
}

function pageInstead(c: WebContext, embedded: Embedded): Response | Promise<Response> {
  const wanted = isLightning(embedded.world, c.env.origin) && embedded.world.behaviour.lightningHost === 'redirect';
  return wanted ? c.redirect('/lightning/page/home', 302) : c.html(notAvailablePage(), 200);
}

function jwtBearer(
  c: WebContext,
  embedded: Embedded,
  request: TokenRequest,
  grantType: string | undefined,
): Response | Promise<Response> {
  const { world, state } = embedded;
  const judgement = judge(world, state, request);
  recordJudgement(state, request, world, judgement);
  const { answer, step, issuer, subject, audience, org, user, app, scopes = [] } = judgement;
  embedded.attempts.push({
    at: new Date(request.now).toISOString(),
    origin: request.origin,
    ...(grantType !== undefined && { grantType }),
    ...(issuer !== undefined && { issuer }),
    ...(subject !== undefined && { subject }),
    ...(audience !== undefined && { audience }),
    answer,
    step,
  });
  if (answer === 'page') return pageInstead(c, embedded);
  if (answer !== 'token') return oauthError(answer);
  if (!org || !user || !app) throw new Error('a token without an org, a user and an app');
  return json(issueToken(embedded, c.env, { org, user, app }, scopes));
}

const OTHER_GRANTS: readonly unknown[] = ['authorization_code', 'refresh_token', 'client_credentials', 'password'];

/** The token endpoint: JWT bearer, and the grants that a browser approval needs. */
export function tokenRoutes(web: Web, embedded: Embedded): void {
  web.all(TOKEN_PATH, async (c) => {
    const request: TokenRequest = {
      origin: c.env.origin,
      method: c.req.method,
      contentType: c.req.header('content-type'),
      body: await c.req.text(),
      now: embedded.clock(),
    };
    const fields = readForm(request);
    const grantType = fields?.get('grant_type') ?? undefined;
    const other = OTHER_GRANTS.includes(grantType) && !transport({ world: embedded.world, request });
    if (!fields || grantType === undefined || !other) return jwtBearer(c, embedded, request, grantType);
    const answer = otherGrant(embedded, c.env, grantType, fields);
    const refused = typeof answer === 'string';
    embedded.attempts.push({
      at: new Date(request.now).toISOString(),
      origin: c.env.origin,
      grantType,
      ...(fields.has('client_id') && { issuer: fields.get('client_id') ?? '' }),
      answer: refused ? answer : 'error' in answer ? 'other' : 'token',
    });
    if (refused) return oauthError(answer);
    return json(answer, 'error' in answer ? 400 : 200);
  });
}
