import { mentionsIn } from '../events/mentions.js';
import { withoutEntities } from './escapes.js';
import { joined, slice, type Lined, type Wrapping } from './lined.js';

const PAGE = /^(?:<!doctype html|<html[\s>])/i;
const HIDDEN = /<(script|style|svg|head)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;
const BREAKS = /<(?:br|\/?(?:p|div|pre|tr|li|h[1-6]|table|ul|ol|section|article|blockquote))\b[^<>]*>/gi;
const CELL = /<\/t[dh]\s*>\s*<t[dh]\b[^<>]*>/gi;
const TAG = /<(?:\/?[A-Za-z]|!doctype)[^<>]{0,2000}>/gi;
// A page holds evidence of its own when an exchange, an answer, a client's words or a setting stand in its text.
const TELLS =
  /\binvalid_[a-z]+\b|error_description|HTTP\/[\d.]+ [1-5]\d\d\b|Errors encountered:|services\/oauth2\/token|\bcurl\s+-|\bOAuth\b|\bJWT\b|\bsf(?:dx)? (?:org|force|auth)|Login (?:Time|Type)|Permitted Users|<(?:\w+:)?(?:ConnectedApp|ExtlClntApp\w*|Profile)\b/;

function tells(line: string): boolean {
  return TELLS.test(line) || mentionsIn(line).length > 0;
}

/** The text of an HTML page; a break of the page is a break of the line, and each line keeps its number. */
export function textOfPage({ lines, numbers }: Lined): Lined {
  const keepsLines = (whole: string) => '\n'.repeat(whole.split('\n').length - 1);
  const visible = lines.join('\n').replace(HIDDEN, keepsLines);
  const found: { text: string; number: number }[] = [];
  visible.split('\n').forEach((line, index) => {
    const broken = line.replace(CELL, '\t').replace(BREAKS, '\u0000').replace(TAG, '').split('\u0000');
    const texts = broken.map((text) => withoutEntities(text));
    const told = texts.filter((text) => text.trim() !== '');
    for (const text of told.length > 0 ? told : ['']) found.push({ text, number: numbers[index]! });
  });
  return {
    lines: found.map(({ text }) => text),
    raw: found.map(({ text }) => text),
    numbers: found.map(({ number }) => number),
  };
}

/** The lines of the first page that holds evidence of its own; undefined where no page does. */
function pageIn(lined: Lined): { from: number; to: number; text: Lined } | undefined {
  const { lines } = lined;
  for (let from = 0; from < lines.length; from += 1) {
    if (!PAGE.test(lines[from]!)) continue;
    const end = lines.findIndex((line, index) => index >= from && /<\/html\s*>/i.test(line));
    const to = end === -1 ? lines.length : end + 1;
    const text = textOfPage(slice(lined, from, to));
    if (text.lines.some(tells)) return { from, to, text };
    from = to - 1;
  }
  return undefined;
}

/** A saved page that holds a log or an exchange. A page that is itself an answer, such as a maintenance page, stays. */
export const page: Wrapping = {
  id: 'page',
  title: 'a saved HTML page (a ticket, a wiki, a CI log) with a log or an exchange in it',
  open(lined) {
    const found = pageIn(lined);
    return found === undefined ? lined : joined([slice(lined, 0, found.from), found.text, slice(lined, found.to)]);
  },
};
