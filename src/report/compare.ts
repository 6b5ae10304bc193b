import { isDeepStrictEqual } from 'node:util';
import type { Compared, Comparison } from './comparison-schema.js';

type CheckChange = Comparison['checks'][number];
type FactChange = Comparison['facts'][number];

const BADNESS: Readonly<Record<string, number>> = { warn: 1, fail: 2, error: 2 };

/** True for a check that found something which it, or what stood for it, had not found before. */
export function gotWorse({ before, after }: CheckChange): boolean {
  return (BADNESS[after ?? ''] ?? 0) > (BADNESS[before ?? ''] ?? 0);
}

/** The causes that a report holds for wrong, beside its cause; what the answer disproves is none. */
function faults({ diagnosis }: Compared): string[] {
  return diagnosis.alsoWrong.filter(({ contradicted }) => !contradicted).map(({ id }) => id);
}

function warnings({ checks }: Compared): Comparison['newWarnings'] {
  return checks.flatMap(({ id, findings }) =>
    findings.flatMap(({ verdict, code }) => (verdict === 'warn' && code !== undefined ? [{ check: id, code }] : [])),
  );
}

function unique(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function changedChecks(before: Compared, after: Compared): CheckChange[] {
  const statusIn = ({ checks }: Compared, id: string) => checks.find((check) => check.id === id)?.status ?? null;
  return unique(
    after.checks.map(({ id }) => id),
    before.checks.map(({ id }) => id),
  )
    .map((id) => ({ id, before: statusIn(before, id), after: statusIn(after, id) }))
    .filter((change) => change.before !== change.after);
}

/** A value as a file holds it, without undefined fields. */
function asSaved(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function changedFacts(before: Compared, after: Compared): FactChange[] {
  // Where a fact comes from, and when, is not what it says.
  const said = ({ facts }: Compared, name: string): FactChange['before'] => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact === undefined) return null;
    return 'unknown' in fact ? { unknown: fact.unknown } : { value: fact.value };
  };
  return unique(Object.keys(after.facts), Object.keys(before.facts))
    .map((name) => ({ name, before: said(before, name), after: said(after, name) }))
    .filter((change) => !isDeepStrictEqual(asSaved(change.before), asSaved(change.after)));
}

/** The differences between two reports. */
export function compareReports(before: Compared, after: Compared): Comparison {
  const cause = { before: before.diagnosis.cause?.id ?? null, after: after.diagnosis.cause?.id ?? null };
  const verdict = { before: before.verdict, after: after.verdict };
  const wrong = (report: Compared, id: string | null) => unique(id === null ? [] : [id], faults(report));
  const [wrongBefore, wrongAfter] = [wrong(before, cause.before), wrong(after, cause.after)];
  const newFaults = unique(faults(after)).filter((id) => !wrongBefore.includes(id));
  const gone = wrongBefore.filter((id) => !wrongAfter.includes(id));
  const known = warnings(before);
  const newWarnings = warnings(after).filter(
    ({ check, code }) => !known.some((one) => one.check === check && one.code === code),
  );
  const checks = changedChecks(before, after);
  const facts = changedFacts(before, after);
  const isSameVerdict = verdict.before === verdict.after;
  const isSameCause = cause.before === cause.after;
  return {
    same:
      isSameVerdict &&
      isSameCause &&
      [newFaults, gone, newWarnings, checks, facts].every((differences) => differences.length === 0),
    nothingNew:
      (isSameCause || cause.after === null) &&
      (isSameVerdict || verdict.after !== 'inconclusive') &&
      newFaults.length + newWarnings.length === 0 &&
      !checks.some(gotWorse),
    verdict,
    cause,
    newFaults,
    gone,
    newWarnings,
    checks,
    facts,
  };
}
