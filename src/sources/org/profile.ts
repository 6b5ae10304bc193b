import type { SourceFact } from '../../facts/store.js';
import { hoursOf } from '../files/metadata/login-hours.js';
import { child, children, textOf, type XmlNode } from '../files/metadata/xml.js';
import { orgTimeZone } from './organization.js';
import { READ_AT_ONCE, type Listed, type NotRead } from './client.js';
import { notKnown, type OrgReading, type Subject } from './reading.js';

const FACTS = ['user.loginIpRanges', 'user.loginHours'] as const;

/** The contents of the profile of the user by the Metadata API. */
async function profileContents(reading: OrgReading): Promise<{ node: XmlNode; name: string } | NotRead> {
  const found = await reading.userOrReason();
  if ('ok' in found) return found;
  const list = await reading.listed('Profile');
  if (!list.ok) return list;
  const profile = list.value.find(({ id }) => id?.slice(0, 15) === found.profileId.slice(0, 15));
  if (!profile) return missing('absent-in-reply', 'the profile of the user is not in the list of profiles');
  const read = await reading.client.read('Profile', [profile.fullName]);
  if (!read.ok) return read;
  const node = read.value.get(profile.fullName);
  return node === undefined
    ? missing('absent-in-reply', 'the profile is not readable')
    : { node, name: profile.fullName };
}

function missing(reason: NotRead['reason'], detail: string): NotRead {
  return { ok: false, reason, detail };
}

/** Addresses and hours in which the profile lets the user log in. */
export const profile: Subject = {
  title: 'the profile of the user',
  provides: FACTS,
  async read(reading) {
    const [contents, timeZone] = await Promise.all([profileContents(reading), orgTimeZone(reading)]);
    if ('ok' in contents) return notKnown(FACTS, contents, reading.client.sourceOf('Profile', 'Metadata API'));
    const source = reading.client.sourceOf(`Profile ${contents.name}`, 'Metadata API');
    const ranges = children(contents.node, 'loginIpRanges').flatMap((range) => {
      const [start, end] = [textOf(range, 'startAddress'), textOf(range, 'endAddress')];
      return start === undefined || end === undefined ? [] : [{ start, end }];
    });
    const hours = child(contents.node, 'loginHours');
    const facts: SourceFact[] = [{ name: 'user.loginIpRanges', value: ranges, source }];
    if (hours !== undefined && timeZone === undefined)
      return [
        ...facts,
        ...notKnown(
          ['user.loginHours'],
          {
            ok: false,
            reason: 'absent-in-reply',
            detail: 'the time zone of the org, in which the hours count, is not known',
          },
          source,
        ),
      ];
    return [...facts, { name: 'user.loginHours', value: hoursOf(hours, timeZone ?? 'UTC'), source }];
  },
};

/** Whether the profile demands a high assurance session (ProfileSessionSetting: documented). */
export const profileSession: Subject = {
  title: 'the session settings of the profile',
  provides: ['user.highAssurance'],
  async read(reading) {
    const [list, contents] = await Promise.all([reading.listed('ProfileSessionSetting'), reading.listed('Profile')]);
    const source = reading.client.sourceOf('ProfileSessionSetting', 'Metadata API');
    if (!list.ok) return notKnown(['user.highAssurance'], list, source);
    if (list.value.length === 0) return [{ name: 'user.highAssurance', value: false, source }];
    if (!contents.ok) return notKnown(['user.highAssurance'], contents, source);
    const found = await reading.user();
    const own = contents.value.find(({ id }) => id?.slice(0, 15) === found?.profileId.slice(0, 15))?.fullName;
    // Their names start with that of the profile as a rule; where there are many, those come first.
    const isLikely = ({ fullName }: Listed) =>
      own !== undefined && fullName.toLowerCase().startsWith(own.toLowerCase());
    const settings = [...list.value].sort((a, b) => Number(isLikely(b)) - Number(isLikely(a)));
    const read = await reading.client.read(
      'ProfileSessionSetting',
      settings.slice(0, READ_AT_ONCE).map(({ fullName }) => fullName),
    );
    if (!read.ok) return notKnown(['user.highAssurance'], read, source);
    if (own === undefined) return [];
    const setting = [...read.value].find(
      ([, node]) => textOf(node, 'profile')?.toLowerCase() === decodeURIComponent(own).toLowerCase(),
    );
    if (setting === undefined && settings.length > READ_AT_ONCE) {
      const detail = 'the org has more session settings of profiles than are read';
      return notKnown(['user.highAssurance'], { ok: false, reason: 'not-asked', detail }, source);
    }
    const level = textOf(setting?.[1], 'requiredSessionLevel');
    return [{ name: 'user.highAssurance', value: level === 'HIGH_ASSURANCE', source }];
  },
};
