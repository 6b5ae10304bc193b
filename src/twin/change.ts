import type { Change, CreateRecord, EditMetadata, XmlNode } from '../remedies/change.js';
import { at, listOf, withElement } from '../remedies/metadata.js';
import type { Viewer } from '../simulator/records/viewer.js';
import type { App, Org, User } from '../simulator/world.js';
import { UNKNOWN_APP } from './app.js';
import type { Twin } from './build.js';
import { saveIn, toNode, typeOf, viewerOf } from './components.js';
import type { MetadataType } from '../simulator/metadata/type.js';

/** Why a change could not be made in the twin; undefined where it was made. */
type Problem = string | undefined;

function appNamed({ apps }: Org, name: string | undefined): App | undefined {
  return apps.find((app) => app.name === name) ?? apps.find((app) => app.label === name);
}

function userNamed({ users }: Org, name: string | undefined): User | undefined {
  return users.find(({ username }) => username.toLowerCase() === name?.toLowerCase());
}

function addSet(org: Org, name: string, apiEnabled = false): void {
  if (org.permissionSets.some((set) => set.name === name)) return;
  org.permissionSets.push({
    name,
    apiEnabled,
    useAnyApiClient: false,
    approveUninstalledApps: false,
    carriesApps: true,
    activationRequired: false,
    rights: [],
  });
}

const NO_APP = 'the twin does not know this app';
const NO_USER = 'the twin does not know this user';

function create(org: Org, { object, about, values }: CreateRecord): Problem {
  const set = about['set'] ?? '';
  if (object === 'PermissionSet') {
    addSet(org, set, values['PermissionsApiEnabled'] === true);
    return undefined;
  }
  addSet(org, set);
  if (object === 'SetupEntityAccess') {
    const app = appNamed(org, about['app']);
    if (app === undefined) return NO_APP;
    app.permissionSets = [...new Set([...app.permissionSets, set])];
    return undefined;
  }
  const user = userNamed(org, about['user']);
  if (user === undefined) return NO_USER;
  user.permissionSets = [...new Set([...user.permissionSets, set])];
  user.expiredPermissionSets = user.expiredPermissionSets.filter((name) => name !== set);
  return undefined;
}

/** The app that an element or the change itself names, for the parts of an External Client App. */
function isOfApp(viewer: Viewer, type: MetadataType, fullName: string, app: App | undefined): boolean {
  return app !== undefined && type.read(viewer, fullName)?.['externalClientApplication'] === app.name;
}

/** The name that a component of the org has in the twin: the same, or that of the same app or profile. */
function nameInTwin(
  viewer: Viewer,
  type: MetadataType,
  change: Pick<EditMetadata, 'fullName' | 'about'>,
): string | undefined {
  const { fullName, about } = change;
  const names = type.list(viewer).map((one) => one.fullName);
  const app = appNamed(viewer.org, about['app']);
  const profile = viewer.org.users.find(({ username }) => username === viewer.world.login.username)?.profile;
  return (
    names.find((name) => name === fullName) ??
    names.find((name) => isOfApp(viewer, type, name, app)) ??
    // The only app that a plan is about has no name in a twin that was told none.
    (type.name === 'ConnectedApp' ? names.find((name) => name === UNKNOWN_APP) : undefined) ??
    (type.name.startsWith('Profile') ? names.find((name) => decodeURIComponent(name) === profile) : undefined)
  );
}

/** Keeps the twin's own permission set when a deployment replaces the list of sets. */
function withTwinSets(before: XmlNode | undefined, after: XmlNode | undefined): XmlNode | undefined {
  if (typeof after === 'string' && typeof before === 'string' && before.split(',').includes('Twin_Access'))
    return `${after},Twin_Access`;
  const kept = listOf(before).filter((name) => name === 'Twin_Access');
  return kept.length === 0 || !Array.isArray(after) ? after : [...(after as readonly XmlNode[]), ...kept];
}

const SETS = /^(permissionSetName|commaSeparatedPermissionSet)$/;

function edit(twin: Twin, viewer: Viewer, change: EditMetadata): Problem {
  const type = typeOf(change.type);
  const name = type && nameInTwin(viewer, type, change);
  const fields = name === undefined ? undefined : type?.read(viewer, name);
  if (type === undefined || name === undefined || fields === undefined)
    return `the twin has no ${change.type} ${change.fullName}`;
  let node = toNode(fields);
  for (const { path, after } of change.edits) {
    const leaf = path.at(-1)!;
    const isCertificate = leaf === 'certificate' && typeof after === 'string';
    const value = SETS.test(leaf) ? withTwinSets(at(node, path), after) : after;
    node = withElement(node, path, isCertificate ? twin.keys.standInFor(after) : value);
  }
  return saveIn(viewer, type, name, node);
}

/** Makes a change of a plan in the world of a twin. Returns why it could not be made. */
export function makeInTwin(twin: Twin, change: Change, now: number): Problem {
  const viewer = viewerOf(twin, now);
  const { org } = twin;
  const { about } = change;
  switch (change.kind) {
    case 'create':
      return create(org, change);
    case 'delete': {
      const user = userNamed(org, about['user']);
      if (user === undefined) return NO_USER;
      user.permissionSets = user.permissionSets.filter((name) => name !== about['set']);
      user.expiredPermissionSets = user.expiredPermissionSets.filter((name) => name !== about['set']);
      return undefined;
    }
    case 'update': {
      const user = userNamed(org, about['user']);
      if (user === undefined) return NO_USER;
      if (change.after['IsActive'] !== undefined) user.active = change.after['IsActive'];
      if (change.after['IsFrozen'] !== undefined) user.frozen = change.after['IsFrozen'];
      return undefined;
    }
    case 'edit-metadata':
      return edit(twin, viewer, change);
    case 'delete-metadata': {
      const app = appNamed(org, about['app']);
      if (app === undefined) return NO_APP;
      app.blocked = false;
      return undefined;
    }
    case 'deploy':
      return change.components
        .map(({ type, fullName, node }) => {
          const known = typeOf(type);
          return known === undefined ? undefined : saveIn(viewer, known, fullName, node);
        })
        .find((problem) => problem !== undefined);
  }
}
