import { DEEPEST, inMegabytes, LARGEST_PACKED, LARGEST_PASTE } from '../limits.js';
import { bundledEvidence } from '../bundle.js';
import { PasteError } from '../paste-error.js';
import type { Paste } from '../shape.js';
import { readUpTo, rechunked } from './chunks.js';
import { contentOf } from './content.js';
import { isWorthReading } from './file-names.js';
import { takeText, type Taken } from './read-text.js';
import { shownName } from './shown-name.js';

/** Members that identify Office documents (ECMA-376, OpenDocument). */
const OFFICE = ['[Content_Types].xml', 'mimetype'];

/**
 * The texts in a zip archive, ordered by name. Writes nothing to disk and doesn't open archives inside the archive.
 * Throws a PasteError for an archive that can't be read.
 */
export async function takeZip(chunks: AsyncIterable<Uint8Array>, name: string): Promise<Taken> {
  const { start, rest } = await readUpTo(chunks, LARGEST_PACKED);
  if (rest !== undefined)
    throw new PasteError(
      `${name}: this archive is larger than ${inMegabytes(LARGEST_PACKED)}; unpack it and name the files with the failing login`,
    );
  const { unzip } = await import('../zip.js');
  const members = unzip(start, name);
  if (OFFICE.some((member) => members.has(member)))
    throw new PasteError(`${name}: this is an Office document; copy the text out of it into a file`);
  const evidence = bundledEvidence(members, name);
  if (evidence !== undefined) return { pastes: [{ name: `${name}/evidence.json`, text: evidence }], notes: [] };
  const pastes: Paste[] = [];
  const notes: string[] = [];
  for (const [member, bytes] of [...members].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const shown = `${name}/${shownName(member)}`;
    if (member.split('/').length > DEEPEST || !isWorthReading(member)) continue;
    try {
      if (contentOf(bytes, shown) !== 'text')
        throw new PasteError(`${shown}: an archive within an archive is not opened; unpack it`);
      const taken = await takeText(rechunked(bytes), shown, LARGEST_PASTE);
      pastes.push(...taken.pastes);
      notes.push(...taken.notes);
    } catch (error) {
      if (!(error instanceof PasteError)) throw error;
      notes.push(error.message);
    }
  }
  if (pastes.length === 0)
    throw new PasteError(notes[0] ?? `${name}: no text is in this archive; send the log or the answer itself`);
  return { pastes, notes };
}

/** Reads gzip-compressed text as a stream, so its size doesn't matter. */
export async function takeGzip(chunks: AsyncIterable<Uint8Array>, name: string): Promise<Taken> {
  const [{ createGunzip }, { pipeline, Readable }] = await Promise.all([import('node:zlib'), import('node:stream')]);
  const unpacked = createGunzip();
  // Errors of the source surface when the output is read.
  pipeline(Readable.from(chunks), unpacked, () => undefined);
  const inner = name.replace(/\.gz$/, '');
  try {
    const { start, rest } = await readUpTo(unpacked, LARGEST_PASTE);
    if (contentOf(start, inner) !== 'text')
      throw new PasteError(`${name}: an archive within an archive is not opened; unpack it`);
    return await takeText(rechunked(start, rest), inner, LARGEST_PASTE);
  } catch (error) {
    if (error instanceof PasteError) throw error;
    throw new PasteError(`${name}: this archive is broken or cut off; pack it again, or send the file itself`);
  } finally {
    unpacked.destroy();
  }
}
