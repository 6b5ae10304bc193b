import type { FactStore } from '../facts/store.js';
import type { FactName } from '../facts/names.js';
import type { FactValue, TokenAnswer } from '../facts/vocabulary.js';

/** Where something stands in the story: its time, and its place among the events of the evidence. */
interface Placed {
  readonly at?: string | undefined;
  readonly order?: number | undefined;
}

/**
 * Compares two events of one story: by time where both times are known, else by their places in the evidence. Zero where
 * neither tells.
 */
export function compareInTime(a: Placed, b: Placed): number {
  if (a.at !== undefined && b.at !== undefined && a.at !== b.at) return Date.parse(a.at) - Date.parse(b.at);
  return a.order !== undefined && b.order !== undefined ? a.order - b.order : 0;
}

/** True where an event is known to come after another. */
export function isAfter(later: Placed, earlier: Placed): boolean {
  return compareInTime(later, earlier) > 0;
}

/** Something that happened to the login: an answer, a refusal of the API or the authorize page, or a client's own error. */
export type Happening =
  | { readonly fact: 'token.answers'; readonly value: TokenAnswer }
  | { readonly fact: 'api.answers'; readonly value: FactValue<'api.answers'>[number] }
  | { readonly fact: 'authorize.answer'; readonly value: FactValue<'authorize.answer'> }
  | { readonly fact: 'client.error'; readonly value: FactValue<'client.error'> };

/** Facts that are events of the story. */
export const EVENT_FACTS: readonly FactName[] = ['token.answers', 'api.answers', 'authorize.answer', 'client.error'];

/** Everything that happened, the earliest first; what has neither time nor place keeps the order of the facts. */
export function happenings(store: FactStore): Happening[] {
  const client = store.value('client.error');
  const page = store.value('authorize.answer');
  const all: Happening[] = [
    ...(store.value('token.answers') ?? []).map((value) => ({ fact: 'token.answers' as const, value })),
    ...(store.value('api.answers') ?? []).map((value) => ({ fact: 'api.answers' as const, value })),
    ...(page === undefined ? [] : [{ fact: 'authorize.answer' as const, value: page }]),
    ...(client === undefined ? [] : [{ fact: 'client.error' as const, value: client }]),
  ];
  return all.sort((a, b) => compareInTime(a.value, b.value));
}
