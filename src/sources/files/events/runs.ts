import { timeOf } from './times.js';

// Headings by which a person or a log sets one run apart from the next.
const HEADING =
  /^\W{0,6}(?:(?:on |since |the )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|this (?:morning|afternoon|evening)|last (?:night|week|friday)|next (?:day|morning))\b|(?:the )?(?:first|second|third|fourth|last|next|another|new|previous|\d+(?:st|nd|rd|th)) (?:run|try|attempt|login|time|job|build)\b|(?:run|try|attempt|build|job|step|case|test|log)\s{0,2}#?\d+\b|(?:now|then|later|afterwards|before|after|meanwhile)\b[^.]{0,80}[:,]|\d{4}-\d\d-\d\d\W*$)/i;
const COMMAND =
  /(?:^|[\s$>+])(?:sfdx?\s+(?:org|force|auth|project|data)\b|##\[group\]Run\b|Run sfdx?\b|curl\s+-|python3? |node |npm run |java -|mvn |gradle)/;
const ORDINAL = /\b(?:first|second|third|fourth|last|next|another|new) (?:run|try|attempt|login|time|job|build)\b/i;
const THEN = /^\W{0,4}(?:then|afterwards|after (?:that|this|which)|next,|now(?: we)? (?:get|see|it))\b/i;
// A pause in a log of this length separates two runs.
const PAUSE_MS = 60_000;

/** The number of the run that each line belongs to, counted from 0, and its time where one is told. */
export interface Runs {
  readonly runOf: readonly number[];
  readonly timeOf: readonly (string | undefined)[];
}

/**
 * Divides a text into runs: at the headings of a person, at commands, and at long pauses of a log. `raw` has the times
 * that `lines` may have lost.
 */
export function runsOf(lines: readonly string[], raw: readonly string[]): Runs {
  let run = 0;
  let last: string | undefined;
  const runs: number[] = [];
  const times: (string | undefined)[] = [];
  lines.forEach((line, index) => {
    const at = timeOf(raw[index] ?? '');
    const paused = at !== undefined && last !== undefined && Date.parse(at) - Date.parse(last) > PAUSE_MS;
    if (
      paused ||
      (line.length < 2000 &&
        (HEADING.test(line) || COMMAND.test(line) || (line.length < 200 && (ORDINAL.test(line) || THEN.test(line)))))
    )
      run += 1;
    if (at !== undefined) last = at;
    runs.push(run);
    times.push(at ?? last);
  });
  return { runOf: runs, timeOf: times };
}
