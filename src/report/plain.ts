import { mapStrings } from '../redaction/map-strings.js';
import { plainText } from '../redaction/scrub.js';

/** A report with every string as it is only shown: nothing that a terminal obeys or that turns the direction of writing. */
export function withoutControls<T>(value: T): T {
  return mapStrings(value, plainText);
}
