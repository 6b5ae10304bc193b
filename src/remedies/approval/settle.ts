import { revokeToken } from '../../sources/after-token.js';
import type { ApprovalRequest, ApproveOptions } from './options.js';
import { exchangeCode, type Exchanged } from './exchange.js';
import { whoApproved } from './identity.js';
import { exchangedFacts, unexchangedFacts, type ApprovalOutcome } from './outcome.js';
import { unlessAborted } from './unless-aborted.js';

/** The request with the callback URL that was sent. */
type SentRequest = ApprovalRequest & { readonly callback: string };

/** Salesforce compares usernames without regard to case. */
function isSameUser(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function endingOf(tokens: Exchanged, username: string | undefined, meant: string | undefined) {
  if (username !== undefined && meant !== undefined && !isSameUser(username, meant)) return 'other-user';
  return tokens.refreshToken === undefined ? 'without-refresh-token' : 'approved';
}

/** Exchanges the code. If the app turns out to require its consumer secret, asks for it once. */
async function exchange(
  code: string,
  { origin, clientId, callback, clientSecret, allowHosts }: SentRequest,
  verifier: string,
  { network, askSecret }: ApproveOptions,
) {
  const base = { origin, code, clientId, callback, verifier, ...(allowHosts !== undefined && { allowHosts }) };
  const given = clientSecret === undefined ? {} : { clientSecret };
  const first = await exchangeCode({ ...base, ...given }, network);
  const demandsSecret = 'refusal' in first && first.refusal.answer === 'clientCredentialsInvalid';
  if (clientSecret !== undefined || !demandsSecret || askSecret === undefined)
    return { exchanged: first, secretSent: clientSecret !== undefined };
  const asked = (await askSecret()).trim();
  if (asked === '') return { exchanged: first, secretSent: false };
  return { exchanged: await exchangeCode({ ...base, clientSecret: asked }, network), secretSent: true };
}

/** Exchanges the code, finds out who approved, and revokes the access token. */
export async function settle(
  code: string,
  request: SentRequest,
  verifier: string,
  options: ApproveOptions,
): Promise<ApprovalOutcome> {
  const { origin, allowHosts, username: meant } = request;
  const { network, onEvent = () => undefined, onApproved, signal } = options;
  onEvent({ type: 'step', text: `Exchanging the code at ${origin}` });
  const { exchanged, secretSent } = await exchange(code, request, verifier, options);
  if ('refusal' in exchanged)
    return { ending: 'not-exchanged', refusal: exchanged.refusal, secretSent, facts: unexchangedFacts(origin) };

  const { tokens } = exchanged;
  const username = await whoApproved(tokens, origin, allowHosts, network);
  const outcome: ApprovalOutcome = {
    ending: endingOf(tokens, username, meant),
    ...(tokens.scopes !== undefined && { scopes: tokens.scopes }),
    ...(username !== undefined && { username }),
    secretSent,
    accessTokenReturned: await revokeToken(tokens, origin, network),
    facts: exchangedFacts(origin, tokens, username),
  };
  const { refreshToken } = tokens;
  let fate: NonNullable<ApprovalOutcome['refreshToken']> = 'discarded';
  try {
    if (onApproved !== undefined) await unlessAborted(onApproved(outcome), signal);
  } finally {
    if (request.refreshToken === 'revoke' && refreshToken !== undefined) {
      const isEnded = await revokeToken({ ...tokens, accessToken: refreshToken }, origin, network);
      fate = isEnded ? 'revoked' : 'not-revoked';
    }
  }
  return { ...outcome, ...(refreshToken !== undefined && { refreshToken: fate }) };
}
