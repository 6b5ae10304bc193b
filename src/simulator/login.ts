import { createHmac, createPrivateKey, sign } from 'node:crypto';

import { AUTHORIZE_PATH, JWT_BEARER_GRANT, TOKEN_PATH } from '../salesforce/grant.js';
import { genericOriginFor, hostFacts, LOGIN_ORIGIN } from '../salesforce/hosts.js';
import type { TokenRequest } from './hearing.js';
import { remembered } from './remembered.js';
import type { Login, World } from './world.js';

/** A token request, ready to be sent. */
export interface LoginRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The audience of a login: the one it names, else its host; for a My Domain in Government Cloud the generic host. */
export function loginAudience(login: Login): string {
  if (login.audience !== undefined) return login.audience;
  const host = hostFacts(login.instanceUrl);
  if (!host) return LOGIN_ORIGIN;
  return host.kind === 'my-domain' && host.cloud === 'gov'
    ? genericOriginFor(host.orgKind ?? 'production')
    : host.origin;
}

const privateKeyOf = remembered((key) => createPrivateKey(key));

function signed(algorithm: string, key: string, input: string): Buffer {
  const data = Buffer.from(input);
  if (algorithm === 'none') return Buffer.alloc(0);
  if (algorithm.startsWith('HS'))
    return createHmac(`sha${algorithm.slice(2)}`, key)
      .update(data)
      .digest();
  const privateKey = privateKeyOf(key);
  const digest = `sha${algorithm.slice(2)}`;
  if (privateKey.asymmetricKeyType === 'ec') return sign(digest, data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return sign(`RSA-SHA${algorithm.slice(2)}`, data, privateKey);
}

// One login is played several times at the same moment, and RSA signs the same text alike.
const signedOnce = remembered((parts) => signed(...(JSON.parse(parts) as [string, string, string])));

/** The assertion of a login at a time (milliseconds). */
export function loginAssertion(login: Login, now: number): string {
  const { assertion, claims } = login;
  if (assertion.text !== undefined) return assertion.text;
  const seconds = Math.floor(now / 1000) + claims.expiresIn;
  const exp = { seconds, milliseconds: seconds * 1000, text: String(seconds) }[claims.expiresInUnit];
  const payload: Record<string, unknown> = {
    iss: claims.iss ?? login.clientId,
    sub: claims.sub ?? login.username,
    aud: claims.aud ?? loginAudience(login),
    exp,
    ...(claims.prn !== undefined && { prn: claims.prn }),
    ...claims.extra,
  };
  for (const name of claims.omit) delete payload[name];
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString(assertion.encoding);
  const input = `${part({ alg: assertion.algorithm, typ: 'JWT' })}.${part(payload)}`;
  return `${input}.${signedOnce(JSON.stringify([assertion.algorithm, login.key, input])).toString(assertion.encoding)}${assertion.suffix}`;
}

/** The token request of a world's login. `to` replaces the origin, for an org on loopback. */
export function loginRequest(login: Login, now: number, to: string = login.instanceUrl): LoginRequest {
  const { request } = login;
  const fields = new URLSearchParams({
    grant_type: request.grantType ?? JWT_BEARER_GRANT,
    assertion: loginAssertion(login, now),
    ...(request.scope !== undefined && { scope: request.scope }),
    ...request.parameters,
  });
  const url = new URL(request.path ?? TOKEN_PATH, to);
  const get = request.method === 'GET';
  if (get) url.search = fields.toString();
  const contentType = request.asJson ? 'application/json' : request.contentType;
  const body = request.asJson ? JSON.stringify(Object.fromEntries(fields)) : fields.toString();
  return {
    url: url.href,
    method: request.method,
    headers: contentType === null || get ? {} : { 'content-type': contentType },
    body: get ? '' : body,
  };
}

/** The same request in the form that `judge` takes, without the network. */
export function loginTokenRequest(world: World, now: number): TokenRequest {
  const request = loginRequest(world.login, now);
  return {
    origin: new URL(request.url).origin,
    method: request.method,
    contentType: request.headers['content-type'],
    body: request.body,
    now,
  };
}

/** An attempt to approve the app with an HTTP client. Nobody is logged in there, so nobody can click Allow. */
export function approvalRequest({ clientId, instanceUrl }: Login): LoginRequest {
  const fields = { response_type: 'code', client_id: clientId, redirect_uri: 'http://localhost:1717/OauthRedirect' };
  return {
    url: new URL(AUTHORIZE_PATH, instanceUrl).href,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  };
}
