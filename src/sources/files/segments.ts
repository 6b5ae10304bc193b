import type { Shape } from './shape.js';

/** A range of lines, counted from 0; `to` is exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A shape that may occur inside a paste, between other texts. */
export interface Part extends Shape {
  find(lines: readonly string[]): Range[];
}

/** The text of a part. Empty lines replace those before it, so that line numbers stay right. */
export function textOfRange(lines: readonly string[], { from, to }: Range): string {
  return '\n'.repeat(from) + lines.slice(from, to).join('\n');
}

/** The lines with those of some parts emptied, so that line numbers stay right. */
export function withoutRanges(lines: readonly string[], ranges: readonly Range[]): string[] {
  const rest = [...lines];
  for (const { from, to } of ranges) rest.fill('', from, to);
  return rest;
}

// After this many unfinished parts the text is taken to hold none, which bounds the work.
const MOST_UNENDED = 50;

/** The ranges from a matching line to the line that `end` returns. Ranges don't overlap. */
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
