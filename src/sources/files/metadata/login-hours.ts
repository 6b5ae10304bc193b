import type { FactValue } from '../../../facts/vocabulary.js';
import { textOf, type XmlNode } from './xml.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const ALWAYS = [{ start: '00:00', end: '24:00' }];

/** In place of a time zone that the evidence does not tell: no moment can be compared with the hours. */
export const UNKNOWN_ZONE = 'unknown';

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * Login hours of a profile: minutes since midnight, a pair a day (documented). A day without a span, or whose start is its
 * end, is closed; an element without any day restricts nothing.
 */
export function hoursOf(node: XmlNode | undefined, timeZone: string): FactValue<'user.loginHours'> {
  const days: FactValue<'user.loginHours'>['days'] = {};
  const isEmpty = DAYS.every((day) => textOf(node, `${day}Start`) === undefined);
  for (const day of DAYS) {
    const [start, end] = [Number(textOf(node, `${day}Start`)), Number(textOf(node, `${day}End`))];
    const isOpen = Number.isFinite(start) && Number.isFinite(end) && start !== end;
    if (isEmpty) days[day] = [...ALWAYS];
    else days[day] = isOpen ? [{ start: clock(start), end: clock(end) }] : [];
  }
  return { timeZone, days };
}

/** True where the hours mean the same in every time zone: every day is open, or every day is closed. */
export function isSameEverywhere({ days }: FactValue<'user.loginHours'>): boolean {
  const all = Object.values(days);
  const isWhole = (spans: (typeof all)[number]) => spans.some(({ start, end }) => start === '00:00' && end === '24:00');
  return all.every(isWhole) || all.every((spans) => spans.length === 0);
}
