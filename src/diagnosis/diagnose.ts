import { ONLY_AFTER_REPAIR } from '../checks/private-key.js';
import type { CheckResult } from '../checks/run.js';
import { isToken, meantAnswer } from '../facts/answers.js';
import { changesBefore } from '../story/changes.js';
import { workedBefore } from '../story/contrasts.js';
import type { FactStore } from '../facts/store.js';
import type { FactName } from '../facts/names.js';
import type { Evidence } from '../facts/vocabulary.js';
import { causesOfAnswer } from '../causes/explanations.js';
import { CAUSE_IDS, causeOf, gateOf, type CauseId } from '../causes/index.js';
import type { Basis } from '../salesforce/basis.js';
import type { Side } from '../causes/cause.js';
import { gateRank, type Gate } from '../salesforce/gates.js';
import { ANSWERS, type AnswerId } from '../answers/index.js';
import { causeAfterChange, causeOfJustMade } from './after-change.js';
import { hasRival, refusesTheSelected } from './doubts.js';
import { isUsual, weigh, type Candidate, type Removal } from './candidates.js';
import { expectedAnswers } from './expected-answer.js';
import { chooseQuestions, type Question } from './questions.js';
import { failures, isDisputed, restsOnProgram, stateOf, usable, type Failure } from './states.js';
import { findOutOfScope, findSymptom, type OutOfScope, type Symptom } from './symptom.js';

/** How sure the diagnosis is of a cause. */
type Confidence = 'confirmed' | 'likely' | 'possible';

/** Why a cause was named: a failing check, the words of the answer, or because nothing else is left. */
type NamedBecause = 'check-failed' | 'answer-names-it' | 'only-one-left';

/** The one misconfiguration that explains the symptom. */
export interface NamedCause {
  readonly id: CauseId;
  readonly check: string;
  readonly side: Side;
  readonly confidence: Exclude<Confidence, 'possible'>;
  readonly because: NamedBecause;
  /** The finding of the check, where one failed. */
  readonly code?: string;
  /** The answers to expect from the finding, if not those of its cause. */
  readonly leadsTo?: readonly AnswerId[];
  readonly evidence: readonly Evidence[];
  /** For one that is left: a change before the failure singles it out, or the others are rare in this situation. */
  readonly restsOn?: 'change' | 'frequency';
  /** The basis of the link between the answer and the cause. */
  readonly basis: Basis;
  /** True when this answer is not the usual one for this cause: reports of Salesforce's behaviour conflict here. */
  readonly unusual: boolean;
}

/** A failing finding that is not the cause. */
interface OtherFault {
  readonly id: CauseId;
  readonly check: string;
  readonly code: string;
  /** The answers to expect from the finding, if not those of its cause. */
  readonly leadsTo?: readonly AnswerId[];
  readonly certainty: 'proven' | 'suspected' | 'hint';
  /** The gate certainly stops the login, whichever of its causes it is. */
  readonly blocks?: true;
  readonly evidence: readonly Evidence[];
  /** The server's answer proves the opposite: the fact is stale, or about another org. */
  readonly contradicted: boolean;
}

/** A fault that the endpoint would answer next, with the answers to expect, the usual one first. */
interface Prediction {
  readonly id: CauseId;
  readonly expect: readonly AnswerId[];
  /** The basis of the link between the fault and the first answer. */
  readonly basis: Basis;
  readonly code: string;
}

/** A fault that would be answered later, if it were there: the missing facts would tell. */
interface Possibility {
  readonly id: CauseId;
  readonly expect: readonly AnswerId[];
  /** The basis of the link between the fault and the first answer. */
  readonly basis: Basis;
  readonly missing: readonly FactName[];
}

/** A cause that is excluded, and by what. */
export type RuledOut = Removal | { readonly cause: CauseId; readonly by: 'answer'; readonly gate: Gate };

/** The explanation of the server's answer, as data. */
export interface Diagnosis {
  readonly verdict: 'healthy' | 'cause-found' | 'inconclusive';
  readonly symptom: Symptom | null;
  readonly outOfScope: OutOfScope | null;
  readonly cause: NamedCause | null;
  readonly alternatives: readonly {
    readonly id: CauseId;
    readonly explanation: Candidate['explanation'];
    readonly code?: string;
    readonly missing: readonly FactName[];
    readonly against?: Candidate['against'];
  }[];
  readonly alsoWrong: readonly OtherFault[];
  readonly next: readonly Prediction[];
  /** Later gates about which nothing is known: what they would answer if they were not in order. */
  readonly mayFollow: readonly Possibility[];
  readonly ruledOut: readonly RuledOut[];
  readonly questions: readonly Question[];
}

type Choice = Omit<NamedCause, 'side' | 'id'> & { readonly id: CauseId };

const order = { proven: 0, suspected: 1, hint: 2 } as const;

function byFailure(
  failure: Failure,
  explanation: { basis: Basis; unusual?: true },
  confidence: NamedCause['confidence'],
): Choice {
  const { cause, check, finding } = failure;
  return {
    id: cause,
    check,
    confidence,
    because: 'check-failed',
    code: finding.code,
    ...(finding.leadsTo && { leadsTo: finding.leadsTo }),
    evidence: finding.evidence,
    basis: explanation.basis,
    unusual: explanation.unusual === true,
  };
}

// A change of the scopes takes the one away that the answer asks for, more often than it has just added it.
const TAKES_AWAY = 'scopes-changed';

// A cause with less than this share of the best weight is as good as ruled out.
const NEGLIGIBLE = 0.18;

/** The cause behind a symptom whose meaning is known. */
function chooseAmong(
  candidates: readonly Candidate[],
  removed: readonly Removal[],
  symptom: Symptom,
  store: FactStore,
  results: readonly CheckResult[],
): Choice | null {
  const sequence = failures(results).map((failure) => failure.cause);
  const failing = candidates.flatMap(({ state, explanation }) =>
    state.failure && usable([state.failure], store).length > 0 ? [{ failure: state.failure, explanation }] : [],
  );
  failing.sort(
    (a, b) =>
      order[a.failure.finding.certainty] - order[b.failure.finding.certainty] ||
      sequence.indexOf(a.failure.cause) - sequence.indexOf(b.failure.cause),
  );
  const isProven = ({ failure }: (typeof failing)[number]) => failure.finding.certainty === 'proven';
  const isNamed = candidates.some(({ explanation, against }) => explanation.named && against === undefined);
  // A fault of a program that nobody saw run, and that this answer is not known for, gives way to what it is known for.
  const isFarFetched = ({ failure, explanation }: (typeof failing)[number]) =>
    explanation.unusual === true &&
    (isNamed || (restsOnProgram(failure, store) && !symptom.explanations.some(({ cause }) => cause === failure.cause)));
  const proven =
    failing.find((one) => isProven(one) && !one.explanation.unusual) ??
    failing.find((one) => isProven(one) && !isFarFetched(one));
  if (proven) {
    const isCertain = !proven.explanation.unusual && !restsOnProgram(proven.failure, store);
    return byFailure(proven.failure, proven.explanation, isCertain ? 'confirmed' : 'likely');
  }

  const failedAt = meantAnswer(store.value('token.answers') ?? [])?.at;
  const changes = changesBefore(store, failedAt);
  const underWay = causeOfJustMade(candidates, changes);
  if (underWay) return { ...byWords(underWay, 'only-one-left'), restsOn: 'change' };

  const named = candidates.find(({ explanation, against }) => explanation.named && against === undefined);
  const suspected = failing.find((one) => !isFarFetched(one));
  // A hint against the named one means that it is itself a consequence.
  const isConsequence = named?.state.failure?.finding.certainty === 'hint' && suspected !== undefined;
  // The answer names a state that a change of minutes ago may have ended already.
  const isUnderWay = candidates.some(
    ({ cause, explanation: { after } }) =>
      cause === 'change-not-propagated' &&
      // Without the time of the failure, what the answer asks for may have been made just before it.
      (changes.justMade.has('just-made') ||
        (failedAt === undefined &&
          !workedBefore(store) &&
          after?.some((kind) => kind !== TAKES_AWAY && changes.recent.has(kind)))),
  );
  const isUncertain = isUnderWay || hasRival(named, candidates, store) || refusesTheSelected(named, symptom, store);
  if (named && named.state.failure === undefined && isUncertain) return null;
  // A change speaks for another cause at the gate of the named one, as where a frozen user is answered as an inactive one.
  const changed = causeAfterChange(candidates, changes, store);
  const isOvertaken =
    named !== undefined && changed !== undefined && changed !== named && gateOf(changed.cause) === gateOf(named.cause);
  if (named && !isConsequence && !isOvertaken) return byWords(named, 'answer-names-it');
  if (suspected) return byFailure(suspected.failure, suspected.explanation, 'likely');

  if (changed) return { ...byWords(changed, 'only-one-left'), restsOn: 'change' };

  const eligible = candidates.filter(
    ({ explanation, state, against }) => against === undefined && (!explanation.unusual || state.failure !== undefined),
  );
  const best = Math.max(0, ...eligible.map(({ weight }) => weight));
  const serious = eligible.filter(({ weight }) => weight >= best * NEGLIGIBLE);
  const [only] = serious;
  const isContradicted = candidates.some(({ against }) => against !== undefined);
  if (
    only &&
    serious.length === 1 &&
    removed.length + candidates.length > 1 &&
    (isUsual(only) || (eligible.length === 1 && !isContradicted))
  )
    return { ...byWords(only, 'only-one-left'), ...(candidates.length > 1 && { restsOn: 'frequency' as const }) };
  return null;

  function byWords({ cause, state, explanation }: Candidate, because: NamedBecause): Choice {
    const told: Evidence[] = store.names().includes(symptom.fact) ? evidenceOf(store, symptom.fact) : [];
    const check =
      state.failure?.check ??
      results.find((result) => result.findings.some((finding) => 'cause' in finding && finding.cause === cause))?.id ??
      checkOf(cause, results);
    const extra = state.failure ? { code: state.failure.finding.code } : {};
    return {
      id: cause,
      check,
      confidence: 'likely',
      because,
      evidence: state.failure?.finding.evidence ?? told,
      basis: explanation.basis,
      unusual: false,
      ...extra,
    };
  }
}

function evidenceOf(store: FactStore, fact: FactName): Evidence[] {
  const known = store.read(fact);
  return 'value' in known ? [{ fact, value: known.value, source: known.source }] : [];
}

function checkOf(cause: CauseId, results: readonly CheckResult[]): string {
  return results.find((result) => result.gates.includes(gateOf(cause)))?.id ?? 'network';
}

/** Without words to go by, the first check that fails for sure names what stops the login; a suspicion does not. */
function chooseFirstFailing(
  candidates: readonly Failure[],
  store: FactStore,
  confidenceOf: (failure: Failure) => NamedCause['confidence'],
): Choice | null {
  const first = candidates
    .filter((failure) => !isDisputed(failure, store))
    .find(({ finding }) => finding.certainty === 'proven' || finding.blocks || finding.code === ONLY_AFTER_REPAIR);
  // Where only the gate is certain, a mere hint names no cause.
  if (first === undefined || first.finding.certainty === 'hint') return null;
  return byFailure(first, { basis: basisOf(first.cause, store) }, confidenceOf(first));
}

function basisOf(cause: CauseId, store: FactStore, ofFinding?: readonly AnswerId[]): Basis {
  for (const id of expectedAnswers(cause, store, ofFinding)) {
    const explanation = causesOfAnswer(id).find((one) => one.cause === cause);
    if (explanation) return explanation.basis;
  }
  return 'inferred';
}

function choose(
  symptom: Symptom | undefined,
  weighed: ReturnType<typeof weigh> | undefined,
  store: FactStore,
  results: readonly CheckResult[],
): Choice | null {
  const all = failures(results);
  const certain = (failure: Failure) =>
    failure.finding.certainty === 'proven' && !restsOnProgram(failure, store) ? 'confirmed' : 'likely';
  if (symptom === undefined) return chooseFirstFailing(all, store, certain);
  if (symptom.kind === 'token') {
    const afterwards = all.filter(
      ({ cause, finding }) => gateOf(cause) === 'use' || finding.code === ONLY_AFTER_REPAIR,
    );
    return chooseFirstFailing(afterwards, store, certain);
  }
  if (symptom.explanations.length === 0) {
    // An answer without known words: whatever fails on the server's side may have given it, if the code fits.
    const fitting = all.filter(({ cause }) => {
      const expected = expectedAnswers(cause, store);
      const code = symptom.error?.toLowerCase();
      return (
        gateOf(cause) !== 'local' &&
        !symptom.proves.includes(gateOf(cause)) &&
        (code === undefined || expected.some((id) => ANSWERS[id].error.toLowerCase() === code))
      );
    });
    const failing = chooseFirstFailing(fitting, store, () => 'likely');
    if (failing || symptom.description !== undefined) return failing;
    // A bare code or a bare status: the one fault that facts speak for, and where not even a code tells, a change.
    const [suspected, ...more] = usable(fitting, store);
    if (suspected)
      return more.length === 0 ? byFailure(suspected, { basis: basisOf(suspected.cause, store) }, 'likely') : null;
    return symptom.error === undefined ? chooseByChange(weighed!.candidates, store, results) : null;
  }
  return chooseAmong(weighed!.candidates, weighed!.removed, symptom, store, results);
}

/** The cause behind an answer of which only the status is seen, by the one change before it. */
function chooseByChange(
  candidates: readonly Candidate[],
  store: FactStore,
  results: readonly CheckResult[],
): Choice | null {
  const changed = causeAfterChange(
    candidates,
    changesBefore(store, meantAnswer(store.value('token.answers') ?? [])?.at),
    store,
  );
  if (changed === undefined) return null;
  return {
    id: changed.cause,
    check: checkOf(changed.cause, results),
    confidence: 'likely',
    because: 'only-one-left',
    evidence: [...evidenceOf(store, 'history.changed'), ...evidenceOf(store, 'org.changes')],
    basis: changed.explanation.basis,
    unusual: false,
    restsOn: 'change',
  };
}

/** Explains the server's answer from the results of the checks. Pure: the same facts give the same diagnosis. */
export function diagnose(store: FactStore, results: readonly CheckResult[]): Diagnosis {
  const symptom = findSymptom(store);
  const outOfScope = findOutOfScope(store, symptom) ?? null;
  if (outOfScope) {
    // Another grant of Salesforce meets the same network, host, user and org: these stay worth a look.
    const alike =
      symptom !== undefined && outOfScope.what === 'other-flow' ? weigh(symptom, store, results).candidates : [];
    return {
      verdict: 'inconclusive',
      symptom: symptom ?? null,
      outOfScope,
      cause: null,
      alternatives: alike.slice(0, 8).map(toAlternative),
      alsoWrong: [],
      next: [],
      mayFollow: [],
      ruledOut: [],
      questions: [],
    };
  }
  const weighed = symptom && weigh(symptom, store, results);
  const choice = choose(symptom, weighed, store, results);
  const cause: NamedCause | null = choice && { ...choice, side: causeOf(choice.id).side };
  const candidates = (weighed?.candidates ?? []).filter((candidate) => candidate.cause !== cause?.id);
  const explains = new Set(symptom?.explanations.map((explanation) => explanation.cause) ?? []);
  const isContradicted = (id: CauseId) =>
    symptom !== undefined && !explains.has(id) && symptom.proves.includes(gateOf(id));
  // While no cause is named, what may be behind the answer itself comes neither beside it nor after it.
  const isOpen = new Set(cause ? [] : candidates.map((candidate) => candidate.cause));
  const faults = otherFaults(results, cause?.id, isContradicted).filter(
    ({ id, certainty }) => certainty === 'proven' || !isOpen.has(id),
  );

  return {
    verdict: cause ? 'cause-found' : symptom?.kind === 'token' ? 'healthy' : 'inconclusive',
    symptom: symptom ?? null,
    outOfScope,
    cause,
    alternatives: candidates.slice(0, cause ? 3 : 8).map(toAlternative),
    alsoWrong: faults,
    next: predict(faults, store),
    mayFollow: cause ? mayFollow(cause.id, store, results) : [],
    ruledOut: ruleOut(symptom, weighed?.removed ?? [], explains, cause?.id, results),
    questions:
      cause?.confidence === 'confirmed' || symptom?.kind === 'token'
        ? []
        : chooseQuestions(cause ? undefined : candidates, cause, results),
  };
}

function toAlternative({ cause: id, explanation, state, against }: Candidate): Diagnosis['alternatives'][number] {
  return {
    id,
    explanation,
    missing: state.missing,
    ...(against && { against }),
    ...(state.failure && { code: state.failure.finding.code }),
  };
}

function otherFaults(
  results: readonly CheckResult[],
  named: CauseId | undefined,
  isContradicted: (id: CauseId) => boolean,
): OtherFault[] {
  const seen = new Set<CauseId | undefined>([named]);
  return failures(results).flatMap(({ cause, check, finding }) => {
    if (seen.has(cause) || (finding.certainty === 'hint' && !finding.blocks)) return [];
    seen.add(cause);
    return [
      {
        id: cause,
        check,
        code: finding.code,
        ...(finding.leadsTo && { leadsTo: finding.leadsTo }),
        certainty: finding.certainty,
        ...(finding.blocks && { blocks: true as const }),
        evidence: finding.evidence,
        contradicted: finding.code !== ONLY_AFTER_REPAIR && isContradicted(cause),
      },
    ];
  });
}

function predict(faults: readonly OtherFault[], store: FactStore): Prediction[] {
  return faults
    .filter(
      ({ contradicted, certainty, blocks, id }) =>
        !contradicted && (certainty === 'proven' || blocks) && gateOf(id) !== 'local',
    )
    .map(({ id, code, leadsTo }) => ({
      id,
      code,
      expect: expectedAnswers(id, store, leadsTo),
      basis: basisOf(id, store, leadsTo),
    }));
}

const OFTEN_NEXT: readonly CauseId[] = CAUSE_IDS.filter((id) => causeOf(id).oftenNext).sort(
  (a, b) => gateRank(gateOf(a)) - gateRank(gateOf(b)),
);

function mayFollow(named: CauseId, store: FactStore, results: readonly CheckResult[]): Possibility[] {
  const from = gateOf(named) === 'self-approval' ? gateRank('admin-approval') : gateRank(gateOf(named)) + 1;
  const issued = (store.value('token.answers') ?? []).some(isToken);
  return OFTEN_NEXT.flatMap((id) => {
    const { failure, excluded, missing } = stateOf(id, results);
    if (issued && gateOf(id) !== 'use') return [];
    const isLater = gateRank(gateOf(id)) >= from && id !== named && gateOf(id) !== gateOf(named);
    return isLater && !failure && !excluded && missing.length > 0
      ? [{ id, missing, expect: expectedAnswers(id, store), basis: basisOf(id, store) }]
      : [];
  });
}

function ruleOut(
  symptom: Symptom | undefined,
  removed: readonly Removal[],
  explains: ReadonlySet<CauseId>,
  named: CauseId | undefined,
  results: readonly CheckResult[],
): RuledOut[] {
  if (symptom === undefined) return [];
  const byAnswer = CAUSE_IDS.filter(
    (cause) => !explains.has(cause) && cause !== named && symptom.proves.includes(gateOf(cause)),
  ).map((cause): RuledOut => ({ cause, by: 'answer', gate: gateOf(cause) }));
  byAnswer.sort((a, b) => gateRank(gateOf(a.cause)) - gateRank(gateOf(b.cause)));
  const reported = new Set(removed.map((removal) => removal.cause));
  return [
    ...removed,
    ...byAnswer.filter(({ cause }) => !reported.has(cause) && stateOf(cause, results).failure === undefined),
  ];
}
