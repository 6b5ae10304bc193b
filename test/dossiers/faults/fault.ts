import type { CauseId } from '../../../src/causes/index.js';
import type { Base, Parts } from '../world/base.js';

/**
 * Where a fault lies. A client that builds the request itself makes no fault in `code`; one that ignores the clock makes
 * none in `clock`.
 */
export type Place = 'code' | 'clock' | 'settings' | 'key' | 'org';

/** One thing that is wrong: the cause, and how to put it into a world. */
export interface Fault {
  readonly id: string;
  readonly cause: CauseId;
  readonly place: Place;
  /** The orgs in which it can occur; absent: all. */
  readonly fits?: (base: Base) => boolean;
  readonly put: (parts: Parts, base: Base) => void;
  /** The changes by which it comes into an org where the login worked; absent: it was there from the start. */
  readonly steps?: readonly string[];
}
