import type { Gate } from '../salesforce/gates.js';

/** An answer without an OAuth error: its shape is all there is. */
interface NoOAuth {
  /** The gates that may have given it. */
  readonly gates: readonly Gate[];
  /** The gates that it proves to be passed. */
  readonly proves: readonly Gate[];
}

/** The shapes of an answer that carries no OAuth error. */
export const SHAPES = {
  'server-fault': { gates: ['transport'], proves: [] },
  'html-page': { gates: ['transport', 'form'], proves: [] },
  'empty-answer': { gates: ['transport', 'form'], proves: [] },
  'cut-answer': { gates: ['transport'], proves: [] },
  redirect: { gates: ['form'], proves: ['transport'] },
  'no-such-host': { gates: ['transport'], proves: [] },
  'no-connection': { gates: ['transport'], proves: [] },
  // The same request gets a token and a fault in turn.
  intermittent: { gates: ['transport'], proves: [] },
  // An answer of which only the status survived, or whose text is not in the catalogue: any gate may have given it.
  unknown: { gates: [], proves: [] },
} as const satisfies Record<string, NoOAuth>;

/** The id of a shape. */
export type ShapeId = keyof typeof SHAPES;
