import { rememberSecret } from '../../redaction/own-secrets.js';
import { TOKEN_PATH } from '../../salesforce/grant.js';
import { requireTokenHost } from '../../sources/guard.js';
import { send, type NetworkOptions } from '../../sources/http.js';
import { toAnswer, type IssuedToken } from '../../sources/token-endpoint.js';
import { readRefusal, type Refusal } from './preflight.js';

/** A code from the callback, with everything that its exchange needs. */
export interface CodeToExchange {
  readonly origin: string;
  readonly code: string;
  readonly clientId: string;
  readonly callback: string;
  readonly verifier: string;
  readonly clientSecret?: string;
  readonly allowHosts?: readonly string[];
}

/** The tokens of an exchange. They are used for the next calls only, and never shown or stored. */
export interface Exchanged extends IssuedToken {
  readonly refreshToken?: string;
  readonly scopes?: readonly string[];
  /** The identity URL of the user who approved. */
  readonly identity?: string;
}

/** Why there are no tokens. */
export interface ExchangeRefusal extends Refusal {
  readonly status?: number;
  readonly problem?: string;
}

function stringsOf(text: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
}

/** Exchanges the code for tokens. Only then a refresh token is issued (help: remoteaccess_oauth_web_server_flow). */
export async function exchangeCode(
  { origin, code, clientId, callback, verifier, clientSecret, allowHosts }: CodeToExchange,
  network: NetworkOptions,
): Promise<{ readonly tokens: Exchanged } | { readonly refusal: ExchangeRefusal }> {
  requireTokenHost(origin, 'the token endpoint', allowHosts);
  const url = `${origin}${TOKEN_PATH}`;
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    client_id: clientId,
    redirect_uri: callback,
    code_verifier: verifier,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
  });
  rememberSecret(code, verifier, ...(clientSecret === undefined ? [] : [clientSecret]));
  const reply = await send(
    { method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: body.toString() },
    network,
  );
  const told = stringsOf(reply.text);
  const { access_token: accessToken, refresh_token: refreshToken, instance_url: instanceUrl, scope, id } = told;
  rememberSecret(...[accessToken, refreshToken].filter((token) => token !== undefined));
  if (reply.status === 200 && accessToken !== undefined && accessToken.trim() !== '')
    return {
      tokens: {
        accessToken,
        ...(instanceUrl !== undefined && { instanceUrl }),
        ...(refreshToken !== undefined && refreshToken !== '' && { refreshToken }),
        ...(scope !== undefined && { scopes: scope.split(/\s+/).filter(Boolean) }),
        ...(id !== undefined && { identity: id }),
      },
    };
  const { error, description, status, problem } = toAnswer(url, reply);
  return {
    refusal: {
      ...readRefusal(error, description),
      ...(status !== undefined && { status }),
      ...(problem !== undefined && { problem }),
    },
  };
}
