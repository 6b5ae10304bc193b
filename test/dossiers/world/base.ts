import { fileURLToPath } from 'node:url';
import { keysIn, parseWorld, type App, type Org, type User, type World } from '../../../src/simulator/index.js';
import { CANON } from './names.js';

/** An org without a fault, in the respects in which orgs differ. */
export interface Base {
  readonly kind: 'production' | 'sandbox' | 'developer';
  readonly host: 'my-domain' | 'generic';
  readonly app: 'connected-app' | 'external-client-app';
  readonly policy: 'self-authorize' | 'admin-approved';
}

const KINDS = ['production', 'sandbox', 'developer'] as const;
const HOSTS = ['my-domain', 'generic'] as const;
const APPS = ['connected-app', 'external-client-app'] as const;
const POLICIES = ['self-authorize', 'admin-approved'] as const;

/** Every org without a fault. An External Client App is used at the My Domain: the generic hosts do not serve it reliably. */
export const BASES: readonly Base[] = KINDS.flatMap((kind) =>
  HOSTS.flatMap((host) => APPS.flatMap((app) => POLICIES.map((policy) => ({ kind, host, app, policy })))),
).filter(({ host, app }) => host === 'my-domain' || app === 'connected-app');

/** The folder of the fixtures, from the source and from the bundle of the command. */
const fixtures = fileURLToPath(
  new URL(import.meta.url.includes('.tmp') ? '../../fixtures' : '../../../fixtures', import.meta.url),
);
const testKeys = keysIn(`${fixtures}/keys`);

// A short key signs fast; its length counts for nothing in the simulator, and no text shows it.
const SHORT = testKeys('weak-1024');
/** The certificate that fits the key of the login, as worlds hold it. */
export const RIGHT_CERTIFICATE = SHORT.certificate;
/** The certificate of another key. */
export const OTHER_CERTIFICATE = testKeys('other-2048').certificate;
/** The pair that texts show for the right one. */
export const SHOWN_PAIR = testKeys('ci-2048');
export const OTHER_PAIR = testKeys('other-2048');

const DOMAIN = { production: CANON.production, sandbox: CANON.sandbox, developer: CANON.developer } as const;
const SUFFIX = { production: '', sandbox: 'sandbox.', developer: 'develop.' } as const;

/** The My Domain of the org that a base is about, or of another org of its kind. */
export function homeOf(kind: Base['kind'], domain: string = DOMAIN[kind]): string {
  return `https://${domain}.${SUFFIX[kind]}my.salesforce.com`;
}

/** The generic host that serves a kind of org. */
export function genericOf(kind: Base['kind']): string {
  return kind === 'sandbox' ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}

function orgOf(kind: Base['kind'], [admin, ...users]: readonly string[], apps: object[], approvals: object[]): object {
  return {
    kind,
    myDomain: DOMAIN[kind],
    profiles: [
      { name: 'System Administrator', editSetup: true, approveUninstalledApps: true },
      { name: CANON.profile },
    ],
    permissionSets: [{ name: CANON.permissionSet }, { name: 'Canon_Other_Set' }],
    users: [
      { username: admin, profile: 'System Administrator' },
      ...users.map((username) => ({ username, profile: CANON.profile, permissionSets: [CANON.permissionSet] })),
    ],
    apps,
    approvals,
  };
}

function build({ kind, host, app, policy }: Base): World {
  const users = [CANON.user, CANON.second];
  const people = [CANON.admin, ...users];
  const apps = [
    {
      kind: app,
      name: CANON.appName,
      label: CANON.appLabel,
      consumerKey: CANON.rightKey,
      certificate: SHORT.certificate,
      scopes: ['api', 'refresh_token'],
      permittedUsers: policy,
      ...(policy === 'admin-approved' && { permissionSets: [CANON.permissionSet] }),
    },
  ];
  const approvals =
    policy === 'admin-approved'
      ? []
      : users.map((user) => ({ user, app: CANON.appName, scopes: ['api', 'refresh_token'], approvedSecondsAgo: 3e6 }));
  // A production org stands beside every sandbox, and a sandbox beside every other org: wrong hosts lead there.
  const beside = kind === 'sandbox' ? 'production' : 'sandbox';
  const world = {
    title: 'an org of a dossier',
    clientIp: CANON.clientIp,
    orgs: [orgOf(kind, people, apps, approvals), orgOf(beside, ['admin@canon.example', CANON.hubUser], [], [])],
    login: {
      username: CANON.user,
      clientId: CANON.rightKey,
      key: SHORT.privateKey,
      instanceUrl: host === 'my-domain' ? homeOf(kind) : genericOf(kind),
    },
  };
  return parseWorld(JSON.stringify(world));
}

const worlds = new Map<Base, World>();

/** A fresh world of a base. */
export function worldOf(base: Base): World {
  if (!worlds.has(base)) worlds.set(base, build(base));
  return structuredClone(worlds.get(base)!);
}

/** The parts of a world that faults change. */
export interface Parts {
  readonly world: World;
  readonly org: Org;
  readonly beside: Org;
  readonly app: App;
  readonly user: User;
  readonly profile: Org['profiles'][number];
  readonly login: World['login'];
}

/** The parts of a world of a base. */
export function partsOf(world: World): Parts {
  const [org, beside] = world.orgs as [Org, Org];
  const profile = org.profiles.find(({ name }) => name === CANON.profile)!;
  return {
    world,
    org,
    beside,
    app: org.apps[0]!,
    // The administrator comes first; the user may have been renamed.
    user: org.users[1]!,
    profile,
    login: world.login,
  };
}
