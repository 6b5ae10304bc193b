import type { core } from 'zod';

import type { YamlMap } from './extend-world.js';
import { myDomainOrigin } from './hosts.js';
import { recordId } from './ids.js';
import { worldSchema, type Org, type World } from './world.js';

/** A world file that cannot be used; the message is one sentence. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
}

/** A key pair as PEM text. */
export interface KeyPair {
  readonly privateKey: string;
  readonly certificate: string;
}

export interface ParseWorldOptions {
  /** How the file is called in messages. */
  readonly name?: string;
  /** Finds a test key pair by its name; throws when there is none. */
  readonly readKey?: (name: string) => KeyPair;
  /** Reads the world that `extends` names, with everything it extends itself. */
  readonly readBase?: (base: string) => YamlMap;
}

/** Why a world file cannot be used, in one sentence. */
export function refusal(name: string | undefined, sentence: string): WorldError {
  return new WorldError(`${name ?? 'The world file'}: ${sentence}.`);
}

/** `orgs[0].users[1]` for a path of keys. */
function dotted(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text ? '.' : ''}${String(key)}`),
    '',
  );
}

function describe(issue: core.$ZodIssue): string {
  const where = dotted(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys.map((key) => `"${key}"`).join(', ')} is not known in ${where || 'a world'}`;
  }
  return where ? `${where}: ${issue.message}` : issue.message;
}

function checkReferences(world: World, fail: (text: string) => never): void {
  const usernames = new Set<string>();
  const domains = new Set<string>();
  const keys = new Set(world.orgs.flatMap((org) => org.apps.map((app) => app.consumerKey)));
  for (const org of world.orgs) {
    const domain = myDomainOrigin(org);
    if (domains.has(domain)) fail(`two orgs have the My Domain ${domain}`);
    domains.add(domain);
    const has = (kind: 'profiles' | 'permissionSets', name: string, where: string): void => {
      if (!org[kind].some((entry) => entry.name === name))
        fail(`${where} names ${name}, which is not in the ${kind} of ${org.myDomain}`);
    };
    for (const user of org.users) {
      if (usernames.has(user.username.toLowerCase())) fail(`two users are called ${user.username}`);
      usernames.add(user.username.toLowerCase());
      has('profiles', user.profile, user.username);
      for (const name of [...user.permissionSets, ...user.expiredPermissionSets])
        has('permissionSets', name, user.username);
      for (const name of user.permissionSetGroups) {
        if (!org.permissionSetGroups.some((group) => group.name === name))
          fail(`${user.username} names ${name}, which is not in the permissionSetGroups of ${org.myDomain}`);
      }
    }
    for (const group of org.permissionSetGroups)
      for (const name of group.permissionSets) has('permissionSets', name, group.name);
    for (const { user } of [...org.loginHistory, ...org.sessions]) {
      if (!org.users.some(({ username }) => username === user))
        fail(`the history of ${org.myDomain} names ${user}, who is not in it`);
    }
    for (const app of org.apps) {
      for (const name of app.profiles) has('profiles', name, app.name);
      for (const name of app.permissionSets) has('permissionSets', name, app.name);
      if (org.apps.some((other) => other !== app && other.consumerKey === app.consumerKey)) {
        fail(`two apps of ${org.myDomain} have the consumer key of ${app.name}`);
      }
    }
    for (const approval of org.approvals) {
      if (!org.users.some((user) => user.username === approval.user))
        fail(`an approval names ${approval.user}, who is not in ${org.myDomain}`);
      if (!org.apps.some((app) => app.name === approval.app) && !keys.has(approval.app)) {
        fail(`an approval names ${approval.app}, which is no app of ${org.myDomain} and no consumer key of this world`);
      }
    }
  }
}

function fillIn(org: Org): void {
  org.id ||= recordId('00D', myDomainOrigin(org));
  for (const user of org.users) user.id ||= recordId('005', `${org.id}/${user.username}`);
  for (const app of org.apps) app.label ||= app.name;
}

/** A world from data: what the data leave out has its default. Throws a WorldError with one sentence. */
export function completeWorld(data: unknown, options: ParseWorldOptions = {}): World {
  const fail = (sentence: string): never => {
    throw refusal(options.name, sentence);
  };
  const result = worldSchema.safeParse(data);
  if (!result.success) {
    const [first] = result.error.issues;
    return fail(first ? describe(first) : 'not a world');
  }
  const world = result.data;
  const pair = (name: string): KeyPair => {
    if (!options.readKey) return fail(`the key pair ${name} cannot be found without a place to look for it`);
    try {
      return options.readKey(name);
    } catch {
      return fail(`there is no key pair called ${name}`);
    }
  };
  const certificate = (value: string): string => (value.includes('-----BEGIN') ? value : pair(value).certificate);
  for (const org of world.orgs) {
    fillIn(org);
    for (const app of org.apps) {
      if (app.certificate != null) app.certificate = certificate(app.certificate);
      const change = app.pendingChange?.set;
      if (change?.certificate != null) change.certificate = certificate(change.certificate);
    }
  }
  if (!world.login.key.includes('-----BEGIN')) world.login.key = pair(world.login.key).privateKey;
  checkReferences(world, fail);
  return world;
}
