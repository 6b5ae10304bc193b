import { inMegabytes, KEPT_TEXT } from '../limits.js';
import { kindOfEntry } from '../har.js';
import type { Paste } from '../shape.js';
import { encodingOf } from './content.js';
import { FirstAndLast } from './first-and-last.js';

/** The most JSON characters that are kept of each kind of entry. */
const KEPT = KEPT_TEXT * 4;
const NOTHING = {};

/** Whether a text begins like a HAR file (HAR 1.2: one object with the member `log`). */
export function looksLikeHar(head: string): boolean {
  return /^\ufeff?\s*\{\s*"log"\s*:\s*\{/.test(head);
}

/** The bytes as UTF-8 without a byte order mark, or decoded to text if they have another encoding. */
async function* utf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && encodingOf(chunk) !== 'utf-8') decoder = new TextDecoder(encodingOf(chunk));
    const hasMark = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb;
    isFirst = false;
    yield decoder?.decode(chunk, { stream: true }) ?? chunk.subarray(hasMark ? 3 : 0);
  }
}

interface Numbered {
  readonly index: number;
  readonly entry: unknown;
}

/** The length of an entry as JSON; undefined if it is nested too deeply to be one. */
function lengthOf(entry: unknown): number | undefined {
  try {
    return JSON.stringify(entry).length;
  } catch {
    return undefined;
  }
}

/**
 * Reads a HAR file as a stream, holding one entry at a time, and keeps the entries about logins. The others become empty
 * objects, so that entry numbers stay right. A truncated file gives the entries before the cut.
 */
export async function readLargeHar(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): Promise<{ paste: Paste; note: string }> {
  const { JSONParser } = await import('@streamparser/json');
  const kept = { exchange: new FirstAndLast<Numbered>(KEPT), answer: new FirstAndLast<Numbered>(KEPT) };
  let count = 0;
  let size = 0;
  let brokeOff = false;
  const parser = new JSONParser({ paths: ['$.log.entries.*'], keepStack: false, stringBufferSize: 64 * 1024 });
  parser.onValue = ({ value }) => {
    const kind = kindOfEntry(value);
    const length = kind === undefined ? undefined : lengthOf(value);
    if (kind !== undefined && length !== undefined) kept[kind].add({ index: count, entry: value }, length);
    count += 1;
  };
  parser.onError = () => (brokeOff = true);
  for await (const chunk of utf8(chunks)) {
    size += chunk.length;
    if (parser.isEnded || brokeOff) continue;
    parser.write(chunk);
  }
  const entries = Array<unknown>(count).fill(NOTHING);
  const all = [...kept.exchange.all(), ...kept.answer.all()];
  for (const { index, entry } of all) entries[index] = entry;
  const json = { log: { entries } };
  const leftOut = kept.exchange.leftOut + kept.answer.leftOut;
  const gone = leftOut === 0 ? '' : `; ${leftOut} in the middle were left out`;
  const broken = brokeOff || !parser.isEnded ? `; the file breaks off after entry ${count}` : '';
  const note = `${name}: ${inMegabytes(size)}; ${all.length} of ${count} entries tell of a login and were read${gone}${broken}`;
  return { paste: { name, text: JSON.stringify(json), json }, note };
}
