import { plainText } from '../redaction/scrub.js';

/** A report with every string as it is only shown: nothing that a terminal obeys or that turns the direction of writing. */
export function withoutControls<T>(value: T): T {
  if (typeof value === 'string') return plainText(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutControls(item)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutControls(item as unknown)])) as T;
}
