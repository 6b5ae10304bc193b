import { LOGINS_PER_HOUR } from '../salesforce/grant.js';
import { hasRefreshScope, REFRESH_SCOPES } from '../salesforce/scopes.js';
import { appInOrg, heldApp } from './apps.js';
import { countedApprovals, liveApprovals } from './approvals.js';
import type { Gate, Stop } from './hearing.js';
import { orgsBehind } from './hosts.js';
import { addressAllowed, timeAllowed } from './network-policy.js';
import { hasPermission, isAssigned, profileOf } from './permissions.js';
import { recentLogins, type OrgState } from './state.js';
import { subjectOf } from './assertion.js';
import type { App, Org, User, World } from './world.js';

const NOT_APPROVED = 'Failed: Not approved for access';

/** The user with this username in one of the orgs, ignoring case. */
export function findUser(orgs: readonly Org[], username: string): { org: Org; user: User } | undefined {
  for (const org of orgs) {
    const user = org.users.find((entry) => entry.username.toLowerCase() === username.toLowerCase());
    if (user) return { org, user };
  }
  return undefined;
}

function unknownUser(world: World, username: string): 'notApproved' | 'authenticationFailure' {
  const rule = world.behaviour.unknownUser;
  if (rule !== 'split') return rule;
  return findUser(world.orgs, username) ? 'notApproved' : 'authenticationFailure';
}

/** G8: this host reaches the user. A missing External Client App is answered first (reported: cli#3638). */
export const subject: Gate = (hearing) => {
  const { world, request, app, state } = hearing;
  const found = hearing.resolve();
  if (found) {
    hearing.org = found.org;
    hearing.user = found.user;
    return undefined;
  }
  const held = orgsBehind(world, request.origin).some(
    (org) => app && appInOrg(world, org, app.consumerKey, state, request.now),
  );
  if (app?.kind === 'external-client-app' && !held) return { gate: 'G9', answer: 'clientAppNotInstalled' };
  return { gate: 'G8', answer: unknownUser(world, String(subjectOf(hearing.assertion?.claims ?? {}))) };
};

/** True when a user may use a connected app that the org never installed (documented: KB 005132365, KB 005228838). */
export function guestAllowed(org: Org, user: User, app: App, state: OrgState): boolean {
  if (hasPermission(org, user, 'approveUninstalledApps')) return true;
  if (org.apiAccessControl && app.permittedUsers === 'admin-approved' && hasPermission(org, user, 'useAnyApiClient'))
    return true;
  return liveApprovals(org, user, app, state).some((approval) => approval.flow !== 'device');
}

/** G9: the app is in the user's org, and not blocked there. */
export const installed: Gate = (hearing) => {
  const place = hearing.resolve();
  const known = hearing.app;
  if (!place || !known) return undefined;
  const app = heldApp(hearing.world, place.org, known, hearing.state, hearing.request.now);
  if (!app) return { gate: 'G9', answer: 'clientAppNotInstalled' };
  hearing.app = app;
  if (app.blocked) return { gate: 'G9', answer: 'appBlocked' };
  if (!app.enabled) return { gate: 'G9', answer: hearing.world.behaviour.disabledApp };
  if (app.origin !== 'uninstalled' || guestAllowed(place.org, place.user, app, hearing.state)) return undefined;
  return { gate: 'G9', answer: app.kind === 'connected-app' ? 'connectedAppNotInstalled' : 'clientAppNotInstalled' };
};

/** G10: org and user are active. */
export const standing: Gate = ({ org, user, world }) => {
  if (org?.maintenance) return { gate: 'G0', answer: 'page' };
  if (org?.status === 'inactive') return { gate: 'G10', answer: 'inactiveOrg', status: 'Organization is inactive' };
  if (user?.active === false) return { gate: 'G10', answer: world.behaviour.inactiveUser, status: 'User is inactive' };
  if (user?.frozen) return { gate: 'G10', answer: world.behaviour.frozenUser, status: 'User is frozen' };
  return undefined;
};

/** G11: pre-authorized by an administrator, or approved by the user (documented: help remoteaccess_oauth_jwt_flow). */
export const approval: Gate = (hearing) => {
  const { org, user, app, world, state, request } = hearing;
  if (!org || !user || !app) return undefined;
  // Documented for External Client Apps only (help preauth_user_app_access_through_eca).
  const anyClient = app.kind === 'external-client-app' && hasPermission(org, user, 'useAnyApiClient');
  if (app.permittedUsers === 'admin-approved') {
    if (!anyClient && !isAssigned(org, user, app, world.behaviour.groupsCarryApps))
      return { gate: 'G11a', answer: world.behaviour.adminUnassigned, status: NOT_APPROVED };
    hearing.scopes = app.scopes;
    return undefined;
  }
  const approvals = countedApprovals(org, user, app, world.behaviour, state, request.now);
  if (approvals.length > 0) {
    hearing.scopes = [...new Set(approvals.flatMap(({ scopes }) => scopes))];
    return undefined;
  }
  if (!anyClient) return { gate: 'G11b', answer: 'notApproved', status: NOT_APPROVED };
  hearing.scopes = app.scopes;
  return undefined;
};

/** G12: a refresh scope if the app's users are admin-approved; at least one other scope, and not too many. */
export const scopes: Gate = (hearing) => {
  const { app, world } = hearing;
  const held = hearing.scopes ?? [];
  if (app?.permittedUsers === 'admin-approved' && world.behaviour.refreshScopeRequired && !hasRefreshScope(held)) {
    return { gate: 'G12', answer: 'refreshScopeRequired' };
  }
  const granted = held.filter((scope) => !(REFRESH_SCOPES as readonly string[]).includes(scope));
  if (granted.length === 0) return { gate: 'G12', answer: 'noValidScopes' };
  if (granted.length > world.behaviour.maximumScopes) return { gate: 'G12', answer: 'tooManyScopes' };
  hearing.scopes = granted;
  return undefined;
};

/** G13: the profile's IP ranges (even if the app relaxes them: documented), its login hours, and the session level. */
export const network: Gate = ({ org, user, app, world, clientIp, serverNow }): Stop | undefined => {
  const profile = org && user && profileOf(org, user);
  if (!addressAllowed(profile, clientIp))
    return { gate: 'G13', answer: world.behaviour.ipAnswer, status: 'Restricted IP' };
  if (!timeAllowed(profile, serverNow))
    return { gate: 'G13', answer: world.behaviour.hoursAnswer, status: 'Restricted hours' };
  const demanding = profile?.highAssurance === true || app?.highAssurance === true;
  if (!demanding || world.behaviour.highAssurance !== 'authenticationFailure') return undefined;
  return { gate: 'G13', answer: 'authenticationFailure' };
};

/** G14: fewer logins in an hour than allowed (documented: KB 000381578). */
export const rate: Gate = ({ user, state, request }) =>
  user && user.loginsThisHour + recentLogins(state, user.username, request.now) >= LOGINS_PER_HOUR
    ? { gate: 'G14', answer: 'loginRateExceeded', status: 'Login Rate Exceeded' }
    : undefined;
