import type { CheckResult } from '../checks/run.js';
import type { Gate } from '../salesforce/gates.js';
import type { Symptom } from './symptom.js';

const APPROVALS: readonly Gate[] = ['admin-approval', 'self-approval'];

/**
 * Marks the checks that the server's own answer proves: an answer that can only come from a later gate shows that
 * the gates before it were taken. Only what no fact told is filled in.
 */
export function provedByAnswer(results: readonly CheckResult[], symptom: Symptom | null): CheckResult[] {
  const proved = new Set(symptom?.proves ?? []);
  const explanations = symptom?.explanations.filter((explanation) => !explanation.unusual) ?? [];
  const suspected = new Set(explanations.map((explanation) => explanation.cause));
  return results.map((result) => {
    const isSuspected = result.findings.some((finding) => finding.verdict === 'open' && suspected.has(finding.cause));
    // Of the two ways to be approved, one was taken: which one, the answer does not say.
    const isEither =
      APPROVALS.every((gate) => proved.has(gate)) && result.gates.some((gate) => APPROVALS.includes(gate));
    const isProved =
      result.status === 'unknown' &&
      !isSuspected &&
      !isEither &&
      result.gates.length > 0 &&
      result.gates.every((gate) => proved.has(gate));
    return isProved ? { ...result, status: 'pass', provedByAnswer: true } : result;
  });
}
