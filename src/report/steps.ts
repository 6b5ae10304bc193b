import type { Step, Way } from '../causes/steps.js';

/** A way of a remedy with its letter; empty for the only one. */
export interface MarkedWay extends Way {
  readonly mark: string;
}

/** Gives each way a letter, where there are several. */
export function markWays(ways: readonly Way[]): MarkedWay[] {
  return ways.map((way, index) => ({ ...way, mark: ways.length === 1 ? '' : String.fromCharCode(65 + index) }));
}

/** How a format prints a numbered step and the lines under it. */
interface StepPrinter<T> {
  readonly text: (text: string, number: number) => T;
  /** The menu path in Setup. */
  readonly where: (place: string) => T;
  readonly link: (url: string) => T;
  /** A line to copy. */
  readonly command: (line: string) => T;
}

/** The lines under a step, in reading order: place, link and command, undefined for each that the step lacks. */
export function underStep<T>(
  { where, link, command }: Pick<Step, 'where' | 'link' | 'command'>,
  print: Omit<StepPrinter<T>, 'text'>,
): readonly [T | undefined, T | undefined, T | undefined] {
  return [
    where === undefined ? undefined : print.where(where),
    link === undefined ? undefined : print.link(link),
    command === undefined ? undefined : print.command(command),
  ];
}

/** Numbers steps and prints each with the lines under it. Every format prints its steps through this. */
export function printSteps<T>(steps: readonly Step[], print: StepPrinter<T>): T[] {
  return steps.flatMap((step, index) => [
    print.text(step.text, index + 1),
    ...underStep(step, print).filter((line) => line !== undefined),
  ]);
}

/** Prints each way of a remedy: its heading where there are several, then its steps. */
export function printWays<T>(
  ways: readonly MarkedWay[],
  print: StepPrinter<T> & { readonly way: (heading: string) => T },
): T[] {
  return ways.flatMap(({ mark, title, steps }) => [
    ...(mark === '' ? [] : [print.way(`${mark}. ${title}`)]),
    ...printSteps(steps, print),
  ]);
}

/** Ways as lines of plain text. */
export function plainWays(ways: readonly MarkedWay[], indent = ''): string[] {
  return ways.flatMap(({ mark, title, steps }) =>
    mark === '' ? plainSteps(steps, indent) : [`${indent}${mark}. ${title}`, ...plainSteps(steps, `${indent}   `)],
  );
}

/** Steps as lines of plain text. */
export function plainSteps(steps: readonly Step[], indent = ''): string[] {
  const under = (line: string) => `${indent}   ${line}`;
  const text = (line: string, number: number) => `${indent}${number}. ${line}`;
  return printSteps(steps, { text, where: under, link: under, command: under });
}
