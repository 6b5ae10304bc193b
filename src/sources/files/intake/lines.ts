import { encodingOf } from './content.js';

/** Rows that follow one another, each with the number of its line: a line that is too long has several rows. */
export interface Block {
  /** The text in which all the rows stand. */
  readonly text: string;
  readonly rows: readonly string[];
  readonly numbers: readonly number[];
}

/** The longest line that stays whole, and the length of the parts into which a longer one is cut, in characters. */
const LONGEST = 64 * 1024;
const PART = 3500;

/** Cuts a line that is too long into parts, each at the last blank or bracket where there is one. */
function partsOf(line: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (line.length - from > PART) {
    const window = line.slice(from + PART - 500, from + PART);
    const at = Math.max(...[' ', ',', '}', ';', '>'].map((mark) => window.lastIndexOf(mark)));
    const to = at === -1 ? from + PART : from + PART - 500 + at + 1;
    parts.push(line.slice(from, to));
    from = to;
  }
  parts.push(line.slice(from));
  return parts;
}

/** Splits a text that comes in pieces into lines, without keeping more than one line that is not finished. */
export class LineSplitter {
  #rest = '';
  #number = 1;

  /** The lines that a further piece of text completes. */
  push(piece: string): Block {
    const text = this.#rest + piece;
    const lines = text.split('\n');
    this.#rest = lines.pop() ?? '';
    const rows: string[] = [];
    const numbers: number[] = [];
    for (const line of lines) {
      this.#put(line, rows, numbers);
      this.#number += 1;
    }
    if (this.#rest.length > LONGEST) {
      const parts = partsOf(this.#rest);
      this.#rest = parts.pop() ?? '';
      for (const part of parts) this.#put(part, rows, numbers);
    }
    return { text, rows, numbers };
  }

  /** The last line, when the text is over. */
  end(): Block {
    const rows: string[] = [];
    const numbers: number[] = [];
    if (this.#rest !== '') this.#put(this.#rest, rows, numbers);
    return { text: this.#rest, rows, numbers };
  }

  #put(line: string, rows: string[], numbers: number[]): void {
    if (line.length <= LONGEST) {
      rows.push(line);
      numbers.push(this.#number);
      return;
    }
    for (const part of partsOf(line)) {
      rows.push(part);
      numbers.push(this.#number);
    }
  }
}

/** The text of bytes that come in chunks, in any of the encodings that are read. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}
