import type { Check } from './checks/check.js';
import { SEQUENCE } from './checks/index.js';
import { runChecks, whyLeftOut, type CheckResult, type Skip } from './checks/run.js';
import { diagnose, type Diagnosis } from './diagnosis/diagnose.js';
import { impliedByAnswer } from './diagnosis/implied.js';
import { provedByAnswer } from './diagnosis/proof.js';
import type { FactName } from './facts/names.js';
import type { FactStore, SourceFact } from './facts/store.js';
import { ScrubbedStore } from './redaction/scrubbed-store.js';
import type { NetworkOptions } from './sources/http.js';
import type { DoctorEvent, Login, Probe } from './sources/login.js';

/** How to examine a set of facts. */
export interface ExamineOptions {
  /** Checks of your own; they run after the sequence. */
  readonly checks?: readonly Check[];
  /** Run these checks only. */
  readonly only?: readonly string[];
  /** Leave these checks out, each by its id, or with a reason that the report gives. */
  readonly skip?: readonly Skip[];
  /** Epoch seconds, when the login is being tried now; leave it out for evidence. */
  readonly now?: number;
}

/** The facts, the results of the checks, and the diagnosis. */
export interface Examination {
  readonly facts: FactStore;
  readonly checks: readonly CheckResult[];
  readonly diagnosis: Diagnosis;
}

/** Runs the checks over facts and diagnoses. Pure: the same facts give the same examination. */
export function examine(facts: Iterable<SourceFact>, options: ExamineOptions = {}): Examination {
  const { checks = [], ...run } = options;
  const store = new ScrubbedStore(facts);
  for (const fact of impliedByAnswer(store)) store.add(fact);
  const results = runChecks([...SEQUENCE, ...checks], store, run);
  const diagnosis = diagnose(store, results);
  return { facts: store, checks: provedByAnswer(results, diagnosis.symptom), diagnosis };
}

export type { DoctorEvent, Login, Probe } from './sources/login.js';

/** How to try it. */
export interface TryOptions extends ExamineOptions {
  readonly facts?: readonly SourceFact[];
  readonly probe?: Probe;
  readonly network?: NetworkOptions;
  /** Milliseconds since 1970; injected in tests. */
  readonly clock?: () => number;
  readonly onEvent?: (event: DoctorEvent) => void;
}

/** The facts that the checks of a run look at. */
function neededFacts({ checks = [], ...run }: ExamineOptions): Set<FactName> {
  const runs = [...SEQUENCE, ...checks].filter(({ id }) => whyLeftOut(id, run) === undefined);
  return new Set(runs.flatMap(({ needs }) => needs));
}

/**
 * Tries a JWT bearer login, gathers what the answers and the hosts tell, and names what makes it fail. Writes nothing.
 * Code for the network loads only here.
 */
export async function examineLogin(login: Login, options: TryOptions = {}): Promise<Examination> {
  const { facts = [], probe = 'auto', network = {}, clock = Date.now, onEvent = () => undefined, ...run } = options;
  const { gatherLogin } = await import('./sources/login.js');
  const gathered = await gatherLogin(login, { facts, probe, network, clock, onEvent, wanted: neededFacts(run) });
  return examine(gathered, { ...run, now: Math.floor(clock() / 1000) });
}
