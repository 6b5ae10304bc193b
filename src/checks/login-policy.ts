import ipaddr from 'ipaddr.js';
import { meantAnswer, readAnswer } from '../facts/answers.js';
import type { FactValue } from '../facts/vocabulary.js';
import { causeNamedByHistory, citeRefusal, HISTORY_FACTS } from './history.js';
import { clear, defineCheck, fail, isHidden, open, type Finding, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'policy/no-ranges': 'The profile has no login IP ranges.',
  'policy/address-inside': (value) =>
    `The IP address ${value('client.ip')} is inside the login IP ranges of the profile.`,
  'policy/address-outside': (value) =>
    `The IP address ${value('client.ip')} is outside the login IP ranges of the profile (${value('user.loginIpRanges')}).`,
  'policy/history-says-ip': (value) => `The Login History shows this status for the login: ${value('login.history')}.`,
  'policy/inside-hours': 'The login was within the login hours of the profile.',
  'policy/outside-hours': 'The login was outside the login hours of the profile.',
  'policy/hours-set': 'The profile has login hours, and the local time of the login is not known.',
  'policy/history-says-hours': (value) =>
    `The Login History shows this status for the login: ${value('login.history')}.`,
  'policy/high-assurance':
    'The app requires a high assurance session: a login with a second factor, which only a person can confirm.',
  'policy/high-assurance-of-profile':
    "The user's profile requires a high assurance session: a login with a second factor, which only a person can confirm.",
  'policy/standard-session': 'The app does not require a high assurance session.',
} satisfies Sentences;

type Code = keyof typeof sentences;

type Hours = FactValue<'user.loginHours'>;

/** The bytes of an IP address, IPv4 mapped to IPv6 so that both compare; undefined for other text. */
function bytesOf(address: string): number[] | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.parse(address);
  return (
    parsed.kind() === 'ipv4' ? (parsed as ipaddr.IPv4).toIPv4MappedAddress() : (parsed as ipaddr.IPv6)
  ).toByteArray();
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}

/** Whether an IP address is in one of the ranges; undefined when the address cannot be read. */
function inRanges(address: string, ranges: FactValue<'user.loginIpRanges'>): boolean | undefined {
  const own = bytesOf(address);
  if (own === undefined) return undefined;
  return ranges.some(({ start, end }) => {
    const [from, to] = [bytesOf(start), bytesOf(end)];
    return from !== undefined && to !== undefined && compare(from, own) <= 0 && compare(own, to) <= 0;
  });
}

/** Minutes since midnight; undefined for text that is not a 24-hour time. */
function minutes(clock: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(clock.trim()) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

function isWholeDay({ start, end }: { readonly start: string; readonly end: string }): boolean {
  return minutes(start) === 0 && minutes(end) === 24 * 60;
}

const WEEK = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Whether a moment (epoch milliseconds) is within the login hours; undefined for an unknown time zone. */
function inHours(hours: Hours, moment: number): boolean | undefined {
  let parts: Intl.DateTimeFormatPart[];
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: hours.timeZone,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    parts = format.formatToParts(moment);
  } catch {
    return undefined;
  }
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const now = Number(part('hour')) * 60 + Number(part('minute'));
  const days = Object.fromEntries(Object.entries(hours.days).map(([day, spans]) => [day.toLowerCase(), spans]));
  const today = WEEK.indexOf(part('weekday').toLowerCase());
  const spansOf = (day: number) =>
    (days[WEEK[(day + 7) % 7]!] ?? []).map(({ start, end }) => [minutes(start), minutes(end)] as const);
  const [here, before] = [spansOf(today), spansOf(today - 1)];
  if ([...here, ...before].some(([start, end]) => start === undefined || end === undefined)) return undefined;
  // A span that ends before it starts continues after midnight, on the next day.
  return (
    here.some(([start, end]) => start! <= now && (now < end! || end! <= start!)) ||
    before.some(([start, end]) => end! <= start! && now < end!)
  );
}

/** The profile and the app allow the caller's IP address, the hour and the session level. */
export const loginPolicy = defineCheck({
  id: 'login-policy',
  title: 'The IP address, the login hours and the session level are allowed',
  failureTitle: 'The IP address, the login hours or the session level is not allowed',
  gates: ['login-policy'],
  causes: ['ip-restricted', 'outside-login-hours', 'high-assurance-required'],
  rejects: ['ipRestricted', 'ipOrHoursRestricted', 'authenticationFailure', 'sessionNotValidForRest'],
  needs: [
    ...HISTORY_FACTS,
    'user.loginIpRanges',
    'user.loginHours',
    'client.ip',
    'app.highAssurance',
    'user.highAssurance',
    'app.ipRelaxation',
  ],
  sentences,
  examine({ facts, now }) {
    const named = causeNamedByHistory(facts);
    return [examineAddress(), ...examineHours(), examineAssurance()];

    function examineAddress(): Finding<Code> {
      const ranges = facts.get('user.loginIpRanges');
      const address = facts.get('client.ip');
      const cited = facts.cite('user.loginIpRanges', 'client.ip');
      if (named === 'ip-restricted')
        return fail('ip-restricted', 'policy/history-says-ip', [
          ...citeRefusal(facts),
          ...facts.cite('user.loginIpRanges', 'client.ip'),
        ]);
      if (ranges === undefined) return open('ip-restricted', 'login.history', 'user.loginIpRanges', 'client.ip');
      if (ranges.length === 0) return clear('ip-restricted', 'policy/no-ranges', cited);
      const inside = address === undefined ? undefined : inRanges(address, ranges);
      if (inside === undefined) return open('ip-restricted', 'client.ip');
      return inside
        ? clear('ip-restricted', 'policy/address-inside', cited)
        : fail('ip-restricted', 'policy/address-outside', cited);
    }

    function examineHours(): Finding<Code>[] {
      if (named === 'outside-login-hours')
        return [
          fail('outside-login-hours', 'policy/history-says-hours', [
            ...citeRefusal(facts),
            ...facts.cite('user.loginHours'),
          ]),
        ];
      const hours = facts.get('user.loginHours');
      if (hours === undefined) return [open('outside-login-hours', 'login.history', 'user.loginHours')];
      const cited = facts.cite('user.loginHours', 'token.answers');
      const spansOf = new Map(Object.entries(hours.days).map(([day, spans]) => [day.toLowerCase(), spans]));
      if (WEEK.every((day) => spansOf.get(day)?.some(isWholeDay)))
        return [clear('outside-login-hours', 'policy/inside-hours', facts.cite('user.loginHours'))];
      const answeredAt = meantAnswer(facts.get('token.answers') ?? [])?.at;
      const moment = answeredAt !== undefined ? Date.parse(answeredAt) : now === undefined ? undefined : now * 1000;
      const inside = moment === undefined || Number.isNaN(moment) ? undefined : inHours(hours, moment);
      if (inside === undefined) {
        const isSet = Object.values(hours.days).some((spans) => spans.length > 0);
        return [
          ...(isSet
            ? [fail('outside-login-hours', 'policy/hours-set', facts.cite('user.loginHours'), hoursCertainty())]
            : []),
          open('outside-login-hours', 'token.answers'),
        ];
      }
      return [
        inside
          ? clear('outside-login-hours', 'policy/inside-hours', cited)
          : fail('outside-login-hours', 'policy/outside-hours', cited),
      ];
    }

    /** Of the two restrictions that the answer names, the hours are the one that is known to be there. */
    function hoursCertainty(): 'suspected' | 'hint' {
      const meant = meantAnswer(facts.get('token.answers') ?? []);
      const isNamed = meant !== undefined && readAnswer(meant).answer === 'ipOrHoursRestricted';
      return isNamed && (facts.get('user.loginIpRanges') ?? []).length === 0 ? 'suspected' : 'hint';
    }

    function examineAssurance(): Finding<Code> {
      const byApp = facts.get('app.highAssurance');
      if (byApp === true)
        return fail('high-assurance-required', 'policy/high-assurance', facts.cite('app.highAssurance'));
      if (facts.get('user.highAssurance') === true)
        return fail('high-assurance-required', 'policy/high-assurance-of-profile', facts.cite('user.highAssurance'));
      if (byApp === undefined) return open('high-assurance-required', 'app.highAssurance');
      // A profile that the session could not read may require it, too.
      if (isHidden(facts, 'user.highAssurance')) return open('high-assurance-required', 'user.highAssurance');
      const cited = facts.cite('app.highAssurance', 'user.highAssurance');
      return clear('high-assurance-required', 'policy/standard-session', cited);
    }
  },
});
