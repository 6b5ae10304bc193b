import type { Paste } from '../shape.js';
import { decode, encodingOf, LOOKED_AT } from './content.js';
import { rechunked, readUpTo } from './chunks.js';
import { looksLikeHar, readLargeHar } from './large-har.js';
import { looksLikeLog, partsOfLog, readLog } from './log.js';
import { LARGE_LOG } from '../limits.js';

/** The texts of an input, and sentences about parts that were left out. */
export interface Taken {
  /** Sentences about files that were not looked at, for the list of files. */
  readonly leftOut?: readonly string[];
  readonly pastes: readonly Paste[];
  readonly notes: readonly string[];
}

function isBrokenJson(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/**
 * Reads the text of an input: all of it up to `whole` bytes, else only the parts around words of a login. Throws a
 * PasteError if the input isn't text.
 */
export async function takeText(chunks: AsyncIterable<Uint8Array>, name: string, whole: number): Promise<Taken> {
  const { start, rest } = await readUpTo(chunks, whole);
  const head = new TextDecoder(encodingOf(start)).decode(start.subarray(0, LOOKED_AT));
  if (rest === undefined) {
    const text = decode(start, name);
    if (text.length > LARGE_LOG && looksLikeLog(text)) {
      const { paste, note } = partsOfLog(text, name);
      return { pastes: [paste], notes: [note] };
    }
    if (!looksLikeHar(head) || !isBrokenJson(text)) return { pastes: [{ name, text }], notes: [] };
    const { paste, note } = await readLargeHar(rechunked(start), name);
    return { pastes: [paste], notes: [note] };
  }
  const all = rechunked(start, rest);
  const { paste, note } = await (looksLikeHar(head) ? readLargeHar : readLog)(all, name);
  return { pastes: [paste], notes: [note] };
}
