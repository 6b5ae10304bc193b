import { isKnownWord } from './known-words.js';

/** Replaces a word that may be a name. */
export const REMOVED = '[…]';
// An escape of an address is no word.
const RUN = /%[0-9A-F]{2}|[\p{L}\p{N}\p{M}]+/giu;
// A path, an address, an assignment, a flag with its value, a quoted word: names there can be in lower case.
const STRUCTURED = /[\\/=]|[\p{L}\p{N}][.:@][\p{L}\p{N}]|["'`][\p{L}\p{N}_-]+["'`]/u;
// A word that announces a person, with what follows it.
const ANNOUNCED =
  /(?<=^|\s)(?:user(?:[_ ]?name)?|login|owner|author|reporter|assignee|customer|contact|name|actor)[:=] {1,3}\S+(?: \p{L}+)?/iu;
const CHUNK = new RegExp(`${ANNOUNCED.source}|(?<=^|\\s)--?[a-z][\\w-]*[ =]\\S+|\\S+`, 'giu');
const RANDOM = /^(?=.*\d)(?=.*\p{L}).{16,}$/u;
// The consumer secret of an old app is such a number; those of 16 and 19 digits may be times, too.
const LONG_NUMBER = /^(?!1[5-9](?:\d{14}|\d{17})$)\d{15,20}$/;
const TIME = /^\d+T\d*Z?$/;

/** The words within a run of letters and digits: `JwtGrantError` holds three. */
function wordsOf(run: string): string[] {
  return run
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .split(/[\p{N} ]+/u)
    .filter((word) => word.length > 1);
}

/** A run that nobody chose: it may be a secret, or the id of somebody. */
function isRandom(run: string): boolean {
  return LONG_NUMBER.test(run) || (RANDOM.test(run) && !TIME.test(run));
}

function mayBeName(run: string, isStructured: boolean): boolean {
  if (isRandom(run)) return true;
  return wordsOf(run).some((word) => {
    const isWritten = isStructured ? word.length > 2 : /^[\p{Lu}\p{Lo}]/u.test(word);
    return (isWritten || /^\p{Lu}/u.test(word)) && !isKnownWord(word);
  });
}

/** A text without long runs of letters and digits, which may be secrets that nothing announces. Tokens of the bundle stay. */
export function withoutRandomRuns(text: string, nonce: string): string {
  return text.replace(RUN, (run) => (run.startsWith('%') || run.includes(nonce) || !isRandom(run) ? run : REMOVED));
}

/**
 * A text without the words that may be the name of somebody or something: capitalised ones that are no words of the trade,
 * any unknown ones in paths and values, and long runs of letters and digits. Tokens of the bundle, which hold its nonce, stay.
 */
export function withoutUnknownNames(text: string, nonce: string): string {
  const told = text.replace(CHUNK, (chunk) => {
    const isStructured = STRUCTURED.test(chunk) || ANNOUNCED.test(chunk) || chunk.startsWith('-');
    return chunk.replace(RUN, (run) =>
      run.startsWith('%') || run.includes(nonce) || !mayBeName(run, isStructured) ? run : REMOVED,
    );
  });
  return told.replace(/\[…\](?:[ ,.'_-]{0,2}\[…\])+/g, REMOVED);
}
