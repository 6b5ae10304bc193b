import { saveComponent } from '../simulator/metadata/package.js';
import type { MetadataType } from '../simulator/metadata/type.js';
import { METADATA_TYPES } from '../simulator/metadata/types.js';
import type { Fields, Node } from '../simulator/metadata/xml.js';
import type { Viewer } from '../simulator/records/viewer.js';
import { createState } from '../simulator/state.js';
import type { XmlNode } from '../remedies/change.js';
import type { Twin } from './build.js';

const API_VERSION = 66;

/** The administrator of the twin, who may read and write everything. */
export function viewerOf({ world, org }: Pick<Twin, 'world' | 'org'>, now: number): Viewer {
  const user = org.users.find(({ profile }) => org.profiles.some((one) => one.editSetup && one.name === profile))!;
  return { world, state: createState(now), sessions: new Map(), org, user, now, version: API_VERSION };
}

/** A metadata type of the simulator; undefined for one that has no part in a login. */
export function typeOf(name: string): MetadataType | undefined {
  return METADATA_TYPES.find((type) => type.name === name);
}

/** Elements as the remedies know them: every value is a text, and an empty list is not there. */
export function toNode(fields: Fields): XmlNode {
  const convert = (value: Fields[string]): XmlNode | undefined => {
    if (value === undefined) return undefined;
    if (Array.isArray(value)) {
      const list = (value as readonly Fields[string][]).flatMap((one): XmlNode[] => [convert(one) ?? '']);
      return list.length < 2 ? list[0] : list;
    }
    return typeof value === 'object' ? toNode(value as Fields) : String(value);
  };
  const entries = Object.entries(fields).map(([name, value]) => [name, convert(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const UNKNOWN_NAME = /no (Profile|PermissionSet) named (.+) found/;

/**
 * Saves a component in the twin. A profile or permission set that the twin has never heard of is taken to exist: the org
 * holds more than anybody told. Returns the sentence with which the org refuses the component.
 */
export function saveIn(viewer: Viewer, type: MetadataType, fullName: string, node: XmlNode): string | undefined {
  for (;;) {
    const problem = saveComponent(viewer, type, fullName, node as Node);
    const [, kind, name] = UNKNOWN_NAME.exec(problem ?? '') ?? [];
    if (name === undefined || kind === undefined || type.name === 'Profile') return problem;
    const { org } = viewer;
    const permissions = { apiEnabled: false, useAnyApiClient: false, approveUninstalledApps: false, rights: [] };
    if (kind === 'Profile')
      org.profiles.push({ name, ...permissions, loginIpRanges: [], highAssurance: false, editSetup: false });
    else org.permissionSets.push({ name, ...permissions, carriesApps: true, activationRequired: false });
  }
}
