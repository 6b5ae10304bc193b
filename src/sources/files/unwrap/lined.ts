/**
 * A text as lines. `raw` are the same lines with the prefixes of runners and loggers, which carry times and levels;
 * `numbers` are the lines of the input, counted from 1, that they come from.
 */
export interface Lined {
  readonly lines: readonly string[];
  readonly raw: readonly string[];
  readonly numbers: readonly number[];
}

/** One way in which people and programs wrap evidence. Each is one file, and is recognised by content. */
export interface Wrapping {
  readonly id: string;
  /** Its description for the documentation. */
  readonly title: string;
  /** The text without the wrapping; the same object where there is none. */
  open(lined: Lined): Lined;
}

/** A text as lines, with the numbers that they have. */
export function linesOf(text: string): Lined {
  const lines = text.split('\n');
  return { lines, raw: lines, numbers: lines.map((_, index) => index + 1) };
}

/** Changes the lines one by one and keeps what is raw; the same object where no line changes. */
export function mapLines(lined: Lined, change: (line: string, index: number) => string): Lined {
  let changed: string[] | undefined;
  lined.lines.forEach((line, index) => {
    const next = change(line, index);
    if (next === line) return;
    changed ??= [...lined.lines];
    changed[index] = next;
  });
  return changed === undefined ? lined : { ...lined, lines: changed };
}

/** The lines that replace a line, each with its raw text; undefined to keep the line. */
export type Replacement = readonly { readonly text: string; readonly raw?: string }[] | undefined;

/** Puts several lines in place of one, which keep its number; the same object where nothing is replaced. */
export function replaceLines(lined: Lined, replace: (line: string, index: number) => Replacement): Lined {
  const [lines, raw, numbers]: [string[], string[], number[]] = [[], [], []];
  let isChanged = false;
  lined.lines.forEach((line, index) => {
    const found = replace(line, index);
    if (found !== undefined) isChanged = true;
    for (const { text, raw: told } of found ?? [{ text: line, raw: lined.raw[index]! }]) {
      lines.push(text);
      raw.push(told ?? text);
      numbers.push(lined.numbers[index]!);
    }
  });
  return isChanged ? { lines, raw, numbers } : lined;
}

/** The lines that hold more than blanks. */
export function toldLines(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '');
}

/** Some of the lines. */
export function slice({ lines, raw, numbers }: Lined, from: number, to?: number): Lined {
  return { lines: lines.slice(from, to), raw: raw.slice(from, to), numbers: numbers.slice(from, to) };
}

/** Several texts below one another, a blank line between them. */
export function joined(parts: readonly Lined[]): Lined {
  const all = parts.filter(({ lines }) => lines.length > 0);
  const withGap = <T>(take: (part: Lined) => readonly T[], gap: (part: Lined) => T) =>
    all.flatMap((part, index) => (index === all.length - 1 ? take(part) : [...take(part), gap(part)]));
  return {
    lines: withGap<string>(
      ({ lines }) => lines,
      () => '',
    ),
    raw: withGap<string>(
      ({ raw }) => raw,
      () => '',
    ),
    numbers: withGap<number>(
      ({ numbers }) => numbers,
      ({ numbers }) => numbers.at(-1) ?? 1,
    ),
  };
}
