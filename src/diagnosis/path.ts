import type { CheckResult } from '../checks/run.js';
import { type CauseId, gateOf } from '../causes/index.js';
import { gateRank, GATES, type Gate } from '../salesforce/gates.js';
import type { Diagnosis } from './diagnose.js';

/** How a gate was taken. */
type GateStatus = 'passed' | 'proved-by-answer' | 'failed' | 'unknown' | 'not-reached';

/** A gate on the way of the login, in the order in which it is met. */
export interface GateStep {
  readonly gate: Gate;
  readonly status: GateStatus;
  /** The fault that stops the login here, now or once the login gets that far. */
  readonly cause?: CauseId;
}

/** The gates that facts show to be in order: each cause was looked for, and none is there. */
function passedByFact(results: readonly CheckResult[]): ReadonlySet<Gate> {
  const cleared = new Set<Gate>();
  const open = new Set<Gate>();
  for (const finding of results.flatMap((result) => result.findings)) {
    if (!('cause' in finding)) continue;
    const { verdict, cause } = finding;
    if (verdict === 'clear') cleared.add(gateOf(cause));
    else if (verdict !== 'moot') open.add(gateOf(cause));
  }
  return new Set([...cleared].filter((gate) => !open.has(gate)));
}

function statusOf(gate: Gate, stop: number, passed: ReadonlySet<Gate>, diagnosis: Diagnosis): GateStatus {
  if (gateRank(gate) === stop) return 'failed';
  const byFact = passed.has(gate);
  if (gateRank(gate) < stop && byFact) return 'passed';
  if (diagnosis.symptom?.proves.includes(gate) === true) return 'proved-by-answer';
  if (gateRank(gate) > stop) return 'not-reached';
  return byFact ? 'passed' : 'unknown';
}

/** The gate at which the login ended: that of the cause, or the API where only that refused. */
function stopOf(cause: CauseId, { symptom }: Diagnosis): number {
  const isPast = symptom?.kind === 'api' && symptom.proves.includes(gateOf(cause));
  return gateRank(isPast ? 'use' : gateOf(cause));
}

/** True for a gate that does not stand in this way: of the two approvals, the one that the policy does not ask for. */
function isAbsent(gate: Gate, results: readonly CheckResult[]): boolean {
  const checks = results.filter((result) => result.gates.includes(gate));
  return checks.length > 0 && checks.every(({ status }) => status === 'not-applicable');
}

/**
 * The way of the login through the gates: how far it got, where it stopped, and what waits behind. Pure. The order of
 * the gates is observed and in part inferred; Salesforce publishes none.
 */
export function gatePath(results: readonly CheckResult[], diagnosis: Diagnosis): GateStep[] {
  const { cause, next } = diagnosis;
  const stop = cause === null ? Number.POSITIVE_INFINITY : stopOf(cause.id, diagnosis);
  const passed = passedByFact(results);
  return GATES.filter((gate) => gateRank(gate) === stop || !isAbsent(gate, results)).map((gate): GateStep => {
    const status = statusOf(gate, stop, passed, diagnosis);
    const found = status === 'failed' ? cause?.id : next.find(({ id }) => gateOf(id) === gate)?.id;
    return { gate, status, ...(found !== undefined && { cause: found }) };
  });
}
