import type { FactStore } from '../facts/store.js';
import { buildTwin, type TwinOptions } from './build.js';
import type { Assumption } from './ledger.js';
import { play, type Played } from './play.js';

/** An assumption, and each other value with which the login would end in another way. */
export interface Weighed extends Pick<Assumption, 'fact' | 'assumed'> {
  readonly otherwise: readonly { readonly value: unknown; readonly played: Played }[];
}

/** Tries each assumption both ways: what the login of the twin would be answered with the other values. Pure. */
export function weigh(facts: FactStore, options: TwinOptions): Weighed[] {
  const endWith = (given: TwinOptions['given']) =>
    play(buildTwin(facts, { ...options, ...(given && { given }) }).world, options.now);
  const plain = endWith(options.given);
  return buildTwin(facts, options).assumptions.map(({ fact, assumed, otherwise }) => ({
    fact,
    assumed,
    otherwise: otherwise
      .map((value) => ({ value, played: endWith(new Map([...(options.given ?? []), [fact, value]])) }))
      .filter(({ played }) => played.outcome !== plain.outcome),
  }));
}
