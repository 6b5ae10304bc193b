import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../checks/check.js';
import type { CheckResult } from '../checks/run.js';
import { FACT_NAMES, factsWith, type FactName } from '../facts/names.js';
import type { FactStore } from '../facts/store.js';
import { meaningOf } from './meaning.js';

/** One side of a comparison. */
export interface Side {
  readonly facts: FactStore;
  readonly checks: readonly CheckResult[];
}

/** A check that two logins pass differently, or a fact that differs. */
export interface Difference {
  readonly check: string;
  readonly here: string;
  readonly there: string;
  readonly facts: readonly { readonly name: FactName; readonly here: unknown; readonly there: unknown }[];
}

/** The differences between a login that fails and one that works, in the order of the gates. */
export interface Against {
  /** Checks that judge the two differently: one of these decides. */
  readonly decisive: readonly Difference[];
  /** Other facts that differ: no check fails for them on one side only. */
  readonly others: readonly Difference[];
  /** Facts that are known on one side only. */
  readonly unknownHere: readonly FactName[];
  readonly unknownThere: readonly FactName[];
  /** How many facts are known on both sides and equal. */
  readonly alike: number;
}

const IDENTITIES = factsWith('identity');
const TESTIMONY = factsWith('testimony');

function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(meaningOf(a), meaningOf(b));
}

function differences(
  names: readonly FactName[],
  here: Side,
  there: Side,
  withIdentities: boolean,
): Difference['facts'] {
  return names.flatMap((name) => {
    const [a, b] = [here.facts.value(name), there.facts.value(name)];
    const isLeftOut = TESTIMONY.has(name) || (!withIdentities && IDENTITIES.has(name));
    if (a === undefined || b === undefined || isLeftOut || isSame(a, b)) return [];
    return [{ name, here: a, there: b }];
  });
}

/** The rows with the facts that no row before tells. */
function withoutRepeats(rows: readonly Difference[], before: readonly Difference[]): Difference[] {
  const told = new Set(before.flatMap(({ facts }) => facts.map(({ name }) => name)));
  return rows.flatMap((row) => {
    const facts = row.facts.filter(({ name }) => !told.has(name));
    for (const { name } of facts) told.add(name);
    return facts.length > 0 ? [{ ...row, facts }] : [];
  });
}

/**
 * Holds a login that fails against one that works. Names and identities are left out unless a check judges them
 * differently: they differ between any two orgs.
 */
export function compareLogins(here: Side, there: Side, checks: readonly Check[]): Against {
  const rows = checks.map(({ id, needs }): Difference & { readonly decides: boolean } => {
    const status = (side: Side) => side.checks.find((one) => one.id === id)?.status ?? 'unknown';
    const [a, b] = [status(here), status(there)];
    const decides = a !== b && [a, b].some((one) => one === 'fail' || one === 'warn');
    return { check: id, here: a, there: b, decides, facts: differences(needs, here, there, decides) };
  });
  const plain = ({ check, here: a, there: b, facts }: Difference): Difference => ({ check, here: a, there: b, facts });
  const told = (side: Side) => FACT_NAMES.filter((name) => side.facts.value(name) !== undefined);
  const [known, other] = [told(here), told(there)];
  const decisive = rows.filter(({ decides }) => decides).map(plain);
  return {
    decisive,
    others: withoutRepeats(rows.filter(({ decides }) => !decides).map(plain), decisive),
    unknownHere: other.filter((name) => !known.includes(name) && !IDENTITIES.has(name)),
    unknownThere: known.filter((name) => !other.includes(name) && !IDENTITIES.has(name)),
    alike: known.filter((name) => isSame(here.facts.value(name), there.facts.value(name))).length,
  };
}
