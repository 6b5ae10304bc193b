// Everything else is quoted: blanks, quotes, ~, $, ;, & and all that a shell could read as more than text.
const PLAIN = /^[\w@%+:,./=-]+$/;

/**
 * A word of a line to copy, quoted for a POSIX shell where it needs it. Control characters are left out, so that
 * a pasted line stays one line.
 */
export function shellWord(text: string): string {
  // eslint-disable-next-line no-control-regex -- Control characters are the point.
  const plain = text.replace(/[\u0000-\u001f\u007f]/g, '');
  return PLAIN.test(plain) ? plain : `'${plain.replaceAll("'", `'\\''`)}'`;
}

/** A line to copy, from its words. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
