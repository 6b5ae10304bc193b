import { APPROVALS_PER_APP } from '../salesforce/grant.js';
import { hasRefreshScope } from '../salesforce/scopes.js';
import type { OrgState } from './state.js';
import type { App, Approval, Behaviour, Org, User } from './world.js';

const HOUR = 3_600_000;

function approvedAt(approval: Approval, state: OrgState): number {
  return state.startedAt - approval.approvedSecondsAgo * 1000;
}

function lastUsedAt(approval: Approval, state: OrgState): number {
  return state.startedAt - (approval.usedSecondsAgo ?? approval.approvedSecondsAgo) * 1000;
}

/** True when the app's refresh token policy has ended the approval (documented: help connected_app_manage_oauth). */
export function endedByPolicy(approval: Approval, app: App, state: OrgState, now: number): boolean {
  const policy = app.refreshTokenPolicy;
  switch (policy.type) {
    case 'infinite':
      return false;
    case 'zero':
      return true;
    case 'specific-lifetime':
      return now - approvedAt(approval, state) > policy.hours * HOUR;
    case 'specific-inactivity':
      return now - lastUsedAt(approval, state) > policy.hours * HOUR;
  }
}

/** The user's approvals of an app that weren't revoked: the latest five, because a sixth ends the oldest (documented). */
export function liveApprovals(org: Org, user: User, app: App, state: OrgState): Approval[] {
  const all = org.approvals.filter(
    (approval) =>
      approval.user === user.username &&
      (approval.app === app.name || approval.app === app.consumerKey) &&
      !approval.revoked,
  );
  return all
    .map((approval, position) => ({ approval, position, used: lastUsedAt(approval, state) }))
    .sort((a, b) => b.used - a.used || b.position - a.position)
    .slice(0, APPROVALS_PER_APP)
    .map(({ approval }) => approval);
}

/**
 * The approvals with which a self-authorizing user can log in by JWT: not ended, and with a refresh token (documented:
 * help remoteaccess_oauth_jwt_flow). A code that was never exchanged counts only if the world says so.
 */
export function countedApprovals(
  org: Org,
  user: User,
  app: App,
  behaviour: Behaviour,
  state: OrgState,
  now: number,
): Approval[] {
  return liveApprovals(org, user, app, state).filter((approval) => {
    const holdsToken = approval.exchanged ? approval.refreshToken : behaviour.unexchangedCodeCounts;
    return holdsToken && hasRefreshScope(approval.scopes) && !endedByPolicy(approval, app, state, now);
  });
}
