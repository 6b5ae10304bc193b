import type { Paste } from '../shape.js';
import { decode, encodingOf, LOOKED_AT } from './content.js';
import { rechunked, readUpTo } from './chunks.js';
import { looksLikeHar, readLargeHar } from './large-har.js';
import { readLog } from './log.js';

/** What an input gave: its texts, and sentences about what was left out of them. */
export interface Taken {
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
 * The text of an input. One that is no larger than `whole`, in bytes, is taken as it is; of a larger one, what stands
 * around words of a login. Throws a PasteError for what is no text.
 */
export async function takeText(chunks: AsyncIterable<Uint8Array>, name: string, whole: number): Promise<Taken> {
  const { start, rest } = await readUpTo(chunks, whole);
  const head = new TextDecoder(encodingOf(start)).decode(start.subarray(0, LOOKED_AT));
  if (rest === undefined) {
    const text = decode(start, name);
    if (!looksLikeHar(head) || !isBrokenJson(text)) return { pastes: [{ name, text }], notes: [] };
    const { paste, note } = await readLargeHar(rechunked(start), name);
    return { pastes: [paste], notes: [note] };
  }
  const all = rechunked(start, rest);
  const { paste, note } = await (looksLikeHar(head) ? readLargeHar : readLog)(all, name);
  return { pastes: [paste], notes: [note] };
}
