import { fences, indentation } from './blocks.js';
import { entities, escapes, longLines } from './escapes.js';
import { linesOf, type Lined, type Wrapping } from './lined.js';
import { mail } from './mail.js';
import { page } from './page.js';
import { prefixes } from './prefixes.js';
import { quotedPrintable } from './quoted-printable.js';
import { quotes } from './quotes.js';
import { records } from './records.js';
import { sharedPrefix } from './shared-prefix.js';
import { terminal } from './terminal.js';

export type { Lined } from './lined.js';
export { withoutColours } from './terminal.js';

// An inner group is undone once the outer ones find nothing more: a mail may be quoted as a whole, and a document may hold
// codings that are its own.
const GROUPS: readonly (readonly Wrapping[])[] = [
  [terminal, mail, page, records],
  [quotes, fences, prefixes, sharedPrefix, indentation],
  [escapes],
  [entities],
  [quotedPrintable],
  [longLines],
];

/** Every way of wrapping that is undone. */
export const WRAPPINGS: readonly Wrapping[] = GROUPS.flat();

// Texts wrapped more often than this were made to be.
const MOST_ROUNDS = 24;

/** One round: the first group that finds something. */
function opened(lined: Lined): Lined {
  for (const group of GROUPS) {
    const next = group.reduce((now, wrapping) => wrapping.open(now), lined);
    if (next !== lined) return next;
  }
  return lined;
}

/**
 * A text without everything that people, mail programs, runners, loggers and terminals wrapped around it, at any depth and
 * in any mix. Times stay in `raw`, and each line knows its number in the input.
 */
export function unwrapLines(lined: Lined): Lined {
  let now = lined;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = opened(now);
    if (next === now) break;
    now = next;
  }
  return now;
}

/** The same for a text. */
export function unwrap(text: string): Lined {
  return unwrapLines(linesOf(text));
}
