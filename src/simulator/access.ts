import { hasApiScope } from '../salesforce/scopes.js';
import type { WireId } from './wire.js';
import { heldApp } from './apps.js';
import { hasPermission, isAssigned, profileOf } from './permissions.js';
import type { OrgState } from './state.js';
import type { App, Org, User, World } from './world.js';

/** The session behind an access token. */
export interface Session {
  readonly token: string;
  readonly org: Org;
  readonly user: User;
  readonly app: App;
  readonly scopes: readonly string[];
  readonly format: 'opaque' | 'jwt';
  /** As LoginHistory spells it; absent for JWT bearer. */
  readonly loginSubType?: string;
  /** Milliseconds since 1970. */
  readonly openedAt?: number;
}

/** The refusal of an API call, or undefined when the call may proceed. */
export function judgeApiCall(
  world: World,
  session: Session | undefined,
  api: 'rest' | 'soap',
  state: OrgState,
  now: number,
): WireId | undefined {
  if (!session) return 'sessionExpired';
  const { org, user, scopes } = session;
  if (!user.active || user.frozen) return 'sessionExpired';
  if (session.format === 'jwt' && (api === 'soap' || world.behaviour.jwtTokenOnRest === 'refused')) {
    return api === 'soap' ? 'sessionExpired' : 'jwtTokenFormat';
  }
  if (!hasApiScope(scopes)) return 'sessionNotValidForRest';
  const app = heldApp(world, org, session.app, state, now) ?? session.app;
  const demanding = profileOf(org, user)?.highAssurance === true || app.highAssurance;
  if (demanding && world.behaviour.highAssurance === 'sessionNotValidForRest') return 'sessionNotValidForRest';
  if (org.apiAccessControl && !hasPermission(org, user, 'useAnyApiClient')) {
    const allowed =
      app.origin !== 'uninstalled' &&
      app.permittedUsers === 'admin-approved' &&
      isAssigned(org, user, app, world.behaviour.groupsCarryApps);
    if (!allowed) return 'sessionNotValidForRest';
  }
  return hasPermission(org, user, 'apiEnabled') ? undefined : 'apiDisabled';
}
