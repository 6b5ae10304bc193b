import { BlockList, isIP } from 'node:net';

import type { Profile } from './world.js';

/** True when the profile allows a login from this address: it has no IP ranges, or one contains the address. */
export function addressAllowed(profile: Profile | undefined, address: string): boolean {
  if (!profile || profile.loginIpRanges.length === 0) return true;
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return profile.loginIpRanges.some(({ start, end }) => {
    if (isIP(start) !== isIP(address) || isIP(end) !== isIP(address)) return false;
    const list = new BlockList();
    list.addRange(start, end, family);
    return list.check(address, family);
  });
}

/** True when the profile allows a login at this time (milliseconds). */
export function timeAllowed(profile: Profile | undefined, now: number): boolean {
  const policy = profile?.loginHours;
  if (!policy) return true;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: policy.timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? '';
  const day = part('weekday').toLowerCase() as keyof typeof policy.days;
  const time = `${part('hour')}:${part('minute')}`;
  return (policy.days[day] ?? []).some(({ start, end }) => time >= start && time < end);
}
