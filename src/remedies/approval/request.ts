import { createHash, randomBytes } from 'node:crypto';
import { InputError } from '../../facts/input-error.js';
import { DEFAULT_CALLBACK } from '../../salesforce/approval.js';
import { AUTHORIZE_PATH } from '../../salesforce/grant.js';
import { hostFacts } from '../../salesforce/hosts.js';

/** A callback URL that cannot be used. */
export class CallbackError extends InputError {
  override readonly name = 'CallbackError';
}

/** An authorization request: the address for the browser, and the secrets kept back for the exchange. */
export interface Authorization {
  readonly url: string;
  /** Ties the answer to this request. */
  readonly state: string;
  /** The secret half of PKCE. Only the exchange sends it. */
  readonly verifier: string;
}

/** The parameters of an authorization request. */
export interface AuthorizationWish {
  /** The origin of the host, already checked by the guard. */
  readonly origin: string;
  readonly clientId: string;
  readonly callback: string;
  readonly username?: string;
  /** The scopes to ask for; an empty list asks for all scopes of the app (documented: the default of the page). */
  readonly scopes: readonly string[];
  /** Ask for a login even if somebody is already logged in. */
  readonly freshLogin: boolean;
}

/** Parses a callback URL on which this machine can listen. Throws a CallbackError for any other. */
export function requireCallback(text: string, where: string): URL {
  const host = hostFacts(text);
  if (host === undefined || !/^https?:\/\//i.test(text))
    throw new CallbackError(`${where} ${text.slice(0, 120)}: this is not a URL; write it like ${DEFAULT_CALLBACK}`);
  if (host.kind !== 'loopback' || host.scheme !== 'http')
    throw new CallbackError(
      `${where} ${host.origin}: only this machine can listen there with http://localhost or http://127.0.0.1; register such a callback URL on the app, for example ${DEFAULT_CALLBACK}`,
    );
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || url.port === '0')
    throw new CallbackError(
      `${where}: a callback URL has a host, a port and a path, nothing else; write it like ${DEFAULT_CALLBACK}`,
    );
  return url;
}

/** Makes an authorization request (web server flow with PKCE; help: remoteaccess_oauth_web_server_flow). */
export function makeAuthorization({
  origin,
  clientId,
  callback,
  username,
  scopes,
  freshLogin,
}: AuthorizationWish): Authorization {
  const state = randomBytes(24).toString('hex');
  const verifier = randomBytes(48).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    // Without this, an earlier approval that issued no refresh token would skip the consent page.
    prompt: freshLogin ? 'login consent' : 'consent',
    ...(username !== undefined && { login_hint: username }),
  };
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return { url: `${origin}${AUTHORIZE_PATH}?${query.join('&')}`, state, verifier };
}
