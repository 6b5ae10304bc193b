import type { SourceFact } from '../../../facts/store.js';
import type { Reading } from '../shape.js';
import type { MetadataRecord } from './record.js';
import { hoursOf, isSameEverywhere, UNKNOWN_ZONE } from './login-hours.js';
import { booleanOf, child, children, textOf, type XmlNode } from './xml.js';

/** Login hours count in the time zone of the org, which the file doesn't contain. */
function hoursFact(node: XmlNode, source: string): SourceFact {
  const value = hoursOf(node, UNKNOWN_ZONE);
  const isSame = isSameEverywhere(value);
  return {
    name: 'user.loginHours',
    value: isSame ? { ...value, timeZone: 'UTC' } : value,
    source,
    rank: 'stated',
  };
}

/** Reads a Profile. The facts apply only if it is the user's profile. */
export function profile({ root, component, at }: MetadataRecord): Reading {
  const facts: SourceFact[] = [];
  if (component !== undefined)
    facts.push({ name: 'user.profile', value: component, source: at('Profile'), rank: 'stated' });
  const ranges = children(root, 'loginIpRanges').flatMap((range) => {
    const [start, end] = [textOf(range, 'startAddress'), textOf(range, 'endAddress')];
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
  if (ranges.length > 0)
    facts.push({ name: 'user.loginIpRanges', value: ranges, source: at('loginIpRanges'), rank: 'stated' });
  const hours = child(root, 'loginHours');
  if (hours !== undefined) facts.push(hoursFact(hours, at('loginHours')));
  const source = (permission: string) => `${at(permission)} (the profile ${component ?? 'in the paste'})`;
  return { facts: [...facts, ...permissionFacts(root, source)] };
}

/** The permissions of a profile or a permission set that a JWT login meets, and the facts that they are. */
const PERMISSIONS = {
  ApiEnabled: 'user.apiEnabled',
  UseAnyApiClient: 'user.useAnyApiClient',
  ApproveUninstalledConnectedApps: 'user.approveUninstalledApps',
} as const;

/** The facts of the user permissions in a file. What a permission set leaves out, another one may grant. */
function permissionFacts(root: XmlNode, source: (permission: string) => string, onlyGranted = false): SourceFact[] {
  return children(root, 'userPermissions').flatMap((one): SourceFact[] => {
    const permission = Object.keys(PERMISSIONS).find((name) => name === textOf(one, 'name')) as
      keyof typeof PERMISSIONS | undefined;
    const value = booleanOf(one, 'enabled');
    if (permission === undefined || value === undefined || (onlyGranted && !value)) return [];
    return [{ name: PERMISSIONS[permission], value, source: source(permission), rank: 'stated' }];
  });
}

// Sets with this licence cannot carry an app (reported).
const WITHOUT_APPS = 'salesforce api integration';

/** Reads a PermissionSet. The facts apply only if the user has it. */
export function permissionSet({ root, component, at }: MetadataRecord): Reading {
  const facts = permissionFacts(
    root,
    (permission) => `${at(permission)} (the permission set ${component ?? 'in the paste'})`,
    true,
  );
  const licence = textOf(root, 'license');
  if (component !== undefined && licence?.toLowerCase() === WITHOUT_APPS)
    facts.push({ name: 'user.setsWithoutApps', value: [component], source: at('license'), rank: 'stated' });
  return { facts };
}
