/** A time that a runner or logger put on a line, with or without a zone; a time without one is taken as UTC. */
const TIME =
  /(?:^|[[(\s"'])(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?=$|[\])\s"',;|:])/;

const FAR = 80;

/** The time on a line as ISO text in UTC, or undefined. Only the first characters of a line are looked at. */
export function timeOf(line: string): string | undefined {
  const [, day, clock, fraction, zone] = TIME.exec(line.slice(0, FAR)) ?? [];
  if (day === undefined) return undefined;
  const offset = zone === undefined || /^[A-Z]/.test(zone) ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2');
  const at = Date.parse(`${day}T${clock}.${(fraction ?? '0').slice(0, 3).padEnd(3, '0')}${offset}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
