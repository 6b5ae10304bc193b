import type { Check } from './check.js';
import { accessToken } from './access-token.js';
import { apiAccess } from './api-access.js';
import { appAvailability } from './app-availability.js';
import { assertion } from './assertion.js';
import { certificate } from './certificate.js';
import { client } from './client.js';
import { clock } from './clock.js';
import { consumerKey } from './consumer-key.js';
import { loginDomain } from './login-domain.js';
import { loginPolicy } from './login-policy.js';
import { network } from './network.js';
import { oauthSessions } from './oauth-sessions.js';
import { permittedUsers } from './permitted-users.js';
import { privateKey } from './private-key.js';
import { propagation } from './propagation.js';
import { rate } from './rate.js';
import { scopes } from './scopes.js';
import { tokenRequest } from './token-request.js';
import { user } from './user.js';

const CHECKS = [
  privateKey,
  client,
  network,
  tokenRequest,
  assertion,
  consumerKey,
  certificate,
  clock,
  loginDomain,
  appAvailability,
  user,
  permittedUsers,
  oauthSessions,
  scopes,
  loginPolicy,
  rate,
  propagation,
  accessToken,
  apiAccess,
] as const;

export type CheckId = (typeof CHECKS)[number]['id'];

/** All checks in the order of the gates of a login. The first failing check names the cause. */
export const SEQUENCE: readonly (Check & { readonly id: CheckId })[] = CHECKS;
