import { inMegabytes, KEPT_TEXT } from '../limits.js';
import type { Paste } from '../shape.js';
import { refuseNoText } from './content.js';
import { FirstAndLast } from './first-and-last.js';
import { decoded, LineSplitter, type Block } from './lines.js';
import { mayTell, weightOf, type Weight } from './telling.js';

/** The number of rows kept at the beginning, and before and after a relevant row. */
const BEGINNING = 200;
const BEFORE = 30;
const AFTER = 60;
const PIECE = 64 * 1024;

interface Row {
  readonly order: number;
  readonly number: number;
  readonly text: string;
}

/** Copies a string, so that the large text it was cut from can be freed. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** Keeps the first and the last relevant rows of a log, with the rows around them, up to a number of characters. */
class LogWindows {
  readonly #kept: Readonly<Record<1 | 2, FirstAndLast<Row>>>;
  #before: Row[] = [];
  #after = BEGINNING;
  #weight: 1 | 2 = 1;
  #order = 0;

  /** `keptAnswers`: the most text around known answers and errors. */
  constructor(keptAnswers = KEPT_TEXT / 2) {
    this.#kept = { 1: new FirstAndLast(KEPT_TEXT / 2), 2: new FirstAndLast(keptAnswers) };
  }

  /** The number of rows seen. */
  get rows(): number {
    return this.#order;
  }

  /** The number of relevant rows, or rows around them, that didn't fit. */
  get leftOut(): number {
    return this.#kept[1].leftOut + this.#kept[2].leftOut;
  }

  add({ text: all, rows, numbers }: Block): void {
    const tells = mayTell(all);
    rows.forEach((text, index) => {
      const row = { order: (this.#order += 1), number: numbers[index]!, text };
      this.#place(row, tells ? weightOf(text) : 0);
    });
  }

  /** The kept rows in order, with their numbers. An empty row marks each gap. */
  taken(): { text: string; lines: number[] } {
    const rows = new Map([...this.#kept[1].all(), ...this.#kept[2].all()].map((row) => [row.order, row]));
    const texts: string[] = [];
    const lines: number[] = [];
    let previous = 0;
    for (const row of [...rows.values()].sort((one, other) => one.order - other.order)) {
      if (row.order !== previous + 1 && previous !== 0) {
        texts.push('');
        lines.push(row.number - 1);
      }
      texts.push(row.text);
      lines.push(row.number);
      previous = row.order;
    }
    return { text: texts.join('\n'), lines };
  }

  #place(row: Row, weight: Weight): void {
    if (weight !== 0) {
      this.#weight = weight;
      for (const earlier of this.#before) this.#keep(earlier);
      this.#before = [];
      this.#after = AFTER;
      this.#keep(row);
      return;
    }
    if (this.#after > 0) {
      this.#after -= 1;
      this.#keep(row);
      return;
    }
    this.#before.push(row);
    if (this.#before.length > BEFORE) this.#before.shift();
  }

  #keep(row: Row): void {
    this.#kept[this.#weight].add({ ...row, text: copyOf(row.text) }, row.text.length + 1);
  }
}

/** The words of the note about a log of which only parts were read. */
export const READ_IN_PARTS = 'only the lines around words of a login were read';

const TABLE_COLUMNS = 4;

/**
 * True for the text of a program's log. In JSON, XML, tables and mails, lines without a telling word count, too: those are read
 * whole.
 */
export function looksLikeLog(text: string): boolean {
  const start = text.slice(0, 4000).trimStart();
  if (/^[{[<]/.test(start) || /^[A-Z][\w-]*: .*\r?\n[A-Z][\w-]*: /.test(start)) return false;
  const rows = start.split(/\r?\n/, 3);
  return ![',', ';', '\t', '|'].some((sign) => rows.every((row) => row.split(sign).length >= TABLE_COLUMNS));
}

/** The parts of a log around words of a login, with their line numbers. Everything around an answer or an error is kept. */
export function partsOfLog(text: string, name: string): { paste: Paste; note: string } {
  const splitter = new LineSplitter();
  const windows = new LogWindows(Number.POSITIVE_INFINITY);
  for (let at = 0; at < text.length; at += PIECE) windows.add(splitter.push(text.slice(at, at + PIECE)));
  windows.add(splitter.end());
  return pasteOf(windows, name, text.length);
}

function pasteOf(windows: LogWindows, name: string, size: number): { paste: Paste; note: string } {
  const { text, lines } = windows.taken();
  const gone = windows.leftOut === 0 ? '' : `; of those, ${windows.leftOut} in the middle were left out`;
  const note = `${name}: ${inMegabytes(size)} of text; ${READ_IN_PARTS}, ${lines.length} of ${windows.rows}${gone}`;
  return { paste: { name, text, lines }, note };
}

/** Reads a large text as a stream and keeps the parts around words of a login, with their line numbers. */
export async function readLog(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): Promise<{ paste: Paste; note: string }> {
  const splitter = new LineSplitter();
  const windows = new LogWindows();
  let size = 0;
  for await (const piece of decoded(chunks)) {
    if (size === 0) refuseNoText(piece, name);
    size += piece.length;
    windows.add(splitter.push(piece));
  }
  windows.add(splitter.end());
  return pasteOf(windows, name, size);
}
