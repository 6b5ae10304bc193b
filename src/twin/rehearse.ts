import type { Change } from '../remedies/change.js';
import type { Twin } from './build.js';
import { makeInTwin } from './change.js';
import { loginsOf, playAll, type PlayedLogin } from './logins.js';

/** A step of a plan, and how every login ends after it. */
interface RehearsedStep {
  readonly change: Change;
  /** Why the step could not be played; the steps after it were. */
  readonly problem?: string;
  readonly after: readonly PlayedLogin[];
}

/** A plan that was played on a twin. */
export interface Rehearsal {
  readonly before: readonly PlayedLogin[];
  readonly steps: readonly RehearsedStep[];
  readonly after: readonly PlayedLogin[];
  /** Logins that work after the plan and did not before. */
  readonly gained: readonly PlayedLogin[];
  /** Logins that worked before the plan and do not after it. */
  readonly lost: readonly PlayedLogin[];
}

/** True for a login that gets a token and may use the API. */
export function works({ played }: PlayedLogin): boolean {
  return played.outcome === 'works';
}

/** A copy of a twin whose world may be changed. */
export function copyOf(twin: Twin): Twin {
  const world = structuredClone(twin.world);
  return { ...twin, world, org: world.orgs[0]! };
}

/** The logins that work in the second list and not in the first; both list the same logins. */
export function newlyWorking(before: readonly PlayedLogin[], after: readonly PlayedLogin[]): PlayedLogin[] {
  return after.filter((one, index) => works(one) && !works(before[index]!));
}

/** Plays a plan on a copy of the twin, step by step, with every login after each step. Pure. */
export function rehearse(twin: Twin, changes: readonly Change[], now: number): Rehearsal {
  const copy = copyOf(twin);
  const logins = loginsOf(copy);
  const before = playAll(copy, logins, now);
  const steps = changes.map((change): RehearsedStep => {
    const problem = makeInTwin(copy, change, now);
    return { change, ...(problem !== undefined && { problem }), after: playAll(copy, logins, now) };
  });
  const after = steps.at(-1)?.after ?? before;
  return {
    before,
    steps,
    after,
    gained: newlyWorking(before, after),
    lost: newlyWorking(after, before).map(({ username, app }) =>
      after.find((one) => one.username === username && one.app === app)!,
    ),
  };
}
