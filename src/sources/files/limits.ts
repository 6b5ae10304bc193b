const MB = 1024 * 1024;

/** The largest input that is read as a whole, in bytes; a larger one is read in passing, in parts. */
export const LARGEST_PASTE = 20 * MB;

/** How much text is kept of an input that is read in passing, in characters. */
export const KEPT_TEXT = 4 * MB;

/** How much the files of an archive may hold together, unpacked, in bytes. */
export const LARGEST_ARCHIVE = 200 * MB;

/** The largest archive that is opened, in bytes as it is packed. */
export const LARGEST_PACKED = 100 * MB;

/** How many files an archive may hold. */
export const MOST_MEMBERS = 20_000;

/** How many files of a folder are read, how many entries are looked at, and how deep. */
export const MOST_FILES = 5_000;
export const MOST_ENTRIES = 100_000;
export const DEEPEST = 40;

/** How much of all the files of one folder is held at once, in bytes. */
export const LARGEST_FOLDER = 200 * MB;

/** A size in bytes as a sentence shows it. */
export function inMegabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
