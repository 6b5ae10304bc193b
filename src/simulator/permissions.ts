import type { Right } from './rights.js';
import type { App, Org, PermissionSet, Profile, User } from './world.js';

/** The permission sets that apply to a user now. */
function livePermissionSets(org: Org, user: User): PermissionSet[] {
  return org.permissionSets.filter(
    (set) =>
      user.permissionSets.includes(set.name) &&
      !user.expiredPermissionSets.includes(set.name) &&
      !set.activationRequired,
  );
}

export function profileOf(org: Org, user: User): Profile | undefined {
  return org.profiles.find((profile) => profile.name === user.profile);
}

/** True when the profile or a live permission set grants a system permission. */
export function hasPermission(
  org: Org,
  user: User,
  permission: 'apiEnabled' | 'useAnyApiClient' | 'approveUninstalledApps',
): boolean {
  return profileOf(org, user)?.[permission] === true || livePermissionSets(org, user).some((set) => set[permission]);
}

/** True when the user's profile or a live permission set gives a right of an administrator. */
export function hasRight(org: Org, user: User, right: Right): boolean {
  const profile = profileOf(org, user);
  return (
    profile?.editSetup === true ||
    profile?.rights.includes(right) === true ||
    livePermissionSets(org, user).some((set) => set.rights.includes(right))
  );
}

/** The names of the permission sets that a user has through groups. */
function setsOfGroups(org: Org, user: User): string[] {
  return org.permissionSetGroups
    .filter((group) => user.permissionSetGroups.includes(group.name))
    .flatMap((group) => group.permissionSets);
}

/** True when the user's profile, or an active permission set that can grant apps, is selected on the app. */
export function isAssigned(org: Org, user: User, app: App, groupsCarryApps: boolean): boolean {
  const throughGroups = groupsCarryApps ? setsOfGroups(org, user) : [];
  return (
    app.profiles.includes(user.profile) ||
    livePermissionSets(org, user).some((set) => set.carriesApps && app.permissionSets.includes(set.name)) ||
    org.permissionSets.some(
      (set) => throughGroups.includes(set.name) && set.carriesApps && app.permissionSets.includes(set.name),
    )
  );
}
