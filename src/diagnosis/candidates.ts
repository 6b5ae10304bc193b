import type { CheckResult } from '../checks/run.js';
import type { FactStore } from '../facts/store.js';
import { causeOf, type CauseId } from '../causes/index.js';
import { buildsTheRequest } from '../answers/clients.js';
import { meantAnswer } from '../facts/answers.js';
import { changesBefore } from '../story/changes.js';
import { allows, isAtFault, type Contrast } from '../salesforce/contrasts.js';
import { contrastsOf, workedBefore, type SeenContrast } from '../story/contrasts.js';
import { guess, provenBefore } from './guess.js';
import { hostFacts } from '../salesforce/hosts.js';
import type { Condition } from '../causes/cause.js';
import type { Explanation } from '../causes/explanations.js';
import { failures, stateOf, type CauseState } from './states.js';
import type { Symptom } from './symptom.js';

/** A cause that can explain the symptom, with the results of the checks. */
export interface Candidate {
  readonly cause: CauseId;
  readonly explanation: Explanation;
  readonly state: CauseState;
  /** The answer names the cause, and a fact excludes it: one of the two is mistaken. */
  readonly against?: NonNullable<CauseState['excluded']>;
  /** How much speaks for it; only the order means something. */
  readonly weight: number;
}

/** Why a cause that could be behind the symptom is not. */
export type Removal =
  | { readonly cause: CauseId; readonly by: 'check'; readonly finding: NonNullable<CauseState['excluded']> }
  | { readonly cause: CauseId; readonly by: 'situation'; readonly condition: keyof Condition }
  | { readonly cause: CauseId; readonly by: 'client'; readonly client: string }
  | { readonly cause: CauseId; readonly by: 'contrast'; readonly contrast: Contrast; readonly works: boolean };

const UNKNOWN = 0.8;
const UNLIKELY_HOST = 0.35;
const UNLIKELY = 0.15;
const RARE = 0.1;
const HINTED = 1.8;
const TOLD_BY_A_FACT = 12;
const CONTRADICTED = 0.5;
const FOLLOWS = 6;
const DIFFERS = 3;

// If the same login worked before, a fault that needs a change by an administrator is less likely.
const NEEDS_A_CHANGE = 0.5;

/** How likely a cause is in a login that worked before, where no change speaks for it. */
function ofEarlierSuccess(cause: CauseId): number {
  const { beginsByItself, fromTheStart } = causeOf(cause);
  return beginsByItself ? 1 : fromTheStart ? RARE : NEEDS_A_CHANGE;
}

/** True for a fault of the program alone, as it builds request and assertion. */
function isOfCode(cause: CauseId): boolean {
  const { side, goesWith } = causeOf(cause);
  return (
    side === 'request' && goesWith[0] === 'code' && cause !== 'assertion-expired' && !goesWith.includes('settings')
  );
}

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

interface Weighed {
  readonly candidates: Candidate[];
  readonly removed: Removal[];
}

/** Splits the explanations of a symptom into the causes that remain, best first, and those that are ruled out. */
export function weigh(symptom: Symptom, store: FactStore, results: readonly CheckResult[]): Weighed {
  const contrasts = contrastsOf(store, symptom);
  const name = store.value('client.name');
  const client = buildsTheRequest(name) ? name : undefined;
  const weighed = weighBeside(contrasts, client, symptom, store, results);
  const working = contrasts.filter(({ works }) => works);
  // Logins that fail alike exclude no cause where they would exclude all: they meet different faults.
  const beside =
    weighed.candidates.length > 0 || working.length === contrasts.length
      ? weighed
      : weighBeside(working, client, symptom, store, results);
  // Nor does the client, which may have been told to send something else.
  return beside.candidates.length > 0 ? beside : weighBeside(working, undefined, symptom, store, results);
}

function weighBeside(
  contrasts: readonly SeenContrast[],
  client: string | undefined,
  symptom: Symptom,
  store: FactStore,
  results: readonly CheckResult[],
): Weighed {
  const candidates: Candidate[] = [];
  const removed: Removal[] = [];
  const { recent } = changesBefore(store, meantAnswer(store.value('token.answers') ?? [])?.at);
  const follows = (cause: CauseId) => causeOf(cause).follows?.some((kind) => recent.has(kind)) === true;
  const before = workedBefore(store);
  const known = symptom.explanations.length > 0 ? symptom.explanations : guess(symptom);
  for (const explanation of [...known, ...provenBefore(symptom, failures(results))]) {
    const { cause } = explanation;
    const state = stateOf(cause, results);
    const { factor, broken } = fitness(explanation.when, symptom, store);
    const against = contrasts.find(
      // A cause that the answer names is real, however many logins it stops.
      ({ contrast, works }) => !(explanation.named && !works) && !allows(contrast, works, causeOf(cause).goesWith),
    );
    if (state.excluded && explanation.named)
      candidates.push({
        cause,
        explanation,
        state,
        against: state.excluded,
        weight: explanation.weight * CONTRADICTED,
      });
    else if (state.excluded) removed.push({ cause, by: 'check', finding: state.excluded });
    else if (broken !== undefined && state.failure === undefined)
      removed.push({ cause, by: 'situation', condition: broken });
    else if (client !== undefined && state.failure === undefined && !explanation.named && isOfCode(cause))
      removed.push({ cause, by: 'client', client });
    else if (against !== undefined && (state.failure === undefined || state.failure.finding.certainty === 'hint'))
      removed.push({ cause, by: 'contrast', contrast: against.contrast, works: against.works });
    else {
      // Where no words tell, a fact that speaks for a cause tells most.
      const isGuess = symptom.explanations.length === 0;
      const hinted = state.failure === undefined ? 1 : isGuess ? TOLD_BY_A_FACT : HINTED;
      candidates.push({
        cause,
        explanation,
        state,
        weight:
          explanation.weight *
          (broken === undefined ? factor : UNLIKELY_HOST) *
          (fitness(explanation.usually, symptom, store).broken === undefined ? 1 : RARE) *
          hinted *
          (state.isUnlikely && !follows(cause) ? UNLIKELY : 1) *
          (follows(cause) ? FOLLOWS : 1) *
          (contrasts.some(({ contrast, works }) => works && isAtFault(contrast, causeOf(cause).goesWith))
            ? DIFFERS
            : 1) *
          (before && !follows(cause) ? ofEarlierSuccess(cause) : 1),
      });
    }
  }
  candidates.sort((a, b) => b.weight - a.weight);
  return { candidates, removed };
}

/** The only remaining candidate is the cause if it is a usual one or if a fact supports it. */
export function isUsual({ explanation, state }: Candidate): boolean {
  if (state.failure !== undefined) return true;
  return explanation.basis !== 'inferred' && explanation.weight >= 10;
}
