import { remembered } from '../salesforce/remembered.js';

const NAMED_ENTITIES: Readonly<Record<string, string>> = { '&#39;': "'", '&apos;': "'", '&quot;': '"', '&amp;': '&' };

const LONGEST = 5000;

/** Without the blanks and full stops at its end. */
function withoutTail(text: string): string {
  let end = text.length;
  while (end > 0 && ' .…'.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/**
 * Folds an error text for matching: case, apostrophes (also HTML, unicode escapes and Windows-1252 mojibake), URL
 * encoding, blanks and the final full stop.
 */
export const foldText = remembered((whole: string): string => {
  const text = whole.slice(0, LONGEST);
  let folded = text.replace(/&(?:#39|apos|quot|amp);/g, (entity) => NAMED_ENTITIES[entity] ?? entity);
  folded = folded.replace(/\\u0027|\u2019|\u2018|\u00b4|â€™/g, "'");
  if (/%[0-9a-f]{2}/i.test(folded) || /^\S+\+\S+/.test(folded)) {
    folded = folded
      .replace(/\+/g, ' ')
      .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
  return withoutTail(folded.toLowerCase().replace(/\s+/g, ' ')).trim();
});
