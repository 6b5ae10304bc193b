import type { CheckResult } from '../checks/run.js';
import type { FactStore } from '../facts/store.js';
import { causeOf, type CauseId } from '../causes/index.js';
import { recentChanges } from '../story/changes.js';
import { failingContrasts, workedBefore, workingContrasts, type Contrast } from '../story/contrasts.js';
import { guess, provenBefore } from './guess.js';
import { hostFacts } from '../salesforce/hosts.js';
import type { Condition } from '../causes/cause.js';
import type { Explanation } from '../causes/explanations.js';
import { failures, stateOf, type CauseState } from './states.js';
import type { Symptom } from './symptom.js';

/** A cause that can be behind the symptom, with what the checks say of it. */
export interface Candidate {
  readonly cause: CauseId;
  readonly explanation: Explanation;
  readonly state: CauseState;
  /** The answer names the cause, and a fact excludes it: one of the two is mistaken. */
  readonly doubt?: NonNullable<CauseState['excluded']>;
  /** How much speaks for it; only the order means something. */
  readonly score: number;
}

/** Why a cause that could be behind the symptom is not. */
export type Removal =
  | { readonly cause: CauseId; readonly by: 'check'; readonly finding: NonNullable<CauseState['excluded']> }
  | { readonly cause: CauseId; readonly by: 'situation'; readonly condition: keyof Condition };

const UNKNOWN = 0.8;
const UNLIKELY_HOST = 0.35;
const HINTED = 1.8;
const DOUBTED = 0.5;
const FOLLOWS = 2.6;

// A login that works while one thing differs speaks against the causes that the two logins share.
const SHARED = 0.15;
const OWN = 1.8;

function contrastFactor(cause: CauseId, works: ReadonlySet<Contrast>, fails: ReadonlySet<Contrast>): number {
  const { side } = causeOf(cause);
  const isOfUser = side === 'user' || OF_USER.has(cause);
  let factor = 1;
  if (works.has('other-user')) factor *= isOfUser ? OWN : SHARED;
  if (fails.has('other-user')) factor *= isOfUser ? SHARED * 2 : 1;
  if (works.has('other-host')) factor *= cause === 'wrong-login-host' || cause === 'wrong-audience' ? OWN * OWN : 1;
  if (fails.has('other-host')) factor *= cause === 'wrong-login-host' ? SHARED : 1;
  if (works.has('other-machine')) factor *= OF_MACHINE.has(cause) || side === 'local' ? OWN * OWN : SHARED;
  if (works.has('other-app')) factor *= side === 'app' ? OWN : 1;
  if (works.has('other-org')) factor *= side === 'local' ? SHARED : side === 'org' ? OWN : 1;
  if (works.has('web-login')) factor *= IN_BROWSER.has(cause) ? SHARED : 1;
  return factor;
}

// Causes of another side that are of one user, or of one machine, all the same.
const OF_USER: ReadonlySet<CauseId> = new Set([
  'wrong-username',
  'ip-restricted',
  'outside-login-hours',
  'high-assurance-required',
  'api-access-control',
  'login-rate-exceeded',
  'change-not-propagated',
  'assertion-replayed',
  'assertion-malformed',
  'algorithm-unsupported',
]);
// Where the same login worked before, a fault that nobody made since is unlikely. These need no hand of an administrator.
const NEEDS_A_CHANGE = 0.5;
const BEGINS_BY_ITSELF: ReadonlySet<CauseId> = new Set([
  'approval-lost',
  'user-inactive',
  'user-frozen',
  'ip-restricted',
  'outside-login-hours',
  'login-rate-exceeded',
  'org-inactive',
  'platform-fault',
  'assertion-expired',
  'assertion-replayed',
  'certificate-mismatch',
  'endpoint-unreachable',
]);
const OF_MACHINE: ReadonlySet<CauseId> = new Set([
  'certificate-mismatch',
  'assertion-expired',
  'wrong-login-host',
  'wrong-audience',
  'wrong-username',
  'wrong-consumer-key',
  'ip-restricted',
  'assertion-malformed',
  'change-not-propagated',
]);
// A login in the browser meets these, too.
const IN_BROWSER: ReadonlySet<CauseId> = new Set([
  'user-inactive',
  'user-frozen',
  'org-inactive',
  'outside-login-hours',
]);

function hostClass(url: string | undefined): Condition['host'] | undefined {
  const kind = url === undefined ? undefined : hostFacts(url)?.kind;
  if (kind === 'login' || kind === 'test') return 'generic';
  return kind === 'my-domain' ? 'my-domain' : kind === 'lightning' ? 'never-token' : undefined;
}

/** How far a condition holds: 1 it does, 0 it does not, between when it is not known. */
function fitness(
  condition: Condition | undefined,
  symptom: Symptom,
  store: FactStore,
): { factor: number; broken?: keyof Condition } {
  if (condition === undefined) return { factor: 1 };
  let factor = 1;
  const known = {
    host: hostClass(symptom.url ?? store.value('request.url')),
    app: store.value('app.kind'),
    policy: store.value('app.permittedUsers'),
  };
  for (const key of ['host', 'app', 'policy'] as const) {
    const wanted = condition[key];
    if (wanted === undefined) continue;
    if (known[key] === undefined) factor *= UNKNOWN;
    else if (known[key] !== wanted) {
      if (key === 'host' && wanted === 'generic') factor *= UNLIKELY_HOST;
      else return { factor: 0, broken: key };
    }
  }
  return { factor };
}

/** Splits the explanations of a symptom into the causes that remain, best first, and those that are ruled out. */
export function weigh(
  symptom: Symptom,
  store: FactStore,
  results: readonly CheckResult[],
): { candidates: Candidate[]; removed: Removal[] } {
  const candidates: Candidate[] = [];
  const removed: Removal[] = [];
  const changes = recentChanges(store, store.value('token.answers')?.at(-1)?.at);
  const follows = (cause: CauseId) => causeOf(cause).follows?.some((kind) => changes.has(kind)) === true;
  const before = workedBefore(store);
  const works = workingContrasts(store);
  const fails = failingContrasts(store);
  const known = symptom.explanations.length > 0 ? symptom.explanations : guess(symptom);
  for (const explanation of [...known, ...provenBefore(symptom, failures(results))]) {
    const { cause } = explanation;
    const state = stateOf(cause, results);
    const { factor, broken } = fitness(explanation.when, symptom, store);
    if (state.excluded && explanation.named)
      candidates.push({ cause, explanation, state, doubt: state.excluded, score: explanation.weight * DOUBTED });
    else if (state.excluded) removed.push({ cause, by: 'check', finding: state.excluded });
    else if (broken !== undefined && state.failure === undefined)
      removed.push({ cause, by: 'situation', condition: broken });
    else {
      const hinted = state.failure === undefined ? 1 : HINTED;
      candidates.push({
        cause,
        explanation,
        state,
        score:
          explanation.weight *
          (broken === undefined ? factor : UNLIKELY_HOST) *
          hinted *
          (follows(cause) ? FOLLOWS : 1) *
          contrastFactor(cause, works, fails) *
          (before && !BEGINS_BY_ITSELF.has(cause) && !follows(cause) ? NEEDS_A_CHANGE : 1),
      });
    }
  }
  candidates.sort((a, b) => b.score - a.score);
  return { candidates, removed };
}
