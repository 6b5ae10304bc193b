import type { Palette } from './palette.js';
import { printSteps, underStep, type MarkedWay } from './steps.js';
import type { Step } from '../causes/steps.js';

/** How a text for a terminal is laid out. */
export interface Layout {
  readonly palette: Palette;
  /** Columns; 80 unless the terminal says otherwise. */
  readonly width?: number;
}

/** Breaks a text at blanks so that each line fits, continuing under the indent. Words that are longer stay whole. */
export function wrap(text: string, width: number, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines.join('\n');
}

/** A text for a terminal, written block by block: 40 to 100 columns wide. */
export class Page {
  readonly #lines: string[] = [];
  readonly #width: number;
  readonly palette: Palette;

  constructor({ palette, width = 80 }: Layout) {
    this.palette = palette;
    this.#width = Math.max(40, Math.min(width, 100));
  }

  /** A line as it is. */
  line(text = ''): void {
    this.#lines.push(text);
  }

  text(text: string, first = '  ', rest = first): void {
    this.painted((line) => line, text, first, rest);
  }

  /** Text that begins with the name of a place; the name is a link where the terminal knows links. */
  placed(place: string, url: string | undefined, text: string, first: string, rest: string): void {
    const link = (line: string) =>
      url === undefined ? line : line.replace(place, () => this.palette.link(place, url));
    this.painted(link, `${place}: ${text}`, first, rest);
  }

  /** Text that matters less. */
  dim(text: string, first: string, rest = first): void {
    this.painted(this.palette.quiet, text, first, rest);
  }

  /** Each line is painted for itself, so that a colour never spans the end of a line. */
  painted(paint: (line: string) => string, text: string, first = '', rest = first): void {
    for (const line of wrap(text, this.#width, first, rest).split('\n')) this.#lines.push(paint(line));
  }

  heading(text: string): void {
    this.line();
    this.painted(this.palette.heading, text);
  }

  /** A line to copy: never broken. */
  command(text: string, indent: string): void {
    this.line(`${indent}${this.palette.copy(text)}`);
  }

  bullets(texts: readonly string[], indent = '  '): void {
    for (const text of texts) this.text(text, `${indent}- `, `${indent}  `);
  }

  /** Bullets under a heading; nothing where there is no bullet. */
  list(heading: string, texts: readonly string[]): void {
    if (texts.length > 0) this.heading(heading);
    this.bullets(texts);
  }

  #linesUnder(indent: string) {
    const copied = (line: string) => this.command(line, indent);
    return { where: (place: string) => this.dim(place, indent), link: copied, command: copied };
  }

  /** The lines under a step. */
  under(step: Omit<Step, 'text'>, indent: string): void {
    underStep(step, this.#linesUnder(indent));
  }

  steps(steps: readonly Step[], indent = '  '): void {
    const under = `${indent}   `;
    const text = (line: string, number: number) => this.text(line, `${indent}${number}. `, under);
    printSteps(steps, { text, ...this.#linesUnder(under) });
  }

  /** The ways of a remedy, each under its heading where there are several. */
  ways(ways: readonly MarkedWay[], indent = '  '): void {
    for (const { mark, title, steps } of ways) {
      if (mark !== '') this.painted(this.palette.heading, title, `${indent}${mark}. `, `${indent}   `);
      this.steps(steps, mark === '' ? indent : `${indent}   `);
    }
  }

  /** The text without blank lines before it. */
  toString(): string {
    return `${this.#lines.join('\n').replace(/^\n+/, '')}\n`;
  }
}
