/** The largest input that is read, in bytes. */
export const LARGEST_PASTE = 20 * 1024 * 1024;
