import { myDomainOrigin } from './hosts.js';
import { WorldError } from './complete-world.js';
import type { World } from './world.js';

/** The administrator of the org that the login of a world is meant for: the one that holds the user, else the one asked. */
export function administratorOf({ orgs, login }: World): string {
  const home =
    orgs.find(({ users }) => users.some(({ username }) => username === login.username)) ??
    orgs.find((org) => myDomainOrigin(org) === login.instanceUrl) ??
    orgs[0];
  const isAdmin = (profile: string) => home?.profiles.some((one) => one.name === profile && one.editSetup) === true;
  const found = home?.users.find(({ profile }) => isAdmin(profile));
  if (!found)
    throw new WorldError(
      'this world has no administrator to read the org as; give a user of the org a profile with editSetup: true',
    );
  return found.username;
}
