import type { FactName } from './names.js';
import type { ROWS } from './rows/index.js';
import type { ValueOf } from './shapes.js';

type Values = { [N in FactName]: ValueOf<(typeof ROWS)[N]['shape']> };

/** The type of a fact's value. */
export type FactValue<N extends FactName> = Values[N];

/** One answer of the token endpoint. */
export type TokenAnswer = FactValue<'token.answers'>[number];

/** A fact that supports a finding. */
export interface Evidence {
  readonly fact: FactName;
  readonly value: unknown;
  readonly source: string;
}
