import { randomBytes } from 'node:crypto';

import type { Session } from '../access.js';
import { genericOriginFor } from '../../salesforce/hosts.js';
import { myDomainOrigin } from '../hosts.js';
import { platformCli } from '../platform-app.js';
import type { App, Org, User } from '../world.js';
import { randomText, type Bindings, type Embedded } from './context.js';

/** An access token in JWT format. Its signature is made up, because no client can check it. */
function jwtToken(org: Org, user: User, app: App, scopes: readonly string[], now: number): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(now / 1000);
  const header = {
    tnk: `core/prod/${org.id}`,
    ver: '1.0',
    kid: 'CORE.simulated',
    tty: 'sfdc-core-token',
    typ: 'JWT',
    alg: 'RS256',
  };
  const claims = {
    scp: scopes.join(' '),
    aud: [myDomainOrigin(org)],
    sub: `uid:${user.id}`,
    nbf: seconds - 15,
    mty: 'oauth',
    sfi: randomText(12),
    iss: myDomainOrigin(org),
    exp: seconds + 1800,
    iat: seconds,
    client_id: app.consumerKey,
  };
  return `${part(header)}.${part(claims)}.${randomBytes(256).toString('base64url')}`;
}

/** The Login History row of a login by another flow. */
function recordLogin(
  { state, clock, world }: Embedded,
  { origin }: Bindings,
  { org, user, app }: { readonly org: Org; readonly user: User; readonly app: App },
  loginSubType: string,
): void {
  state.history.push({
    at: new Date(clock() + org.clockOffsetSeconds * 1000).toISOString(),
    orgId: org.id,
    userId: user.id,
    username: user.username,
    application: app.label,
    loginType: 'Remote Access 2.0',
    loginSubType,
    loginUrl: new URL(origin).host,
    sourceIp: world.clientIp,
    status: 'Success',
  });
}

/** Opens a session and returns the success JSON of the token endpoint (documented). */
export function issueToken(
  embedded: Embedded,
  bindings: Bindings,
  grant: { readonly org: Org; readonly user: User; readonly app: App },
  scopes: readonly string[],
  loginSubType?: string,
): Record<string, string> {
  const { org, user, app } = grant;
  const openedAt = embedded.clock();
  if (loginSubType !== undefined) recordLogin(embedded, bindings, grant, loginSubType);
  const format: Session['format'] = app.issuesJwtAccessTokens ? 'jwt' : 'opaque';
  const token =
    format === 'jwt'
      ? jwtToken(org, user, app, scopes, embedded.clock())
      : `${org.id.slice(0, 15)}!AQEAQ${randomText(72)}`;
  embedded.sessions.set(token, {
    token,
    org,
    user,
    app,
    scopes,
    format,
    openedAt,
    ...(loginSubType !== undefined && { loginSubType }),
  });
  return {
    access_token: token,
    scope: scopes.join(' '),
    instance_url: bindings.visible(myDomainOrigin(org)),
    id: `${identityBase(bindings, org)}/id/${org.id}/${user.id}`,
    token_type: 'Bearer',
    ...(format === 'jwt' && { token_format: 'jwt', api_instance_url: 'https://api.salesforce.com' }),
  };
}

/** Opens a session without a login, like that of an administrator who logged in before the start. */
export function openSession(
  embedded: Embedded,
  username: string,
  visible: Bindings['visible'],
): { accessToken: string; instanceUrl: string; myDomain: string; username: string } {
  const org = embedded.world.orgs.find(({ users }) => users.some((user) => user.username === username));
  const user = org?.users.find((one) => one.username === username);
  if (!org || !user) throw new Error(`no user ${username}`);
  const accessToken = `${org.id.slice(0, 15)}!AQEAQ${randomText(72)}`;
  const scopes = ['full', 'refresh_token'];
  const openedAt = embedded.clock();
  embedded.sessions.set(accessToken, {
    token: accessToken,
    org,
    user,
    app: platformCli(),
    scopes,
    format: 'opaque',
    openedAt,
  });
  const myDomain = myDomainOrigin(org);
  return { accessToken, instanceUrl: visible(myDomain), myDomain, username };
}

/** The base of an org's identity URLs: the generic host of its kind, or its My Domain outside the public cloud. */
export function identityBase(bindings: Bindings, org: Org): string {
  return bindings.visible(org.cloud === 'public' ? genericOriginFor(org.kind) : myDomainOrigin(org));
}
