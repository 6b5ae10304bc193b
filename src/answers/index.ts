import type { Answer } from './answer.js';
import { API } from './api.js';
import { AUTHORIZE_PAGE } from './authorize.js';
import { OTHER_FLOWS } from './other-flows.js';
import { TOKEN_ENDPOINT } from './token-endpoint.js';

/** All known answers of the token endpoint, the authorize page and the API, by our own names. */
export const ANSWERS = { ...TOKEN_ENDPOINT, ...AUTHORIZE_PAGE, ...API, ...OTHER_FLOWS } as const;

/** The name of a known answer. */
export type AnswerId = keyof typeof ANSWERS;

/** The names of all known answers. */
export const ANSWER_IDS = Object.keys(ANSWERS) as AnswerId[];

/** The row of an answer. */
export function answerOf(id: AnswerId): Answer {
  return ANSWERS[id];
}

/** All spellings of an answer's description; empty when only its code is known. */
export function spellingsOf(id: AnswerId): readonly string[] {
  const { description, spellings = [] } = answerOf(id);
  return [description, ...spellings].filter((text) => text !== '');
}

/** All codes of an answer. */
export function codesOf(id: AnswerId): readonly string[] {
  const { error, codes = [] } = answerOf(id);
  return [error, ...codes];
}
