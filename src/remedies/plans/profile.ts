import { textOf, type XmlNode } from '../../sources/files/metadata/xml.js';
import { isRefusal, type Draft, type Part, type Refusal } from '../draft.js';
import { at, listOf } from '../metadata.js';
import { editableApp } from './certified.js';

const HOUR = 60;
const DAY_END = 24 * HOUR;

async function profilePart(draft: Draft): Promise<Part | Refusal> {
  const user = await draft.user();
  if (isRefusal(user)) return user;
  const name = await draft.profileName(user.profileId);
  return typeof name === 'string' ? draft.part('Profile', name) : name;
}

function profileLabel(draft: Draft, { fullName }: Part): string {
  return draft.bench.facts.value('user.profile') ?? decodeURIComponent(fullName);
}

/** The address of the caller as the org saw it: it is what the login was refused for. */
function callerAddress(draft: Draft): string | undefined {
  const { facts } = draft.bench;
  const restricted = facts
    .value('login.history')
    ?.find(({ status }) => /restricted ip|ip address not allowed/i.test(status));
  return facts.value('client.ip') ?? restricted?.sourceIp;
}

/** Adds the address of the caller to the login IP ranges of the profile. */
export async function allowAddress(draft: Draft): Promise<Refusal | undefined> {
  const address = callerAddress(draft);
  if (address === undefined) return { code: 'address-unknown' };
  const part = await profilePart(draft);
  if (isRefusal(part)) return part;
  const about = { address, profile: profileLabel(draft, part) };
  const range = { endAddress: address, startAddress: address } as unknown as XmlNode;
  draft.edit(part, 'allow-address', about, [[['loginIpRanges'], [...listOf(at(part.node, ['loginIpRanges'])), range]]]);
  draft.effect('whole-profile', about);
  return undefined;
}

/** The day of the week and the minutes since midnight in a time zone. */
function localTime(now: number, timeZone: string): { day: string; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: of('weekday').toLowerCase(), minutes: Number(of('hour')) * HOUR + Number(of('minute')) };
}

/** Widens the login hours of the profile by now and the hour after, on this day of the week only. */
export async function widenHours(draft: Draft): Promise<Refusal | undefined> {
  const hours = draft.bench.facts.value('user.loginHours');
  if (hours === undefined) return { code: 'hours-unknown' };
  const part = await profilePart(draft);
  if (isRefusal(part)) return part;
  const { day, minutes } = localTime(draft.bench.now, hours.timeZone);
  const node = at(part.node, ['loginHours']);
  if (node === undefined) return { code: 'hours-unknown' };
  const [start, end] = [Number(textOf(node, `${day}Start`) ?? 0), Number(textOf(node, `${day}End`) ?? 0)];
  const from = Math.floor(minutes / HOUR) * HOUR;
  const to = Math.min(from + 2 * HOUR, DAY_END);
  const isClosed = start === end;
  const span = isClosed ? { start: from, end: to } : { start: Math.min(start, from), end: Math.max(end, to) };
  const about = { profile: profileLabel(draft, part), day, timeZone: hours.timeZone };
  draft.edit(part, 'widen-hours', about, [
    [['loginHours', `${day}Start`], String(span.start)],
    [['loginHours', `${day}End`], String(span.end)],
  ]);
  draft.effect('whole-profile', about);
  return undefined;
}

async function ofProfile(draft: Draft): Promise<Refusal | undefined> {
  const profile = await profilePart(draft);
  if (isRefusal(profile)) return profile;
  const list = await draft.bench.reading.listed('ProfileSessionSetting');
  if (!list.ok) return { code: 'not-readable', detail: list.detail };
  for (const { fullName } of list.value) {
    const part = await draft.part('ProfileSessionSetting', fullName);
    if (isRefusal(part)) continue;
    const own = textOf(part.node, 'profile')?.toLowerCase();
    if (own !== decodeURIComponent(profile.fullName).toLowerCase()) continue;
    const about = { profile: profileLabel(draft, profile) };
    draft.edit(part, 'drop-high-assurance', about, [[['requiredSessionLevel'], 'STANDARD']]);
    draft.effect('less-assurance', about);
  }
  return undefined;
}

async function ofApp(draft: Draft): Promise<Refusal | undefined> {
  const app = await draft.app();
  if (isRefusal(app)) return app;
  const about = { app: app.label ?? app.name };
  if (app.kind === 'connected-app') {
    const part = await editableApp(draft, app);
    if (isRefusal(part)) return part;
    draft.edit(part, 'drop-high-assurance', about, [
      [['sessionPolicy', 'policyAction'], undefined],
      [['sessionPolicy', 'sessionLevel'], undefined],
    ]);
  } else {
    const part = await draft.clientAppPart(app, 'ExtlClntAppOauthConfigurablePolicies');
    if (isRefusal(part)) return part;
    draft.edit(part, 'drop-high-assurance', about, [
      [['policyAction'], undefined],
      [['requiredSessionLevel'], 'STANDARD'],
    ]);
  }
  draft.effect('less-assurance', about);
  return undefined;
}

/** Demands no high assurance any more: of the app, of the profile, or of both, wherever it was seen to be demanded. */
export async function dropHighAssurance(draft: Draft): Promise<Refusal | undefined> {
  const { facts } = draft.bench;
  if (facts.value('app.highAssurance') === true) {
    const refusal = await ofApp(draft);
    if (refusal) return refusal;
  }
  return facts.value('user.highAssurance') === true ? ofProfile(draft) : undefined;
}
