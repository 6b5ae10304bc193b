import { mapLines, toldLines, type Wrapping } from './lined.js';

const FEWEST_LINES = 3;
const LONGEST = 80;
// A prefix ends where a label ends. One that begins like a table, a heading or a command is what the line says.
const ENDS = /(?:[|>\]│:] ?|\t)$/;
const SAYS = /^[|│"'{<#$]|["'=,;{}]|:\/\/|^(?:curl|sf(?:dx)?|export|set|HTTP|Error|invalid)\b/i;

/** The characters at the start of a line that would stay the same if its numbers changed. */
function masked(line: string): string {
  return line.slice(0, LONGEST).replace(/\d+/g, '0');
}

function common(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/** The label that all lines begin with, its numbers masked; undefined where they share none. */
function sharedLabel(lines: readonly string[]): string | undefined {
  const told = toldLines(lines);
  if (told.length < FEWEST_LINES) return undefined;
  let shared = masked(told[0]!);
  for (const line of told) {
    shared = common(shared, masked(line));
    if (shared.length < 2) return undefined;
  }
  while (shared !== '' && !ENDS.test(shared)) shared = shared.slice(0, -1);
  return shared.length < 2 || SAYS.test(shared) ? undefined : shared;
}

/** The label at the start of a line, with any numbers, and the blank after it. */
function patternOf(label: string): RegExp {
  const pattern = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/0/g, '\\d+');
  return new RegExp(`^${pattern}${/\s$/.test(label) ? '' : '(?: |$)'}`);
}

/** A label that every line begins with: the name of a job, a host or a person, perhaps with a number that counts. */
export const sharedPrefix: Wrapping = {
  id: 'shared-prefix',
  title: 'a label that all lines share, such as the name of a job or the number of the line',
  open(lined) {
    const label = sharedLabel(lined.lines);
    if (label === undefined) return lined;
    const pattern = patternOf(label);
    // A colon inside of a time ends no label.
    if (!toldLines(lined.lines).every((line) => pattern.test(line))) return lined;
    return mapLines(lined, (line) => line.replace(pattern, ''));
  },
};
