import type { Subject } from './subject.js';
import type { Cause, Side } from './cause.js';
import * as listed from './list.js';
import { repairWay, type Remedy } from './steps.js';
import { gateRank, type Gate } from '../salesforce/gates.js';

type Listed = (typeof listed)[keyof typeof listed];

const SIDES: readonly Side[] = ['local', 'request', 'app', 'user', 'org', 'platform'];

/** Every cause that the product can name, in public order: by side, then as a login meets them. */
export const CAUSES: readonly Listed[] = Object.values(listed).sort(
  (a, b) =>
    SIDES.indexOf(a.side) - SIDES.indexOf(b.side) || gateRank(a.gate) - gateRank(b.gate) || (a.id < b.id ? -1 : 1),
);

/** The id of a cause. */
export type CauseId = Listed['id'];

/** The id of a cause that can be cured by API. */
export type RepairableId = Extract<Listed, { readonly repairable: true }>['id'];

/** All cause ids, in their public order. */
export const CAUSE_IDS: readonly CauseId[] = CAUSES.map(({ id }) => id);

const BY_ID = new Map<CauseId, Cause>(CAUSES.map((cause) => [cause.id, cause]));

/** Everything known about a cause. */
export function causeOf(id: CauseId): Cause {
  return BY_ID.get(id)!;
}

/** The gate at which a cause stops a login. */
export function gateOf(id: CauseId): Gate {
  return causeOf(id).gate;
}

/** True for the id of a cause. */
export function isCauseId(id: string): id is CauseId {
  return BY_ID.has(id as CauseId);
}

/** True for a cause that can be cured by API with an administrator's session. */
export function isRepairable(id: CauseId): id is RepairableId {
  return causeOf(id).repairable === true;
}

/** The remedy of a cause; where the API can cure it, the last way is `fix`. */
export function remedyOf(id: CauseId, subject: Subject): Remedy {
  const { summary, ways } = causeOf(id).remedy(subject);
  if (!isRepairable(id)) return { summary, ways };
  const byHand = ways.length === 1 ? ways.map((way) => ({ ...way, title: 'By hand' })) : ways;
  return { summary, ways: [...byHand, repairWay(subject, id)] };
}
