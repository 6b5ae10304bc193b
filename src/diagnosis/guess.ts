import { ANSWER_IDS, answerOf } from '../answers/index.js';
import { causeOf, CAUSE_IDS, gateOf, type CauseId } from '../causes/index.js';
import { causesOfAnswer, type Explanation } from '../causes/explanations.js';
import { gateRank } from '../salesforce/gates.js';
import type { Failure } from './states.js';
import type { Symptom } from './symptom.js';

const TELLING = 40;

/**
 * Ranked possibilities for an answer whose words are not in the catalogue: by its code, by words that speak for a cause,
 * and by how often each cause is behind the answers that are known. All of them are inferred.
 */
export function guess({ kind, error, description, status }: Symptom): Explanation[] {
  if (kind === 'client' || kind === 'history' || kind === 'token') return [];
  const about = kind === 'api' ? 'api' : kind === 'authorize' ? 'authorize' : 'login';
  const code = error?.toLowerCase();
  const ofCode = ANSWER_IDS.filter((id) => answerOf(id).about === about && answerOf(id).error.toLowerCase() === code);
  const alike = ofCode.length > 0 ? ofCode : ANSWER_IDS.filter((id) => answerOf(id).about === about);
  const found = new Map<CauseId, Explanation>();
  const add = (cause: CauseId, weight: number, when?: Explanation['when']) => {
    const known = found.get(cause);
    found.set(cause, {
      cause,
      basis: 'inferred',
      weight: weight + (known?.weight ?? 0),
      ...(when && !known && { when }),
    });
  };
  const all = alike.reduce((sum, id) => sum + (answerOf(id).often ?? 1), 0);
  for (const id of alike)
    for (const { cause, weight, when, unusual } of causesOfAnswer(id))
      if (!unusual) add(cause, (weight * (answerOf(id).often ?? 1)) / all, when);
  const words = `${error ?? ''} ${description ?? ''}`;
  for (const cause of CAUSE_IDS) if (causeOf(cause).telling?.test(words)) add(cause, TELLING);
  if ((status ?? 0) >= 500 || /unknown_error|server_error|unavailable|retry|try again|temporar/i.test(words))
    add('platform-fault', TELLING);
  return [...found.values()].sort((a, b) => b.weight - a.weight);
}

const CANDIDATE = 10;

/**
 * Proven faults at or before the gates that gave the answer, and not before what it proves: each may have given it,
 * although no report says so.
 */
export function provenBefore(symptom: Symptom, failures: readonly Failure[]): Explanation[] {
  if (symptom.kind !== 'answer' || symptom.answer === undefined) return [];
  const { gates } = answerOf(symptom.answer);
  const last = Math.max(-1, ...gates.map(gateRank));
  return failures
    .filter(({ cause, finding }) => {
      const gate = gateOf(cause);
      return (
        finding.certainty === 'proven' &&
        gateRank(finding.gate ?? gate) <= last &&
        gateRank(gate) > gateRank('transport') &&
        !symptom.proves.includes(gate) &&
        !symptom.explanations.some((one) => one.cause === cause)
      );
    })
    .map(({ cause }) => ({ cause, basis: 'inferred', weight: CANDIDATE, unusual: true }));
}
