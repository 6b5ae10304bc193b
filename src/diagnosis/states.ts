import type { CheckResult } from '../checks/run.js';
import type { Finding } from '../checks/check.js';
import type { FactName } from '../facts/names.js';
import type { FactStore } from '../facts/store.js';
import { type CauseId, gateOf } from '../causes/index.js';
import { gateRank } from '../salesforce/gates.js';

/** A finding that a cause is there, and the check that made it. */
export interface Failure {
  readonly cause: CauseId;
  readonly check: string;
  readonly finding: Extract<Finding, { verdict: 'fail' }>;
}

/** The results of all checks about one cause. */
export interface CauseState {
  /** The known facts speak against the cause without excluding it. */
  readonly isUnlikely?: true;
  readonly failure?: Failure;
  /** Why the cause is excluded: a check observed that it is not there, or cannot be. */
  readonly excluded?: Extract<Finding, { verdict: 'clear' | 'moot' }>;
  /** Facts that would tell. */
  readonly missing: readonly FactName[];
}

function judgedAt({ cause, finding }: Failure): number {
  return gateRank(finding.gate ?? gateOf(cause));
}

const SORTED = new WeakMap<readonly CheckResult[], readonly Failure[]>();

/** Every failing finding, in the order in which the endpoint comes upon it. Sorted once for the results of a run. */
export function failures(results: readonly CheckResult[]): readonly Failure[] {
  const known = SORTED.get(results) ?? sortedFailures(results);
  SORTED.set(results, known);
  return known;
}

function sortedFailures(results: readonly CheckResult[]): Failure[] {
  const found = results.flatMap(({ id, findings }) =>
    findings.flatMap((finding) => (finding.verdict === 'fail' ? [{ cause: finding.cause, check: id, finding }] : [])),
  );
  return found.sort((a, b) => judgedAt(a) - judgedAt(b));
}

const CERTAINTY = { proven: 0, suspected: 1, hint: 2 } as const;

const BY_CAUSE = new WeakMap<readonly CheckResult[], ReadonlyMap<CauseId, readonly Finding[]>>();

function findingsByCause(results: readonly CheckResult[]): ReadonlyMap<CauseId, readonly Finding[]> {
  const known = BY_CAUSE.get(results);
  if (known !== undefined) return known;
  const byCause = new Map<CauseId, Finding[]>();
  for (const finding of results.flatMap((result) => result.findings)) {
    if (!('cause' in finding)) continue;
    const { cause } = finding;
    byCause.set(cause, [...(byCause.get(cause) ?? []), finding]);
  }
  BY_CAUSE.set(results, byCause);
  return byCause;
}

const STATES = new WeakMap<readonly CheckResult[], Map<CauseId, CauseState>>();

/** The results of the checks about a cause. It is excluded only if a check excludes it and none leaves it open. */
export function stateOf(cause: CauseId, results: readonly CheckResult[]): CauseState {
  const states = STATES.get(results) ?? new Map<CauseId, CauseState>();
  STATES.set(results, states);
  const state = states.get(cause) ?? readState(cause, results);
  states.set(cause, state);
  return state;
}

function readState(cause: CauseId, results: readonly CheckResult[]): CauseState {
  const failed = failures(results).filter((failure) => failure.cause === cause);
  failed.sort((a, b) => CERTAINTY[a.finding.certainty] - CERTAINTY[b.finding.certainty]);
  const findings = findingsByCause(results).get(cause) ?? [];
  const missing = [...new Set(findings.flatMap((finding) => (finding.verdict === 'open' ? finding.missing : [])))];
  const failure = failed[0];
  if (failure) return { failure, missing };
  const isOpen = findings.some((finding) => finding.verdict === 'open');
  const excluded = findings.find((finding) => finding.verdict === 'clear' || finding.verdict === 'moot');
  const isUnlikely = findings.some((finding) => finding.verdict === 'open' && finding.unlikely);
  return { missing, ...(excluded && !isOpen && { excluded }), ...(isUnlikely && { isUnlikely }) };
}

/** True when a fact that a finding rests on is disputed between sources of the same rank. */
export function isDisputed(failure: Failure, store: FactStore): boolean {
  return failure.finding.evidence.some(({ fact }) => store.isDisputed(fact));
}

/** True when a finding rests on a script, a program or settings: another version may be the one that ran. */
export function restsOnProgram({ finding }: Failure, store: FactStore): boolean {
  return finding.evidence.some(({ fact }) => store.told(fact)[0]?.rank === 'written');
}

/** The failing findings that can name a cause: no hints, and none that rests on a disputed fact. */
export function usable(failures: readonly Failure[], store: FactStore): Failure[] {
  return failures.filter((failure) => failure.finding.certainty !== 'hint' && !isDisputed(failure, store));
}
