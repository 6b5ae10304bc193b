import type { Contrast } from '../../../salesforce/contrasts.js';
import { timeOf } from './times.js';

// Headings by which a person or a log sets one run apart from the next.
const HEADING =
  /^\W{0,6}(?:(?:on |since |the )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|this (?:morning|afternoon|evening)|last (?:night|week|friday)|next (?:day|morning))\b|(?:the )?(?:first|second|third|fourth|last|next|another|new|previous|\d+(?:st|nd|rd|th)) (?:run|try|attempt|login|time|job|build)\b|(?:run|try|attempt|build|job|step|case|test|log)\s{0,2}#?\d+\b|(?:now|then|later|afterwards|before|after|meanwhile)\b[^.]{0,80}[:,]|\d{4}-\d\d-\d\d\W*$)/i;
const COMMAND =
  /(?:^|[\s$>+])(?:sf(?:dx)?\s+(?:org|force|auth|project|data)\b|##\[group\]Run\b|Run sf(?:dx)?\b|curl\s+-|python3? |node |npm run |java -|mvn |gradle)/;
const ORDINAL = /\b(?:first|second|third|fourth|last|next|another|new) (?:run|try|attempt|login|time|job|build)\b/i;
const THEN = /^\W{0,4}(?:then|afterwards|after (?:that|this|which)|next,|now(?: we)? (?:get|see|it))\b/i;
// A pause in a log of this length separates two runs.
const PAUSE_MS = 60_000;

const CAPTIONS: readonly (readonly [RegExp, Contrast])[] = [
  [
    /\b(?:as|with|for|by) (?:(?:the |an?)?(?: ?other|another| ?different| ?second) (?:\w+ )?(?:user|account)|(?:my|his|her|their|your) (?:own|personal) (?:user|account|login))\b/i,
    'other-user',
  ],
  [
    /\b(?:with|at|against|through|using|use) (?:the |our )?my domain\b|\b(?:the )?same (?:command|call|login) (?:with|at|against) (?:the )?my domain/i,
    'other-host',
  ],
  [
    /\b(?:on|from) (?:my|the|a|our) (?:own )?(?:laptop|notebook|(?:local )?machine|workstation|computer|desktop)\b|\blocally\b/i,
    'other-machine',
  ],
  [/\b(?:with|using) (?:the |an?)?(?: ?other| ?another| ?different) (?:connected )?app\b/i, 'other-app'],
  [
    /\b(?:production|prod|sandbox|uat|qa|staging|dev(?:eloper)? org)\b[^.:\n]{0,40}\b(?:works?|worked|succeeds?|is fine)\b/i,
    'other-org',
  ],
  [/\b(?:dev ?hub|hub org)\b|\b(?:for|to|against|in|with) (?:the other|another|a different) org\b/i, 'other-org'],
];
const CAPTION = /^\W{0,6}[A-Za-z][^{}<>=;]{0,160}$/;
// Words by which a caption comes back to the login in question.
const BACK =
  /\b(?:the|our|this|my) (?:(?:real|actual|nightly|failing) )?(?:job|pipeline|build|server|runner|login that fails)\b|\b(?:the )?target org\b/i;

const FAILS_HERE =
  /\b(?:production|prod|sandbox|uat|qa|staging|dev(?:eloper)? org)\b[^.:\n]{0,40}\b(?:fails?|failed|doesn't work|does not work)\b/i;
// What was before, told after what is now.
const PAST =
  /^\W{0,6}(?:yesterday|last (?:night|week|month|friday|time)|previously|earlier|(?:the )?(?:previous|last (?:good|successful|working)) (?:run|job|login|build|deployment))\b/i;

/** True for the heading of a run that was before the others of a text, wherever it stands. */
function isOfPast(line: string): boolean {
  return line.length < 300 && PAST.test(line);
}

/** The difference that a caption tells; null for one that comes back to the login in question, undefined for no caption. */
function contrastIn(line: string): Contrast | null | undefined {
  // A command names its own org and alias.
  if (!CAPTION.test(line) || COMMAND.test(line)) return undefined;
  if (FAILS_HERE.test(line)) return null;
  const [only, ...more] = CAPTIONS.filter(([words]) => words.test(line));
  if (more.length > 0) return 'other-login';
  return only?.[1] ?? (BACK.test(line) && !PROSE.test(line) ? null : undefined);
}

/** True for a line that sets the login of the next lines apart, or comes back to the login in question. */
export function isCaption(line: string): boolean {
  return contrastIn(line) !== undefined;
}

// A sentence that goes on after its caption tells of something else.
const PROSE = /\b(?:error|exit code|failed|aborted|succeeded|script|finished|returned)\b/i;

/** The number of the run that each line belongs to, counted from 0, and its time where one is told. */
export interface Runs {
  readonly runOf: readonly number[];
  readonly timeOf: readonly (string | undefined)[];
  /** The differences between a line's run and the login in question. */
  readonly contrastOf: readonly (Contrast | undefined)[];
  /** True for a line whose run was before those above it. */
  readonly pastOf: readonly boolean[];
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
  const contrasts: (Contrast | undefined)[] = [];
  const pasts: boolean[] = [];
  let contrast: Contrast | undefined;
  let isPast = false;
  lines.forEach((line, index) => {
    const at = timeOf(raw[index] ?? '');
    const paused = at !== undefined && last !== undefined && Date.parse(at) - Date.parse(last) > PAUSE_MS;
    if (
      paused ||
      (line.length < 2000 &&
        (HEADING.test(line) || COMMAND.test(line) || (line.length < 200 && (ORDINAL.test(line) || THEN.test(line)))))
    )
      run += 1;
    const caption = contrastIn(line);
    if (caption !== undefined && (caption !== null || contrast !== undefined)) {
      contrast = caption ?? undefined;
      run += 1;
    } else if (line.length < 300 && HEADING.test(line)) contrast = undefined;
    if (isOfPast(line)) isPast = true;
    else if (line.length < 300 && HEADING.test(line)) isPast = false;
    pasts.push(isPast);
    if (at !== undefined) last = at;
    contrasts.push(contrast);
    runs.push(run);
    times.push(at ?? last);
  });
  return { runOf: runs, timeOf: times, contrastOf: contrasts, pastOf: pasts };
}
