import { AUTHORIZE_PATH, TOKEN_PATH } from '../../salesforce/grant.js';
import { METADATA_SCOPES } from '../../salesforce/scopes.js';
import type { Session } from '../access.js';
import { myDomainOrigin, orgOfMyDomain } from '../hosts.js';
import { json, type Embedded, type Web, type WebContext } from './context.js';
import { identityBase } from './tokens.js';

/** The token of a request, in a header or a parameter (documented for the identity URL). */
export function bearerOf(c: WebContext): string | undefined {
  const header = /^(?:Bearer|OAuth) +(\S.*)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return header ?? c.req.query('oauth_token') ?? c.req.query('access_token');
}

function whoIs(c: WebContext, embedded: Embedded): Session | Response {
  const token = bearerOf(c);
  const session = token === undefined ? undefined : embedded.sessions.get(token);
  return session ?? new Response(token === undefined ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token', { status: 403 });
}

function userInfo(c: WebContext, { org, user }: Session): Record<string, unknown> {
  const base = identityBase(c.env, org);
  const own = c.env.visible(myDomainOrigin(org));
  return {
    sub: `${base}/id/${org.id}/${user.id}`,
    user_id: user.id,
    organization_id: org.id,
    preferred_username: user.username,
    nickname: user.username.split('@')[0],
    name: user.username.split('@')[0],
    email: user.email ?? user.username,
    email_verified: true,
    zoneinfo: 'UTC',
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_US',
    utcOffset: 0,
    urls: {
      rest: `${own}/services/data/v{version}/`,
      query: `${own}/services/data/v{version}/query/`,
      metadata: `${own}/services/Soap/m/{version}/${org.id}`,
      custom_domain: own,
    },
  };
}

/** Discovery documents, identity, and the revocation of tokens. */
export function discoveryRoutes(web: Web, embedded: Embedded): void {
  const { world, sessions, refreshTokens } = embedded;

  web.get('/.well-known/openid-configuration', (c) => {
    const here = c.env.visible(c.env.origin);
    return json({
      issuer: here,
      authorization_endpoint: `${here}${AUTHORIZE_PATH}`,
      token_endpoint: `${here}${TOKEN_PATH}`,
      revocation_endpoint: `${here}/services/oauth2/revoke`,
      userinfo_endpoint: `${here}/services/oauth2/userinfo`,
      introspection_endpoint: `${here}/services/oauth2/introspect`,
      jwks_uri: `${here}/id/keys`,
      scopes_supported: Object.values(METADATA_SCOPES),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });

  web.get('/.well-known/auth-configuration', (c) => {
    const org = orgOfMyDomain(world, c.env.origin);
    if (!org) return c.notFound();
    return json({
      OrgId: org.id,
      Url: c.env.visible(c.env.origin),
      LoginPage: { LoginPageTypeValue: 'Standard', UsernamePasswordEnabled: true },
      AuthProviders: [],
      SamlProviders: [],
    });
  });

  web.on(['GET', 'POST'], '/services/oauth2/userinfo', (c) => {
    const session = whoIs(c, embedded);
    return session instanceof Response ? session : json(userInfo(c, session));
  });

  web.get('/id/:org/:user', (c) => {
    const session = whoIs(c, embedded);
    if (session instanceof Response) return session;
    if (session.user.id !== c.req.param('user')) return new Response('Bad_Id', { status: 403 });
    const { user, org } = session;
    const info = userInfo(c, session);
    return json({
      id: info['sub'],
      asserted_user: true,
      user_id: user.id,
      organization_id: org.id,
      username: user.username,
      ...info,
    });
  });

  web.on(['GET', 'POST'], '/services/oauth2/revoke', async (c) => {
    const form = c.req.method === 'POST' ? new URLSearchParams(await c.req.text()) : undefined;
    const token = form?.get('token') ?? c.req.query('token') ?? '';
    const grant = refreshTokens.get(token);
    if (grant) {
      grant.approval.revoked = true;
      refreshTokens.delete(token);
      return new Response(null, { status: 200 });
    }
    if (sessions.delete(token)) return new Response(null, { status: 200 });
    return json({ error: 'unsupported_token_type', error_description: 'this token is not supported' }, 400);
  });
}
