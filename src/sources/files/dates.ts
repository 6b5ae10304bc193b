/** Hours from UTC of the zones that Setup writes behind a time. Those with two meanings count in American dates only. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 1, CET: 1, CEST: 2, MEZ: 1, MESZ: 2, EET: 2, EEST: 3, MSK: 3, JST: 9, KST: 9, HKT: 8, SGT: 8,
  AEST: 10, AEDT: 11, ACST: 9.5, AWST: 8, NZST: 12, NZDT: 13, BRT: -3, ART: -3, PST: -8, PDT: -7, MDT: -6, CDT: -5, EDT: -4, AKST: -9,
  AKDT: -8, HST: -10,
}; // prettier-ignore
const AMERICAN: Readonly<Record<string, number>> = { MST: -7, CST: -6, EST: -5, AST: -4 };

const PARTS =
  /^(\d{1,4})(?:[./-]|年|\. ?)(\d{1,2})(?:[./-]|月|\. ?)(\d{1,4})[日.]?,?\s+(AM|PM|午前|午後|오전|오후|上午|下午)?\s?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\s?(AM|PM|a\.?\s?m\.?|p\.?\s?m\.?))?(?:\s?\(?((?:GMT|UTC)?[+-]\d{1,2}:?\d{0,2}|[A-Z]{1,5})\)?)?$/i;
const AFTERNOON = /^(?:p|午後|오후|下午)/i;

interface Parts {
  readonly numbers: readonly [number, number, number];
  readonly clock: readonly [number, number, number];
  readonly half: string | undefined;
  readonly zone: string | undefined;
  readonly isDotted: boolean;
}

function partsOf(text: string): Parts | undefined {
  const found = PARTS.exec(text.trim());
  if (found === null) return undefined;
  const [, a, b, c, before, hour, minute, second = '0', after, zone] = found;
  return {
    numbers: [Number(a), Number(b), Number(c)],
    clock: [Number(hour), Number(minute), Number(second)],
    half: before ?? after,
    zone: zone?.toUpperCase(),
    isDotted: /^\d{1,2}\.\d/.test(text.trim()),
  };
}

type Order = 'day-first' | 'month-first' | 'year-first' | undefined;

/** The order of day and month in a column: by a number above 12, else by the American clock. Undefined where it is open. */
function orderOf(column: readonly Parts[]): Order {
  if (column.some(({ numbers }) => numbers[0] > 31)) return 'year-first';
  // Dates with dots begin with the day wherever they are written.
  if (column.some(({ numbers, isDotted }) => numbers[0] > 12 || isDotted)) return 'day-first';
  if (column.some(({ numbers }) => numbers[1] > 12)) return 'month-first';
  return column.length > 0 &&
    column.every(
      ({ half, zone }) =>
        /^[AP]M$/i.test(half ?? '') && zone !== undefined && (zone in AMERICAN || /^[PME]DT$|^(?:PST|CDT)$/.test(zone)),
    )
    ? 'month-first'
    : undefined;
}

function offsetOf(zone: string | undefined, order: Order): number | undefined {
  if (zone === undefined) return undefined;
  const [, sign, hours, minutes = '0'] = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60);
  return ZONES[zone] ?? (order === 'month-first' ? AMERICAN[zone] : undefined);
}

function isoOf({ numbers, clock, half, zone }: Parts, order: Order): string | undefined {
  const offset = offsetOf(zone, order);
  if (order === undefined || offset === undefined) return undefined;
  const [a, b, c] = numbers;
  const [year, month, day] = order === 'year-first' ? [a, b, c] : order === 'day-first' ? [c, b, a] : [c, a, b];
  const hour = half === undefined ? clock[0] : (clock[0] % 12) + (AFTERNOON.test(half) ? 12 : 0);
  const at = Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hour, clock[1], clock[2]) - offset * 3_600_000;
  return Number.isNaN(at) || month > 12 || day > 31 ? undefined : new Date(at).toISOString();
}

/** A time as it is told here. A day that no month has is left to `Date`. */
const EXACT = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T(?:[01]\d|2[0-3]):\d\d:\d\d\.\d{3}Z$/;
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)$/;

/**
 * The times of a column as ISO text in UTC, in any locale in which Setup exports. Undefined for a time without a zone, with a
 * zone of two meanings, or where day and month cannot be told apart: a wrong time is worse than none.
 */
export function timesOf(column: readonly (string | undefined)[]): (string | undefined)[] {
  const parts = column.map((text) => (text === undefined || EXACT.test(text) ? undefined : partsOf(text)));
  const order = orderOf(parts.filter((one) => one !== undefined));
  return column.map((text, index) => {
    if (text === undefined) return undefined;
    if (EXACT.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : text;
    if (ISO.test(text.trim())) {
      const at = Date.parse(
        text
          .trim()
          .replace(/\s?UTC$/, 'Z')
          .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
          .replace(' ', 'T'),
      );
      return Number.isNaN(at) ? undefined : new Date(at).toISOString();
    }
    const found = parts[index];
    return found === undefined ? undefined : isoOf(found, order);
  });
}
