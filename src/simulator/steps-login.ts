import { LOGINS_PER_HOUR } from '../salesforce/grant.js';
import { hasRefreshScope, REFRESH_SCOPES } from '../salesforce/scopes.js';
import { appInOrg, heldApp } from './apps.js';
import { countedApprovals, liveApprovals } from './approvals.js';
import type { Step, Stop } from './hearing.js';
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

/** The subject is a user whom this host reaches. An External Client App that no org behind the host holds answers first (reported: cli#3638). */
export const subject: Step = (hearing) => {
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
  if (app?.kind === 'external-client-app' && !held) return { step: 'installed', answer: 'clientAppNotInstalled' };
  return { step: 'subject', answer: unknownUser(world, String(subjectOf(hearing.assertion?.claims ?? {}))) };
};

/** True when a user may use a connected app that the org never installed (documented: KB 005132365, KB 005228838). */
export function guestAllowed(org: Org, user: User, app: App, state: OrgState): boolean {
  if (hasPermission(org, user, 'approveUninstalledApps')) return true;
  if (org.apiAccessControl && app.permittedUsers === 'admin-approved' && hasPermission(org, user, 'useAnyApiClient'))
    return true;
  return liveApprovals(org, user, app, state).some((approval) => approval.flow !== 'device');
}

/** The app is in the user's org, and not blocked there. */
export const installed: Step = (hearing) => {
  const place = hearing.resolve();
  const known = hearing.app;
  if (!place || !known) return undefined;
  const app = heldApp(hearing.world, place.org, known, hearing.state, hearing.request.now);
  if (!app) return { step: 'installed', answer: 'clientAppNotInstalled' };
  hearing.app = app;
  if (app.blocked) return { step: 'installed', answer: 'appBlocked' };
  if (!app.enabled) return { step: 'installed', answer: hearing.world.behaviour.disabledApp };
  if (app.origin !== 'uninstalled' || guestAllowed(place.org, place.user, app, hearing.state)) return undefined;
  return {
    step: 'installed',
    answer: app.kind === 'connected-app' ? 'connectedAppNotInstalled' : 'clientAppNotInstalled',
  };
};

/** Org and user are active. */
export const standing: Step = ({ org, user, world }) => {
  if (org?.maintenance) return { step: 'transport', answer: 'page' };
  if (org?.status === 'inactive')
    return { step: 'standing', answer: 'inactiveOrg', status: 'Organization is inactive' };
  if (user?.active === false)
    return { step: 'standing', answer: world.behaviour.inactiveUser, status: 'User is inactive' };
  if (user?.frozen) return { step: 'standing', answer: world.behaviour.frozenUser, status: 'User is frozen' };
  return undefined;
};

/** Approved by an admin, or by the user before (documented: help remoteaccess_oauth_jwt_flow). */
export const approval: Step = (hearing) => {
  const { org, user, app, world, state, request } = hearing;
  if (!org || !user || !app) return undefined;
  // Documented for External Client Apps only (help preauth_user_app_access_through_eca).
  const anyClient = app.kind === 'external-client-app' && hasPermission(org, user, 'useAnyApiClient');
  if (app.permittedUsers === 'admin-approved') {
    if (!anyClient && !isAssigned(org, user, app, world.behaviour.groupsCarryApps))
      return { step: 'admin-approval', answer: world.behaviour.adminUnassigned, status: NOT_APPROVED };
    hearing.scopes = app.scopes;
    return undefined;
  }
  const approvals = countedApprovals(org, user, app, world.behaviour, state, request.now);
  if (approvals.length > 0) {
    hearing.scopes = [...new Set(approvals.flatMap(({ scopes }) => scopes))];
    return undefined;
  }
  if (!anyClient) return { step: 'self-approval', answer: 'notApproved', status: NOT_APPROVED };
  hearing.scopes = app.scopes;
  return undefined;
};

/** A refresh scope in admin mode, one scope besides, and not too many. */
export const scopes: Step = (hearing) => {
  const { app, world } = hearing;
  const held = hearing.scopes ?? [];
  if (app?.permittedUsers === 'admin-approved' && world.behaviour.refreshScopeRequired && !hasRefreshScope(held)) {
    return { step: 'scopes', answer: 'refreshScopeRequired' };
  }
  const granted = held.filter((scope) => !(REFRESH_SCOPES as readonly string[]).includes(scope));
  if (granted.length === 0) return { step: 'scopes', answer: 'noValidScopes' };
  if (granted.length > world.behaviour.maximumScopes) return { step: 'scopes', answer: 'tooManyScopes' };
  hearing.scopes = granted;
  return undefined;
};

/** The profile's addresses (always, whatever the app relaxes: documented), its hours, and the session level. */
export const network: Step = ({ org, user, app, world, clientIp, serverNow }): Stop | undefined => {
  const profile = org && user && profileOf(org, user);
  if (!addressAllowed(profile, clientIp))
    return { step: 'network', answer: world.behaviour.ipAnswer, status: 'Restricted IP' };
  if (!timeAllowed(profile, serverNow))
    return { step: 'network', answer: world.behaviour.hoursAnswer, status: 'Restricted hours' };
  const demanding = profile?.highAssurance === true || app?.highAssurance === true;
  if (!demanding || world.behaviour.highAssurance !== 'authenticationFailure') return undefined;
  return { step: 'network', answer: 'authenticationFailure' };
};

/** Fewer logins in an hour than allowed (documented: KB 000381578). */
export const rate: Step = ({ user, state, request }) =>
  user && user.loginsThisHour + recentLogins(state, user.username, request.now) >= LOGINS_PER_HOUR
    ? { step: 'rate', answer: 'loginRateExceeded', status: 'Login Rate Exceeded' }
    : undefined;
