import type { Ledger } from './ledger.js';
import type { OrgInput } from './org.js';
import { profileNameOfUser, profilesOf, type ProfileInput } from './profiles.js';

type SetInput = NonNullable<OrgInput['permissionSets']>[number];
type UserInput = NonNullable<OrgInput['users']>[number];
type AppInput = NonNullable<OrgInput['apps']>[number];

/** The people of an org, and the rights they have. */
export interface People {
  readonly profiles: ProfileInput[];
  readonly permissionSets: SetInput[];
  readonly users: UserInput[];
}

const PERMISSIONS = ['apiEnabled', 'useAnyApiClient', 'approveUninstalledApps'] as const;
/** Sets that only the twin has: one that carries the app, and one with what the user may do. */
const ACCESS = 'Twin_Access';
const RIGHTS = 'Twin_Rights';

/** The username as the org has it; undefined where the org has no such user. */
function usernameOf(ledger: Ledger): string | undefined {
  const sent = ledger.get('assertion.subject');
  const held = ledger.get('user.username');
  if (ledger.assume('user.exists', true, [false])) return held ?? sent ?? 'user@twin.example.com';
  return held?.toLowerCase() === sent?.toLowerCase() ? undefined : held;
}

function setOf(ledger: Ledger, name: string): SetInput {
  const told = (ledger.get('org.permissionSets') ?? []).find((one) => one.name === name);
  const carriesNone = ledger.get('user.setsWithoutApps')?.includes(name) === true;
  return { name, ...told, ...(carriesNone && { carriesApps: false }) };
}

/** The sets of the user that do not count: expired ones, and such as need an activated session. */
function unusableSets(ledger: Ledger): string[] {
  const assignments = ledger.get('app.assignments') ?? [];
  return assignments.filter(({ via, usable }) => via === 'permission-set' && !usable).map(({ name }) => name);
}

/** True where the user, as put together so far, may use the app. */
function isLetIn(app: AppInput, profile: string, sets: readonly SetInput[], usable: readonly string[]): boolean {
  const carrying = sets.filter((set) => set.carriesApps !== false && set.activationRequired !== true);
  return (
    app.profiles?.includes(profile) === true ||
    carrying.some(({ name }) => usable.includes(name) && app.permissionSets?.includes(name) === true)
  );
}

/** The user of the login, with the twin's own permission sets if the facts about the user require them. */
function userOfLogin(
  ledger: Ledger,
  username: string,
  app: AppInput,
  profiles: readonly ProfileInput[],
): { user: UserInput; sets: SetInput[] } {
  const profile = profileNameOfUser(ledger);
  const told = (ledger.get('org.users') ?? []).find((one) => one.username.toLowerCase() === username.toLowerCase());
  const permissionSets = [...new Set([...(ledger.get('user.permissionSets') ?? []), ...(told?.permissionSets ?? [])])];
  const expired = unusableSets(ledger).filter((name) => permissionSets.includes(name));
  const usable = permissionSets.filter((name) => !expired.includes(name));
  const sets = [...permissionSets, ...(app.permissionSets ?? [])].map((name) => setOf(ledger, name));

  const isAssigned = ledger.assume('user.assigned', true, [false]);
  if (isAssigned && !isLetIn(app, profile, sets, usable)) {
    app.permissionSets?.push(ACCESS);
    permissionSets.push(ACCESS);
    sets.push({ name: ACCESS });
  } else if (!isAssigned) {
    app.profiles = app.profiles?.filter((name) => name !== profile);
    expired.push(...usable.filter((name) => app.permissionSets?.includes(name)));
  }

  const own = profiles.find(({ name }) => name === profile);
  const lacking = PERMISSIONS.filter(
    (name) =>
      ledger.get(`user.${name}`) === true &&
      own?.[name] !== true &&
      !sets.some((set) => set[name] === true && usable.includes(set.name)),
  );
  if (lacking.length > 0) {
    permissionSets.push(RIGHTS);
    sets.push({ name: RIGHTS, carriesApps: false, ...Object.fromEntries(lacking.map((name) => [name, true])) });
  }
  const user = {
    username,
    profile,
    permissionSets,
    expiredPermissionSets: expired,
    active: ledger.assume('user.active', true, [false]),
    frozen: ledger.assume('user.frozen', false, [true]),
  };
  return { user, sets };
}

function unique<T extends { readonly name: string }>(entries: readonly T[]): T[] {
  return [...new Map([...entries].reverse().map((one) => [one.name, one])).values()].reverse();
}

/** The user of the login, the other users that the org told about, and all profiles and sets that are named anywhere. */
export function peopleOf(ledger: Ledger, app: AppInput, others: readonly AppInput[]): People {
  const profiles = profilesOf(ledger);
  const username = usernameOf(ledger);
  const own = username === undefined ? undefined : userOfLogin(ledger, username, app, profiles);
  const rest = (ledger.get('org.users') ?? [])
    .filter((told) => told.username.toLowerCase() !== username?.toLowerCase())
    .map(({ username: name, profile = 'Profile_not_known', active, frozen, permissionSets = [] }): UserInput => ({
      username: name,
      profile,
      active,
      frozen,
      permissionSets,
    }));
  const apps = [app, ...others];
  const users = own === undefined ? rest : [own.user, ...rest];
  const namedSets = [
    ...(ledger.get('org.permissionSets') ?? []).map(({ name }) => name),
    ...apps.flatMap(({ permissionSets = [] }) => permissionSets),
    ...rest.flatMap(({ permissionSets = [] }) => permissionSets),
  ];
  const namedProfiles = [...apps.flatMap((one) => one.profiles ?? []), ...users.map(({ profile }) => profile)];
  return {
    profiles: unique([...profiles, ...namedProfiles.map((name) => ({ name }))]),
    permissionSets: unique([...(own?.sets ?? []), ...namedSets.map((name) => setOf(ledger, name))]),
    users,
  };
}
