const MB = 1024 * 1024;

/** The largest input that is read as a whole, in bytes. A larger one is read as a stream, and only in parts. */
export const LARGEST_PASTE = 20 * MB;

/** A log larger than this many characters is read only around words of a login, wherever they stand. */
export const LARGE_LOG = MB;

/** The most text that is kept of a streamed input, in characters. */
export const KEPT_TEXT = 4 * MB;

/** The largest unpacked size of an archive's files together, in bytes. */
export const LARGEST_ARCHIVE = 200 * MB;

/** The largest archive that is opened, in packed bytes. */
export const LARGEST_PACKED = 100 * MB;

/** The most files in an archive. */
export const MOST_MEMBERS = 20_000;

/** Limits of a folder: files that are read, entries that are looked at, and depth. */
export const MOST_FILES = 5_000;
export const MOST_ENTRIES = 100_000;
export const DEEPEST = 40;

/** The most bytes of a folder's files that are held at once. */
export const LARGEST_FOLDER = 200 * MB;

/** A size in bytes, worded for a sentence. */
export function inMegabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
