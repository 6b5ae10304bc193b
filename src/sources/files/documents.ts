import { rangesFrom, type Range } from './segments.js';

const LONGEST = 5000;

/** The depth of open brackets after a line, and whether a string is open. Carries over to the next line. */
interface State {
  depth: number;
  isString: boolean;
}

function follow(line: string, state: State): void {
  for (let index = 0; index < line.length; index += 1) {
    const char = line[index]!;
    if (state.isString) {
      if (char === '\\') index += 1;
      else if (char === '"') state.isString = false;
    } else if (char === '"') state.isString = true;
    else if (char === '{' || char === '[') state.depth += 1;
    else if (char === '}' || char === ']') state.depth -= 1;
  }
}

/** The JSON documents on lines of their own, each from an opening bracket at the start of a line to its closing one. */
export function documentRanges(lines: readonly string[]): Range[] {
  return rangesFrom(lines, /^\s*(?:\{|\[\s*(?:\{|$))/, (from) => {
    const state: State = { depth: 0, isString: false };
    for (let index = from; index < lines.length && index - from < LONGEST; index += 1) {
      follow(lines[index]!, state);
      if (state.depth <= 0) return index + 1;
    }
    return undefined;
  });
}
