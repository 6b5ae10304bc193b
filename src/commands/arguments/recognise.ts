import { matchClientError } from '../../answers/client-errors.js';
import { ANSWER_IDS, codesOf } from '../../answers/index.js';
import { matchAnswer } from '../../answers/match-answer.js';
import { isCauseId } from '../../causes/index.js';
import { SEQUENCE } from '../../checks/index.js';
import { answersIn } from '../../sources/files/error-text.js';
import { isPage } from '../explain/pages.js';

/** An error code of Salesforce as Salesforce spells it, such as `invalid_grant`, from any case. Undefined for other words. */
export function errorCodeIn(word: string): string | undefined {
  const code = word.trim().toLowerCase();
  return ANSWER_IDS.flatMap(codesOf).find((known) => known.toLowerCase() === code);
}

/** True for the text of a known error: a code, a description, both, or a client's words. */
export function isErrorText(text: string): boolean {
  if (errorCodeIn(text) !== undefined) return true;
  const [code, ...rest] = text.split(/:\s*/);
  return (
    matchAnswer(undefined, text) !== undefined ||
    matchAnswer(code, rest.join(': ') || undefined) !== undefined ||
    answersIn(text).length > 0 ||
    matchClientError(text) !== undefined
  );
}

/** True for a cause, a check, or a page of the documentation. */
export function isTopic(word: string): boolean {
  return isCauseId(word) || SEQUENCE.some(({ id }) => id === word) || isPage(word);
}
