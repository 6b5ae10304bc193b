import type { XmlNode } from '../remedies/change.js';
import { at, same, withElement } from '../remedies/metadata.js';
import type { Viewer } from '../simulator/records/viewer.js';
import type { Twin } from './build.js';
import { saveIn, toNode, viewerOf } from './components.js';
import type { DeployComponent, Deployment, Removal } from './deploy-files.js';
import { placeOf, type Place } from './lines.js';
import { loginsOf, playAll, type PlayedLogin, type UserLogin } from './logins.js';
import { copyOf, newlyWorking, works } from './rehearse.js';

/** A login that a deployment breaks, with the line that breaks it. */
export interface BrokenLogin {
  readonly login: PlayedLogin;
  readonly place: Place;
}

/** A deployment that was played on a twin. */
export interface DeployRehearsal {
  readonly before: readonly PlayedLogin[];
  readonly after: readonly PlayedLogin[];
  readonly gained: readonly PlayedLogin[];
  readonly broken: readonly BrokenLogin[];
  /** Components that were laid over the twin. */
  readonly played: readonly string[];
  /** Components that the org would refuse, with its words. */
  readonly refused: readonly { readonly file: string; readonly problem: string }[];
}

/** Elements of a profile that a deployment leaves as they are where the file does not hold them (documented: Profile). */
const KEPT_IN_PROFILE = ['loginIpRanges', 'loginHours'];

/** The name of a component in the twin; undefined where the twin has none of that name. */
function nameInTwin(viewer: Viewer, { type, fullName, node }: DeployComponent): string | undefined {
  const names = type.list(viewer).map((one) => one.fullName);
  const app = at(node, ['externalClientApplication']);
  const ofApp = names.find(
    (name) => app !== undefined && type.read(viewer, name)?.['externalClientApplication'] === app,
  );
  const own = names.find((name) => decodeURIComponent(name) === fullName);
  const key = at(node, ['oauthConfig', 'consumerKey']);
  const byKey = viewer.org.apps.find(({ kind, consumerKey }) => kind === 'connected-app' && consumerKey === key)?.name;
  // A setting that blocks an app or demands high assurance is new if the org doesn't have it yet.
  return (
    ofApp ??
    own ??
    (type.name === 'ConnectedApp' ? byKey : undefined) ??
    (/^(BlacklistedConsumer|ProfileSessionSetting)$/.test(type.name) ? fullName : undefined)
  );
}

function currentOf(viewer: Viewer, { type }: DeployComponent, name: string): XmlNode {
  const fields = type.read(viewer, name);
  return fields === undefined ? {} : toNode(fields);
}

function laidOver(component: DeployComponent, current: XmlNode, twin: Twin): XmlNode {
  let node = component.node;
  if (component.type.name === 'Profile')
    for (const name of KEPT_IN_PROFILE)
      if (at(node, [name]) === undefined) node = withElement(node, [name], at(current, [name]));
  for (const path of [['certificate'], ['oauthConfig', 'certificate']]) {
    const certificate = at(node, path);
    if (typeof certificate === 'string') node = withElement(node, path, twin.keys.standInFor(certificate));
  }
  return node;
}

/** The paths at which two components differ: one level deep, two within the OAuth elements of a connected app. */
function differences(before: XmlNode, after: XmlNode): string[][] {
  const names = (node: XmlNode | undefined) =>
    typeof node === 'object' && !Array.isArray(node) ? Object.keys(node) : [];
  const paths = [...new Set([...names(before), ...names(after)])].flatMap((name) =>
    /^(oauthConfig|oauthPolicy|sessionPolicy)$/.test(name)
      ? [...new Set([...names(at(before, [name])), ...names(at(after, [name]))])].map((inner) => [name, inner])
      : [[name]],
  );
  return paths.filter((path) => !same(at(before, path), at(after, path)));
}

/** The element without whose change the login would still work; the whole file where no single one does it. */
function culprit(start: Twin, component: DeployComponent, name: string, login: UserLogin, now: number): Place {
  const current = currentOf(viewerOf(start, now), component, name);
  const next = laidOver(component, current, start);
  const path = differences(current, next).find((one) => {
    const trial = copyOf(start);
    saveIn(viewerOf(trial, now), component.type, name, withElement(next, one, at(current, one)));
    return works(playAll(trial, [login], now)[0]!);
  });
  return path === undefined
    ? placeOf(component.file, [], undefined, undefined)
    : placeOf(component.file, path, at(current, path), at(next, path));
}

function remove({ org }: Twin, { type, fullName }: Removal): boolean {
  if (type === 'PermissionSet') {
    const had = org.permissionSets.some(({ name }) => name === fullName);
    org.permissionSets = org.permissionSets.filter(({ name }) => name !== fullName);
    for (const holder of [...org.users, ...org.apps])
      holder.permissionSets = holder.permissionSets.filter((name) => name !== fullName);
    return had;
  }
  if (!/^(ConnectedApp|ExternalClientApplication)$/.test(type)) return false;
  const had = org.apps.some(({ name }) => name === fullName);
  org.apps = org.apps.filter(({ name }) => name !== fullName);
  return had;
}

/** Lays a deployment over a copy of the twin, file by file, and plays every login before and after. Pure. */
export function rehearseDeploy(twin: Twin, { components, removals }: Deployment, now: number): DeployRehearsal {
  const copy = copyOf(twin);
  const logins = loginsOf(copy);
  const before = playAll(copy, logins, now);
  const places = new Map<UserLogin, Place>();
  const played: string[] = [];
  const refused: { file: string; problem: string }[] = [];
  const blame = (find: (login: UserLogin) => Place): void => {
    playAll(copy, logins, now).forEach((one, index) => {
      const login = logins[index]!;
      if (works(one)) places.delete(login);
      else if (works(before[index]!) && !places.has(login)) places.set(login, find(login));
    });
  };
  for (const component of components) {
    const viewer = viewerOf(copy, now);
    const name = nameInTwin(viewer, component);
    if (name === undefined) continue;
    const start = copyOf(copy);
    const node = laidOver(component, currentOf(viewer, component, name), copy);
    const blocked = copy.org.apps.filter((app) => app.blocked);
    const problem = saveIn(viewer, component.type, name, node);
    // The embedded org unblocks an app that is switched on; a deployment that says both means the block.
    if (component.type.name === 'ExtlClntAppConfigurablePolicies') for (const app of blocked) app.blocked = true;
    if (problem === undefined) played.push(component.file.path);
    else refused.push({ file: component.file.path, problem });
    blame((login) => culprit(start, component, name, login, now));
  }
  for (const removal of removals) {
    if (!remove(copy, removal)) continue;
    played.push(removal.file.path);
    const line = removal.file.text.split('\n').findIndex((one) => one.includes(`>${removal.fullName}<`)) + 1;
    const element = `${removal.type} ${removal.fullName}`;
    blame(() => ({ file: removal.file.path, line: Math.max(line, 1), element, isMissing: false }));
  }
  const after = playAll(copy, logins, now);
  const broken = after.flatMap((login, index) => {
    const place = places.get(logins[index]!);
    return place === undefined ? [] : [{ login, place }];
  });
  return { before, after, gained: newlyWorking(before, after), broken, played: [...new Set(played)], refused };
}
