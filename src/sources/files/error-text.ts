import type { SourceFact } from '../../facts/store.js';
import type { TokenAnswer } from '../../facts/vocabulary.js';
import { scrubText } from '../../facts/redaction.js';
import { countsIn, matchClientError, UNRELATED } from '../../answers/client-errors.js';
import { spellingsOf, ANSWERS, type AnswerId, answerOf } from '../../answers/index.js';
import { foldText } from '../../answers/fold-text.js';
import { flowIn, remainsOf, TOKEN_URL } from './remains.js';
import type { Shape } from './shape.js';

// Texts of this length identify their answer anywhere in a line.
const TELLING = (Object.keys(ANSWERS) as AnswerId[]).flatMap((id) =>
  spellingsOf(id)
    .map((text) => ({ id, text: foldText(text) }))
    .filter(({ text }) => text.length >= 12 && text.includes(' ')),
);

// The Salesforce CLI's message after a successful login.
const SUCCESS = /^.*Successfully authorized \S+ with org ID \S+/im;

// Token endpoints of other vendors, whose errors have the same codes.
const OTHER_VENDOR =
  /https:\/\/(?:login\.microsoftonline\.com|oauth2\.googleapis\.com|accounts\.google\.com|[\w-]{1,63}\.(?:okta|auth0)\.com)\/[^\s"'<>]*/;

const LONG_ENOUGH = 28;

/** Whether words form a message of their own: at the start of a line or after a label, not inside a longer sentence. */
function standsAlone(line: string, words: string): boolean {
  const at = line.indexOf(words);
  if (at === -1) return false;
  const before = line.slice(0, at).trimEnd();
  const after = line.slice(at + words.length);
  const isLabelled = before === '' || /[:"'=>([{\-–—/,;|`]$/.test(before) || words.length >= LONG_ENOUGH;
  return isLabelled && !/^[a-z0-9]/.test(after) && !/\b(?:not|no|isn't|never)$/.test(before);
}

/** The known answers in a line. If one text contains another, only the longer one counts. */
function answersInLine(line: string): AnswerId[] {
  const folded = foldText(line.replace(/\\"/g, '"'));
  const hits = TELLING.filter(({ text }) => standsAlone(folded, text));
  const longest = hits.filter(({ text }) => !hits.some((other) => other.text !== text && other.text.includes(text)));
  const texts = new Set<string>();
  return longest.filter(({ text }) => !texts.has(text) && texts.add(text)).map(({ id }) => id);
}

/** Every known answer in a text, once, in the order of first mention. */
export function answersIn(text: string): { id: AnswerId; line: number }[] {
  const found = new Map<AnswerId, number>();
  text.split('\n').forEach((line, index) => {
    if (line.length > 4000) return;
    for (const id of answersInLine(line)) if (!found.has(id)) found.set(id, index + 1);
  });
  return [...found].map(([id, line]) => ({ id, line }));
}

/** Plain text with a known error: a line of a log, or a client's output. */
export const errorText: Shape = {
  id: 'error-text',
  title: 'a text with a known error in it',
  recognises: ({ text, json }) =>
    json === undefined &&
    (answersIn(text).length > 0 ||
      matchClientError(text) !== undefined ||
      SUCCESS.test(text) ||
      OTHER_VENDOR.test(text) ||
      remainsOf(text, '').length > 0),
  read: ({ text, name }) => {
    const url = TOKEN_URL.exec(text)?.[0] ?? '';
    const answers = answersIn(text);
    const worked = SUCCESS.exec(text);
    if (
      worked &&
      text
        .slice(worked.index)
        .split('\n')
        .slice(1)
        .every((line) => answersInLine(line).length === 0)
    ) {
      return { facts: [{ name: 'token.answers', value: [{ url, status: 200, token: true }], source: name }] };
    }
    const vendor = OTHER_VENDOR.exec(text)?.[0];
    if (answers.length === 0 && vendor !== undefined) {
      return { facts: [{ name: 'request.url', value: vendor.split('?')[0]!, source: name }] };
    }
    if (answers.length === 0 && matchClientError(text) === undefined) return { facts: remainsOf(text, name) };
    if (answers.length === 0) return { facts: [clientError(text, name)] };
    const facts: SourceFact[] = url === '' ? [] : [{ name: 'request.url', value: url, source: name }];
    const flow = flowIn(text);
    if (flow !== undefined) facts.push({ name: 'request.grantType', value: flow, source: name });
    answers.forEach(({ id, line }, index) => {
      const { error, description } = ANSWERS[id];
      const source = `${name}, line ${line}`;
      const { about } = answerOf(id);
      if (about === 'authorize') facts.push({ name: 'authorize.answer', value: { error, description }, source });
      else if (about === 'api')
        facts.push({ name: 'api.answers', value: [{ errorCode: error, message: description }], source });
      else facts.push({ name: 'token.answers', value: [answer(url, error, description, index)], source });
    });
    return { facts };
  },
};

/** The first entry is the intended attempt: clients that try several hosts print the others after it. */
function answer(url: string, error: string, description: string, index: number): TokenAnswer {
  return { url, error, description, ...(index > 0 && { intended: false }) };
}

/** The client's own error. If its words don't concern this login, it is kept but names no cause. */
function clientError(text: string, source: string): SourceFact {
  const error = matchClientError(text)!;
  const line = text.split('\n').find((one) => error.pattern.test(one)) ?? '';
  const kind = countsIn(error, text) ? error.id : UNRELATED;
  return { name: 'client.error', value: { kind, text: scrubText(line.trim()).slice(0, 500) }, source };
}
