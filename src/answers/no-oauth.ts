import type { Gate } from '../salesforce/gates.js';

/** An answer without an OAuth error, known only by its shape. */
interface NoOAuth {
  /** The gates that can give it. */
  readonly gates: readonly Gate[];
  /** The gates that it proves passed. */
  readonly proves: readonly Gate[];
}

/** The shapes of an answer without an OAuth error. */
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
  // Only the status is known, or the text is not in the catalogue. Any gate can give it.
  unknown: { gates: [], proves: [] },
} as const satisfies Record<string, NoOAuth>;

/** The id of a shape. */
export type ShapeId = keyof typeof SHAPES;
