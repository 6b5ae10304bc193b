import type { Gate } from './gates.js';
import type { Explanation } from './token-errors.js';

/** An answer that is no OAuth answer: its shape is all there is. */
export interface ShapeMeaning {
  readonly proves: readonly Gate[];
  readonly gates: readonly Gate[];
  readonly explanations: readonly Explanation[];
}

/** The shapes of an answer that carries no OAuth error. */
export const SHAPES = {
  'server-fault': {
    gates: ['transport'],
    proves: [],
    explanations: [
      { cause: 'platform-fault', basis: 'reported', weight: 30 },
      { cause: 'endpoint-unreachable', basis: 'inferred', weight: 12 },
    ],
  },
  'html-page': {
    gates: ['transport', 'form'],
    proves: [],
    explanations: [
      { cause: 'wrong-login-host', basis: 'reported', weight: 25 },
      { cause: 'org-inactive', basis: 'documented', weight: 15 },
      { cause: 'endpoint-unreachable', basis: 'reported', weight: 14 },
      { cause: 'platform-fault', basis: 'reported', weight: 10 },
    ],
  },
  'empty-answer': {
    gates: ['transport', 'form'],
    proves: [],
    explanations: [
      { cause: 'platform-fault', basis: 'reported', weight: 20 },
      { cause: 'endpoint-unreachable', basis: 'inferred', weight: 15 },
      { cause: 'wrong-login-host', basis: 'reported', weight: 10 },
    ],
  },
  'cut-answer': {
    gates: ['transport'],
    proves: [],
    explanations: [
      { cause: 'endpoint-unreachable', basis: 'reported', weight: 25 },
      { cause: 'platform-fault', basis: 'reported', weight: 15 },
    ],
  },
  redirect: {
    gates: ['form'],
    proves: ['transport'],
    explanations: [
      { cause: 'wrong-login-host', basis: 'reported', weight: 30 },
      { cause: 'wrong-http-request', basis: 'inferred', weight: 10 },
    ],
  },
  'no-such-host': {
    gates: ['transport'],
    proves: [],
    explanations: [
      { cause: 'endpoint-unreachable', basis: 'inferred', weight: 30 },
      { cause: 'wrong-login-host', basis: 'inferred', weight: 28 },
    ],
  },
  'no-connection': {
    gates: ['transport'],
    proves: [],
    explanations: [{ cause: 'endpoint-unreachable', basis: 'reported', weight: 30, named: true }],
  },
  // The same request gets a token and a fault in turn.
  intermittent: {
    gates: ['transport'],
    proves: [],
    explanations: [
      { cause: 'platform-fault', basis: 'reported', weight: 30 },
      { cause: 'wrong-login-host', basis: 'reported', weight: 20, when: { host: 'generic' } },
      { cause: 'change-not-propagated', basis: 'reported', weight: 9 },
    ],
  },
  // An answer of which only the status survived, or whose text nobody has catalogued: any gate may have given it.
  unknown: { gates: [], proves: [], explanations: [] },
} as const satisfies Record<string, ShapeMeaning>;

/** The id of a shape. */
export type ShapeId = keyof typeof SHAPES;
