import { isMasked } from './masks.js';
import { shapeOf, type Redaction, type Shape } from './shapes.js';

// In prose and in words of the platform, a mask hides a part and not the value.
const NAMES_SOMETHING: ReadonlySet<Redaction> = new Set<Redaction>([
  'username',
  'key',
  'id',
  'name',
  'distinguished-name',
  'thumbprint',
  'address',
  'url',
]);

/** A value without its masked members, or nothing where a mask hides it. */
type Seen = { readonly value: unknown } | undefined;

function seenRecord(members: Readonly<Record<string, Parameters<typeof shapeOf>[0]>>, value: object): Seen {
  const kept: [string, unknown][] = [];
  for (const [name, item] of Object.entries(value)) {
    const member = members[name];
    const seen: Seen = member === undefined ? { value: item } : withoutMasks(shapeOf(member), item);
    if (seen !== undefined) kept.push([name, seen.value]);
    else if (member !== undefined && !('optional' in member)) return undefined;
  }
  return { value: Object.fromEntries(kept) };
}

/**
 * A value as far as masks let it be seen. A masked member of one object is left out; a list with a masked item tells
 * nothing, as nobody knows what the item is.
 */
export function withoutMasks(shape: Shape, value: unknown): Seen {
  if (shape.kind === 'text' && typeof value === 'string')
    return NAMES_SOMETHING.has(shape.redaction) && isMasked(value) ? undefined : { value };
  if (shape.kind === 'nullable') return value === null ? { value } : withoutMasks(shape.of, value);
  if (shape.kind === 'list' && Array.isArray(value)) {
    const whole = value.every((item) => {
      const seen = withoutMasks(shape.of, item);
      return seen !== undefined && JSON.stringify(seen.value) === JSON.stringify(item);
    });
    return whole ? { value } : undefined;
  }
  if (shape.kind === 'record' && typeof value === 'object' && value !== null) return seenRecord(shape.members, value);
  return { value };
}
