import { recordId } from './ids.js';
import type { App, Org, PermissionSet, PermissionSetGroup, Profile, User } from './world.js';

/** The record id of an app: `0H4` for a connected app, `0xI` for an External Client App (documented). */
export function appId(org: Org, app: App): string {
  return recordId(app.kind === 'connected-app' ? '0H4' : '0xI', `${org.id}/${app.consumerKey}`);
}

export function profileId(org: Org, profile: Pick<Profile, 'name'>): string {
  return recordId('00e', `${org.id}/${profile.name}`);
}

/** The hidden permission set that every profile owns (documented). */
export function profileSetId(org: Org, profile: Pick<Profile, 'name'>): string {
  return recordId('0PS', `${org.id}/profile/${profile.name}`);
}

export function permissionSetId(org: Org, set: Pick<PermissionSet, 'name'>): string {
  return recordId('0PS', `${org.id}/set/${set.name}`);
}

export function groupId(org: Org, group: Pick<PermissionSetGroup, 'name'>): string {
  return recordId('0PG', `${org.id}/${group.name}`);
}

/** The aggregate permission set of a group (documented: Type = Group). */
export function groupSetId(org: Org, group: Pick<PermissionSetGroup, 'name'>): string {
  return recordId('0PS', `${org.id}/group/${group.name}`);
}

export function assignmentId(org: Org, user: User, name: string): string {
  return recordId('0Pa', `${org.id}/${user.username}/${name}`);
}

export function userLoginId(org: Org, user: User): string {
  return recordId('0Yw', `${org.id}/${user.username}`);
}

export function accessId(org: Org, parent: string, entity: string): string {
  return recordId('0J0', `${org.id}/${parent}/${entity}`);
}
