import { foldText } from '../../../answers/fold-text.js';
import { ANSWER_IDS, answerOf, codesOf, spellingsOf, type AnswerId } from '../../../answers/index.js';

/** A known text in a line, as it was pasted. */
export interface Mention {
  readonly id: AnswerId;
  /** The words as they stand in the line; empty where only the code is there. */
  readonly words: string;
  readonly code?: string;
  /** The columns that it covers. */
  readonly from: number;
  readonly to: number;
}

// Texts of this length identify their answer anywhere in a line.
const TELLING = ANSWER_IDS.flatMap((id) =>
  spellingsOf(id)
    .map((spelling) => ({ id, text: foldText(spelling), pattern: patternOf(spelling) }))
    .filter(({ text }) => text.length >= 12 && text.includes(' ')),
);

// Codes that have one meaning and that no other text contains by chance.
const CODES = ANSWER_IDS.flatMap((id) => {
  const { codeAlone, codesAlone = [] } = answerOf(id);
  return (codeAlone ? codesOf(id) : codesAlone).filter((code) => code.includes('_')).map((code) => ({ id, code }));
});
const CODE = new RegExp(`(?<![\\w-])(${CODES.map(({ code }) => code).join('|')})(?![\\w-])`, 'gi');

const LONG_ENOUGH = 28;

function patternOf(spelling: string): RegExp {
  const body = spelling
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ +/g, '(?:[\\s+]|%20)+')
    .replace(/'/g, '.{1,8}');
  return new RegExp(body, 'i');
}

/** Whether words form a message of their own: at the start of a line or after a label, not inside a longer sentence. */
function standsAlone(line: string, words: string): boolean {
  const at = line.indexOf(words);
  if (at === -1) return false;
  const before = line.slice(0, at).trimEnd();
  const after = line.slice(at + words.length);
  const isLabelled = before === '' || /[:"'“„«‹「『=>([{\-–—/,;|`•·*]$/.test(before) || words.length >= LONG_ENOUGH;
  return isLabelled && !/^[a-z0-9]/.test(after) && !/\b(?:not|no|isn't|never)$/.test(before);
}

/** The code of an answer, where the line has it beside the words. */
function codeBeside(line: string, id: AnswerId): string | undefined {
  const codes = codesOf(id).filter((code) => code.length > 6);
  return codes.length === 0
    ? undefined
    : new RegExp(`(?<![\\w-])(?:${codes.join('|')})(?![\\w-])`, 'i').exec(line)?.[0];
}

/** The known answers in a line, by their words or by a code with one meaning. If one text contains another, the longer counts. */
export function mentionsIn(line: string): Mention[] {
  if (line.length > 4000) return [];
  const folded = foldText(line.replace(/\\"/g, '"'));
  const hits = TELLING.filter(({ text }) => standsAlone(folded, text));
  const longest = hits.filter(({ text }) => !hits.some((other) => other.text !== text && other.text.includes(text)));
  const seen = new Set<string>();
  const found: Mention[] = [];
  for (const { id, text, pattern } of longest) {
    if (seen.has(text)) continue;
    seen.add(text);
    const match = pattern.exec(line);
    const from = match?.index ?? 0;
    const words = match?.[0] ?? text;
    const code = codeBeside(line, id);
    found.push({ id, words, ...(code !== undefined && { code }), from, to: from + words.length });
  }
  for (const match of found.length > 0 ? [] : line.matchAll(CODE)) {
    const id = CODES.find(({ code }) => code.toLowerCase() === match[1]!.toLowerCase())!.id;
    if (found.some((one) => one.id === id)) continue;
    const to = match.index + match[0].length;
    found.push({ id, words: '', code: match[1]!, from: match.index, to });
  }
  return found;
}

/** Every known answer in a text, once, in the order of first mention. */
export function answersIn(text: string): { id: AnswerId; line: number }[] {
  const found = new Map<AnswerId, number>();
  text.split('\n').forEach((line, index) => {
    for (const { id } of mentionsIn(line)) if (!found.has(id)) found.set(id, index + 1);
  });
  return [...found].map(([id, line]) => ({ id, line }));
}

const HELP =
  /\b(?:common|possible|likely|typical|known) (?:causes?|errors?|reasons?|issues?|problems?)\b|troubleshoot|\b(?:hints?|tips?|help|see also|note)\s*:\s*$/i;

/** The lines of help texts: from a heading such as "Common causes" to the next empty line. */
export function helpLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let inside = false;
  lines.forEach((line, index) => {
    if (line.trim() === '') inside = false;
    else if (inside) found.add(index);
    else if (line.length < 300 && HELP.test(line)) inside = true;
  });
  return found;
}
