import type { Shape } from './shape.js';

/** Some lines of a paste, counted from 0; `to` is not among them. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A shape that may stand within a paste, between other texts. */
export interface Part extends Shape {
  find(lines: readonly string[]): Range[];
}

/** The text of a part; empty lines stand for those before it, so that it keeps its line numbers. */
export function textOfRange(lines: readonly string[], { from, to }: Range): string {
  return '\n'.repeat(from) + lines.slice(from, to).join('\n');
}

/** The lines without those of some parts; empty ones stand in their place. */
export function withoutRanges(lines: readonly string[], ranges: readonly Range[]): string[] {
  const rest = [...lines];
  for (const { from, to } of ranges) rest.fill('', from, to);
  return rest;
}

// A text in which this many parts do not end holds none.
const MOST_UNENDED = 50;

/** The ranges that begin at a line that matches, and end where `end` says; what lies within one begins no other. */
export function rangesFrom(
  lines: readonly string[],
  start: RegExp,
  end: (from: number, match: RegExpExecArray) => number | undefined,
): Range[] {
  const ranges: Range[] = [];
  let unended = 0;
  for (let from = 0; from < lines.length && unended < MOST_UNENDED; from += 1) {
    const match = start.exec(lines[from]!);
    if (match === null) continue;
    const to = end(from, match);
    if (to === undefined) {
      unended += 1;
      continue;
    }
    ranges.push({ from, to });
    from = to - 1;
  }
  return ranges;
}
