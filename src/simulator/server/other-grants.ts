import { createHash } from 'node:crypto';

import { LOGIN_ORIGIN, TEST_ORIGIN } from '../../salesforce/hosts.js';
import { hasRefreshScope } from '../../salesforce/scopes.js';
import type { WireId } from '../wire.js';
import { findApp, heldApp } from '../apps.js';
import { endedByPolicy, liveApprovals } from '../approvals.js';
import { addressAllowed } from '../network-policy.js';
import { profileOf } from '../permissions.js';
import type { App } from '../world.js';
import { justNow, randomText, type Bindings, type Embedded, type Grant } from './context.js';
import { issueToken } from './tokens.js';

/** A JSON body, or the name of an answer. */
type Reply = Record<string, string> | WireId;

const CODE_LIFETIME = 15 * 60_000;

/** Undefined if the user may use the app. IP ranges apply unless the app relaxes them (reported: forceworkbench#772). */
function barred(embedded: Embedded, { org, user, app }: Grant): WireId | undefined {
  const held = heldApp(embedded.world, org, app, embedded.state, embedded.clock());
  if (!held) return 'clientAppNotInstalled';
  if (held.blocked || !held.enabled) return 'appBlocked';
  if (org.status === 'inactive') return 'inactiveOrg';
  if (!user.active || user.frozen) return 'inactiveUser';
  const enforced = held.ipRelaxation === 'enforce' && !addressAllowed(profileOf(org, user), embedded.world.clientIp);
  return enforced ? 'ipRestricted' : undefined;
}

function exchangeCode(embedded: Embedded, bindings: Bindings, app: App, fields: URLSearchParams): Reply {
  const code = fields.get('code') ?? '';
  const pending = embedded.codes.get(code);
  embedded.codes.delete(code);
  if (!pending || pending.app.consumerKey !== app.consumerKey) return 'assertionExpired';
  if (embedded.clock() - pending.issuedAt > CODE_LIFETIME) return 'assertionExpired';
  if (fields.get('redirect_uri') !== pending.redirectUri) return 'redirectUriMismatch';
  if (pending.challenge !== undefined) {
    const given = createHash('sha256')
      .update(fields.get('code_verifier') ?? '')
      .digest('base64url');
    if (given !== pending.challenge) return { error: 'invalid_grant', error_description: 'invalid code verifier' };
  }
  const stop = barred(embedded, pending);
  if (stop) return stop;
  const { approval } = pending;
  approval.exchanged = true;
  approval.refreshToken = hasRefreshScope(approval.scopes);
  const answer = issueToken(embedded, bindings, pending, approval.scopes, 'OauthWebServer');
  if (!approval.refreshToken) return answer;
  const refreshToken = `5Aep861${randomText(60)}`;
  embedded.refreshTokens.set(refreshToken, pending);
  return { ...answer, refresh_token: refreshToken, issued_at: String(embedded.clock()) };
}

function refresh(embedded: Embedded, bindings: Bindings, app: App, fields: URLSearchParams): Reply {
  const grant = embedded.refreshTokens.get(fields.get('refresh_token') ?? '');
  if (grant?.app.consumerKey !== app.consumerKey || !grant) return 'expiredRefreshToken';
  const { org, user, approval } = grant;
  const live = liveApprovals(org, user, grant.app, embedded.state).includes(approval);
  if (!live || endedByPolicy(approval, app, embedded.state, embedded.clock())) return 'expiredRefreshToken';
  const stop = barred(embedded, grant);
  if (stop) return stop;
  approval.usedSecondsAgo = justNow(embedded);
  return issueToken(embedded, bindings, grant, approval.scopes, 'OauthRefreshToken');
}

/** Answers grants other than JWT bearer. No world sets up client credentials or passwords, so these are refused. */
export function otherGrant(embedded: Embedded, bindings: Bindings, grantType: string, fields: URLSearchParams): Reply {
  const { world, state } = embedded;
  const generic = bindings.origin === LOGIN_ORIGIN || bindings.origin === TEST_ORIGIN;
  if (grantType === 'client_credentials' && generic) return 'domainNotSupported';
  const found = findApp(world, bindings.origin, fields.get('client_id') ?? '', undefined, state, embedded.clock());
  if (!found) return 'clientIdInvalid';
  const secret = fields.get('client_secret');
  if (secret !== null && secret !== found.app.consumerSecret) return 'clientCredentialsInvalid';
  switch (grantType) {
    case 'authorization_code':
      // Reported: forcedotcom/SalesforceMobileSDK-iOS#3633.
      if (found.app.requiresSecret === true && secret === null) return 'clientCredentialsInvalid';
      return exchangeCode(embedded, bindings, found.app, fields);
    case 'refresh_token':
      return refresh(embedded, bindings, found.app, fields);
    case 'client_credentials':
      return 'noClientCredentialsUser';
    default:
      return 'authenticationFailure';
  }
}
