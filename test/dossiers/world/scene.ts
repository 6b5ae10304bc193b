import { FAULTS, type Fault } from '../faults/index.js';
import type { World } from '../../../src/simulator/index.js';
import { BASES, partsOf, worldOf, type Base } from './base.js';
import { SWITCHES, type Switch } from './switches.js';

/** A way in which things may be: an org, an open question, a fault, and the change that brought it. */
export interface Scene {
  readonly base: Base;
  readonly fault: Fault;
  /** Absent: Salesforce behaves in the usual way. */
  readonly behaviour?: Switch;
  /** The change by which the fault came; absent: it was there from the start. */
  readonly step?: string;
}

/** The changes that can have brought a fault; undefined: it was there from the start. */
function stepsOf({ cause, place, steps = [] }: Fault): readonly (string | undefined)[] {
  // A change that is still under way is one that was made.
  if (cause === 'change-not-propagated') return steps;
  // Whatever is wrong in an org, somebody may have saved the app a minute ago, to no effect.
  return [undefined, ...(place === 'org' ? ['edited-now'] : []), ...steps];
}

function worlds(base: Base): Scene[] {
  return FAULTS.filter(({ fits }) => fits?.(base) ?? true).flatMap((fault) => {
    const behaviours = [undefined, ...SWITCHES.filter(({ shows }) => shows.test(fault.id))];
    return behaviours.flatMap((behaviour) =>
      stepsOf(fault).flatMap((step): Scene[] => {
        if (step === 'sandbox-refreshed' && base.kind !== 'sandbox') return [];
        return [{ base, fault, ...(behaviour && { behaviour }), ...(step !== undefined && { step }) }];
      }),
    );
  });
}

/** Every way in which things may be, with one fault in it. */
export const SCENES: readonly Scene[] = BASES.flatMap(worlds);

/** The world of a scene, before or after its fault came. */
export function worldOfScene({ base, behaviour, fault }: Scene, faulty: boolean): World {
  const world = worldOf(base);
  behaviour?.set(world.behaviour);
  if (faulty) fault.put(partsOf(world), base);
  return world;
}

const after = new Map<string, World>();

/** The world of a scene with its fault, to be read only. */
export function worldAfter(scene: Scene): World {
  const { base, behaviour, fault } = scene;
  const key = [base.kind, base.host, base.app, base.policy, behaviour?.id, fault.id].join(' ');
  if (!after.has(key)) after.set(key, worldOfScene(scene, true));
  return after.get(key)!;
}
