import { encodingOf } from './content.js';

/** Consecutive rows, each with its line number. A line that is too long is split into several rows. */
export interface Block {
  /** The text that contains all the rows. */
  readonly text: string;
  readonly rows: readonly string[];
  readonly numbers: readonly number[];
}

/** The longest line that stays whole, and the length of the parts of a longer one, in characters. */
const LONGEST = 64 * 1024;
const PART = 3500;

/** Cuts a long line into parts, at the last blank or bracket if there is one. */
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

/** Splits streamed text into lines and keeps at most one unfinished line. */
export class LineSplitter {
  #rest = '';
  #number = 1;

  /** Returns the lines that the next piece of text completes. */
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

  /** Returns the last line, at the end of the text. */
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

/** Decodes streamed bytes in any supported encoding. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}
