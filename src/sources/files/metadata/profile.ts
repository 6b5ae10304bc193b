import type { SourceFact } from '../../../facts/store.js';
import type { Reading } from '../shape.js';
import type { MetadataRecord } from './record.js';
import { booleanOf, child, children, textOf } from './xml.js';

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
  // Login hours are in the org's time zone, which the file doesn't contain.
  if (child(root, 'loginHours') !== undefined) {
    const detail = 'the profile restricts the login hours; the file does not tell the time zone of the org';
    facts.push({ name: 'user.loginHours', unknown: 'absent-in-reply', source: at('loginHours'), detail });
  }
  const permission = children(root, 'userPermissions').find((one) => textOf(one, 'name') === 'ApiEnabled');
  const enabled = booleanOf(permission, 'enabled');
  if (enabled !== undefined)
    facts.push({
      name: 'user.apiEnabled',
      value: enabled,
      source: `${at('ApiEnabled')} (the profile ${component ?? 'in the paste'})`,
      rank: 'stated',
    });
  return { facts };
}
