import type { SourceFact } from '../facts/store.js';
import { hostFacts } from '../salesforce/hosts.js';
import { isTokenHost } from './guard.js';
import { send, type NetworkOptions } from './http.js';
import type { IssuedToken } from './token-endpoint.js';

const API_VERSION = '60.0';

interface ApiError {
  readonly errorCode?: unknown;
  readonly message?: unknown;
}

function firstError(text: string): ApiError | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value[0] : value) as ApiError | undefined;
  } catch {
    return undefined;
  }
}

/**
 * The origin to call with a token: the instance URL when it is Salesforce's, else the host that issued it. Loopback is
 * believed only from loopback: a server elsewhere must not have its token sent in clear to a program on this machine.
 */
export function apiOrigin(token: IssuedToken, issuer: string): string {
  const instance = token.instanceUrl === undefined ? undefined : hostFacts(token.instanceUrl);
  if (instance === undefined || !isTokenHost(instance.origin)) return issuer;
  return instance.kind === 'loopback' && hostFacts(issuer)?.kind !== 'loopback' ? issuer : instance.origin;
}

/** Makes one harmless API call with a token that was just issued, to see whether it opens the API. */
export async function tryApi(token: IssuedToken, issuer: string, network: NetworkOptions): Promise<SourceFact[]> {
  const url = `${apiOrigin(token, issuer)}/services/data/v${API_VERSION}/limits`;
  const reply = await send({ method: 'GET', url, headers: { authorization: `Bearer ${token.accessToken}` } }, network);
  if (reply.status === undefined)
    return [{ name: 'api.answers', unknown: 'failed', source: url, detail: reply.problem ?? 'network' }];
  const { errorCode, message } = reply.status >= 400 ? (firstError(reply.text) ?? {}) : {};
  const answer = {
    url,
    status: reply.status,
    ...(typeof errorCode === 'string' && { errorCode }),
    ...(typeof message === 'string' && { message }),
  };
  return [{ name: 'api.answers', value: [answer], source: url }];
}

/** True when the API took the token. */
export function opensApi(facts: readonly SourceFact[]): boolean {
  return facts.some(
    (fact) =>
      fact.name === 'api.answers' &&
      'value' in fact &&
      fact.value.some(({ status }) => status !== undefined && status < 300),
  );
}

/** Gives a token back, so that a diagnosis leaves no session behind. True when the server took it. */
export async function revokeToken(token: IssuedToken, issuer: string, network: NetworkOptions): Promise<boolean> {
  const body = new URLSearchParams({ token: token.accessToken }).toString();
  const url = `${apiOrigin(token, issuer)}/services/oauth2/revoke`;
  const reply = await send(
    { method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body },
    network,
  );
  return reply.status === 200;
}
