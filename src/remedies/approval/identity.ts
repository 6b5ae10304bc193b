import { hostFacts } from '../../salesforce/hosts.js';
import { apiOrigin } from '../../sources/after-token.js';
import { isTokenHost } from '../../sources/guard.js';
import { send, type NetworkOptions } from '../../sources/http.js';
import type { Exchanged } from './exchange.js';

async function usernameAt(url: string, token: string, network: NetworkOptions): Promise<string | undefined> {
  // Send the token in the header, because URLs end up in logs.
  const reply = await send({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } }, network);
  if (reply.status !== 200) return undefined;
  try {
    const { preferred_username: preferred, username } = JSON.parse(reply.text) as Record<string, unknown>;
    return [preferred, username].find((name): name is string => typeof name === 'string' && name !== '');
  } catch {
    return undefined;
  }
}

/** The username of the user who approved: from userinfo, else from the identity URL that came with the token. */
export async function whoApproved(
  tokens: Exchanged,
  issuer: string,
  allowHosts: readonly string[] | undefined,
  network: NetworkOptions,
): Promise<string | undefined> {
  const fromUserInfo = await usernameAt(
    `${apiOrigin(tokens, issuer)}/services/oauth2/userinfo`,
    tokens.accessToken,
    network,
  );
  if (fromUserInfo !== undefined || tokens.identity === undefined) return fromUserInfo;
  const host = hostFacts(tokens.identity);
  if (host === undefined || !isTokenHost(host.origin, allowHosts)) return undefined;
  return usernameAt(tokens.identity, tokens.accessToken, network);
}
