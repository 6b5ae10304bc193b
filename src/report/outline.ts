import { defined } from '../facts/defined.js';
import { pageUrl } from './repository.js';
import type { Report } from './schema.js';
import { markWays } from './steps.js';
import { baselineSections, isInBaseline, isOtherOutcome, outcomeSentence, sinceBefore } from './words/comparison.js';
import { PATH_WORDS } from './words/gates.js';
import { valueHint } from './words/questions.js';
import {
  basisSentence,
  contradictedSentence,
  doubtSentence,
  headings,
  nothingNext,
  shownValue,
  sendMore,
} from './words/sections.js';
import { storyLines } from './words/story.js';
import { attemptWords, symptomSentences } from './words/symptom.js';
import { diagnoseOf, doctorOf } from './tool.js';
import { inputsLine } from './words/inputs.js';
import { verdictWords } from './words/verdict.js';

type Cause = NonNullable<Report['diagnosis']['cause']>;
type Expectation = NonNullable<Report['diagnosis']['next'][number]['expect']>;

const LEVELS = ['answer', 'detail', 'everything'] as const;

/** How much a reader asks for: the answer alone, the usual report, or all that is known. */
export type Level = (typeof LEVELS)[number];

/** True for a fact that holds answers of the server. A report quotes them under "What happened". */
export function isAnswer(fact: string): boolean {
  return fact === 'token.answers' || fact === 'api.answers';
}

function section<Body extends object>(level: Level, heading: string, body: Body) {
  return { level, heading, ...body };
}

function evidenceOf(evidence: Cause['evidence']) {
  return evidence.map(({ fact, value, source }) => {
    const shown = shownValue(fact, value);
    /** In one line; empty for an answer of the server, which the report quotes elsewhere. */
    const told = isAnswer(fact) ? '' : `${fact} = ${shown}  (${source})`;
    return { fact, value: shown, source, told };
  });
}

/** An answer with its wording in one line. */
function spelled(answers: readonly (Expectation | null)[]) {
  return answers
    .filter((answer) => answer !== null)
    .map((answer) => ({ ...answer, words: [answer.error, answer.description].filter(Boolean).join(': ') }));
}

function baselineOf(report: Report) {
  const { baseline } = report;
  if (baseline === undefined) return undefined;
  return {
    nothingNew: baseline.nothingNew,
    isOtherOutcome: isOtherOutcome(baseline),
    outcome: outcomeSentence(baseline),
    changes: sinceBefore(baseline, report),
    /** The changes together with the outcome. */
    lists: baselineSections(report),
  };
}

/** Nothing is wrong then, so that it is no cause, and yet the likeliest of all. */
const SESSION_ENDED = 'access-token/session-may-have-ended';

function happened(report: Report) {
  const { symptom } = report;
  const [answer = '', ...where] = symptomSentences(report);
  const ended = report.checks.flatMap(({ findings }) => findings).find(({ code }) => code === SESSION_ENDED);
  const besides = report.diagnosis.cause === null && ended !== undefined ? [ended.summary] : [];
  const attempts = attemptWords(report);
  const isError = symptom !== null && symptom.kind !== 'token';
  return section('detail', 'What happened', { answer, where, besides, attempts, isError });
}

function why({ diagnosis: { cause } }: Report) {
  if (cause === null) return undefined;
  const { finding, basis } = cause;
  const evidence = evidenceOf(cause.evidence);
  const known = basisSentence(cause);
  /** Set where Salesforce doesn't document that this cause gives this answer. */
  const doubt = basis === 'documented' && !cause.unusual ? undefined : doubtSentence(cause);
  return section('answer', 'Why', { finding, evidence, basis, basisSentence: known, doubt });
}

function stoppedAt({ path, verdict, diagnosis: { cause } }: Report): string {
  const index = path.findIndex(({ status }) => status === 'failed');
  if (index >= 0)
    return `It stopped${cause?.confidence === 'likely' ? ', most likely,' : ''} at hurdle ${index + 1} of ${path.length}: ${path[index]!.title}.`;
  return verdict === 'healthy'
    ? 'It passed every hurdle up to the token.'
    : 'It is not known yet at which of these hurdles it stopped.';
}

function path(report: Report) {
  const { symptom, diagnosis } = report;
  if (report.path.length === 0 || (symptom === null && diagnosis.cause === null)) return undefined;
  const titleOf = (id: string) => [diagnosis.cause, ...diagnosis.next].find((known) => known?.id === id)?.title;
  const gates = report.path.map((gate) => ({
    ...gate,
    words: PATH_WORDS[gate.status],
    causeTitle: gate.cause && titleOf(gate.cause),
  }));
  const isProved = gates.some(({ status }) => status === 'proved-by-answer');
  return section('answer', 'How far the login got', { gates, isProved, stoppedAt: stoppedAt(report) });
}

/** The ways of a remedy, the best first. A report of an earlier version has all steps in one way. */
function waysOf({ summary, ways = [summary], steps }: Cause['remedy']) {
  const stepsIn = (number: number) =>
    steps
      .filter(({ way = 1 }) => way === number)
      .map(({ text, where, link, command }) => defined({ text, where, link, command }));
  return markWays(ways.map((title, index) => ({ title, steps: stepsIn(index + 1) })));
}

function remedy({ tool, diagnosis: { cause } }: Report) {
  if (cause === null) return undefined;
  const { id, remedy: told, docs } = cause;
  const explain = `${doctorOf(tool)} explain ${id}`;
  const ways = waysOf(told);
  return section('answer', 'What to do', { id, summary: told.summary, ways, explain, page: pageUrl(docs) });
}

function next(report: Report) {
  const { next: foretold, mayFollow: possible, alsoWrong } = report.diagnosis;
  const faults = foretold.map(({ expect, or, ...fault }) => ({
    ...fault,
    /** The answer to expect, then others that were reported. */
    answers: spelled([expect, ...or]),
    finding: alsoWrong.find(({ id, contradicted }) => id === fault.id && !contradicted)?.summary,
  }));
  const mayFollow = possible.map(({ expect, ...fault }) => ({ ...fault, answers: spelled([expect]) }));
  const nothing = nothingNext(report);
  if (faults.length + mayFollow.length === 0 && nothing === undefined) return undefined;
  return section('answer', headings(report).next, { faults, nothing, mayFollow });
}

/** The other causes that are worth naming: none beside a confirmed one. */
function candidates(report: Report) {
  const { cause, alternatives } = report.diagnosis;
  if (cause?.confidence === 'confirmed' || alternatives.length === 0) return undefined;
  return section('answer', headings(report).alternatives, { causes: alternatives, isBesideCause: cause !== null });
}

function questions(report: Report) {
  const asked = report.diagnosis.questions.map((question) => ({ ...question, hint: valueHint(question.fact) }));
  return asked.length === 0 ? undefined : section('answer', headings(report).questions, { questions: asked });
}

/** The evidence to send, where no fact is left to ask for. */
function evidence(report: Report) {
  const { alternatives, questions: asked } = report.diagnosis;
  if (report.verdict !== 'inconclusive' || alternatives.length + asked.length > 0) return undefined;
  return section('answer', headings(report).questions, { sentences: [sendMore(diagnoseOf(report.tool))] });
}

/** How a fault beside the cause is to be taken; the answer disproves what is contradicted. */
type FaultState = 'foretold' | 'proven' | 'suspected' | 'contradicted';

function faultsOf(report: Report) {
  const { alsoWrong, next: foretold } = report.diagnosis;
  const stateOf = ({ id, certainty, contradicted }: (typeof alsoWrong)[number]): FaultState => {
    if (contradicted) return 'contradicted';
    if (certainty !== 'proven') return 'suspected';
    return foretold.some((fault) => fault.id === id) ? 'foretold' : 'proven';
  };
  return alsoWrong.map((fault) => ({
    id: fault.id,
    check: fault.check,
    certainty: fault.certainty,
    state: stateOf(fault),
    sentence: fault.contradicted ? contradictedSentence(fault) : fault.summary,
    evidence: evidenceOf(fault.evidence),
    isKnown: isInBaseline(report, fault.id),
  }));
}

function also(report: Report) {
  const faults = faultsOf(report);
  return faults.length === 0 ? undefined : section('detail', 'Also wrong, or looks so', { faults });
}

/** Remarks beside the cause: warnings, checks that crashed, sources that disagree. */
function notes({ checks, conflicts, twin }: Report) {
  const warnings = checks.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'warn'));
  const crashed = checks.filter(({ status }) => status === 'error');
  const sentences = [
    ...warnings.map(({ summary }) => summary),
    ...crashed.map(({ id, reason }) => `The check ${id} crashed (${reason ?? 'no reason'}); the others went on.`),
    ...conflicts.map(({ fact, values }) => {
      const told = values.map(({ value, source }) => `${shownValue(fact, value)} (${source})`);
      return `Sources disagree about ${fact}: ${told.join(' / ')}`;
    }),
    ...(twin === undefined ? [] : [twin.sentence]),
  ];
  return sentences.length === 0 ? undefined : section('detail', 'Worth knowing', { sentences });
}

function checks({ checks: all }: Report) {
  if (all.length === 0) return undefined;
  /** With the facts that a check would have needed. */
  const told = all.map((check) => ({
    ...check,
    missing: [...new Set(check.findings.flatMap(({ missing }) => missing ?? []))],
  }));
  return section('detail', 'Checks', { checks: told });
}

/** Why facts that were looked for are not known, each reason with its facts. Nobody needs this when the login works. */
function reasons({ facts, verdict }: Report) {
  const byReason = new Map<string, string[]>();
  for (const [name, fact] of Object.entries(facts)) {
    if (!('unknown' in fact) || fact.detail === undefined) continue;
    byReason.set(fact.detail, [...(byReason.get(fact.detail) ?? []), name]);
  }
  if (byReason.size === 0) return undefined;
  const told = [...byReason].map(([reason, names]) => `${names.join(', ')}: ${reason}`);
  return section(verdict === 'healthy' ? 'everything' : 'detail', 'Looked for, and not found out', { sentences: told });
}

/** The files that were looked at, in one line, and each with what it gave. Nobody needs this of a single input. */
function inputs({ inputs: files }: Report) {
  if (files === undefined) return undefined;
  const { told, nothing, leftOut } = files;
  if (told.length + nothing.length + leftOut.length < 2) return undefined;
  const line = inputsLine(told.length, nothing.length, leftOut.length);
  const sentences = [
    ...told.map((name) => `${name}: used`),
    ...nothing.map((name) => `${name}: nothing about a login`),
    ...leftOut,
  ];
  return section('everything', 'Files', { line, sentences });
}

const MOST_STORY_LINES = 6;

/** The last lines of the story, where there is one: more than one event, a change or another login. */
function story({ story: told }: Report) {
  const lines = storyLines(told);
  if (lines.length < 2) return undefined;
  return section('detail', 'What happened, in order', { sentences: lines.slice(-MOST_STORY_LINES) });
}

/** The lines of the story before its last ones. */
function earlier({ story: told }: Report) {
  const lines = storyLines(told).slice(0, -MOST_STORY_LINES);
  return lines.length === 0 ? undefined : section('everything', 'What happened before', { sentences: lines });
}

function ruledOut({ diagnosis: { ruledOut: causes } }: Report) {
  return causes.length === 0 ? undefined : section('everything', 'Ruled out', { causes });
}

/** The content of a report as data, in reading order. A section without content is left out. */
export function outlineOf(report: Report) {
  const { tool, verdict, outOfScope, diagnosis } = report;
  return {
    tool,
    verdict,
    /** Reads the org with an administrator's session; undefined where that would decide nothing. */
    orgCommand: diagnosis.orgCommand,
    /** Says that this is not a Salesforce JWT login. Then nothing else is told. */
    outOfScope: outOfScope?.summary,
    headline: verdictWords(report),
    cause: outOfScope
      ? null
      : diagnosis.cause && { ...diagnosis.cause, isKnown: isInBaseline(report, diagnosis.cause.id) },
    baseline: baselineOf(report),
    sections: defined({
      happened: happened(report),
      why: why(report),
      path: path(report),
      remedy: remedy(report),
      next: next(report),
      candidates: candidates(report),
      questions: questions(report),
      evidence: evidence(report),
      also: also(report),
      notes: notes(report),
      checks: checks(report),
      reasons: reasons(report),
      ruledOut: ruledOut(report),
      inputs: inputs(report),
      story: story(report),
      earlier: earlier(report),
      facts: section('everything', 'Facts', { facts: report.facts }),
    }),
  };
}

/** The content of a report. */
export type Outline = ReturnType<typeof outlineOf>;
type SectionId = keyof Outline['sections'];

/** A section of the outline. */
export type Section<Id extends SectionId> = NonNullable<Outline['sections'][Id]>;

/** How a format prints each section. A format leaves out the sections that it has no printer for. */
export type Printers<Context, Printed> = {
  readonly [Id in SectionId]?: (section: Section<Id>, context: Context) => Printed;
};

/** Prints the sections down to a level, in the order of the printers: a format may read in an order of its own. */
export function printSections<Context, Printed>(
  { sections }: Outline,
  printers: Printers<Context, Printed>,
  context: Context,
  level: Level = 'everything',
): Printed[] {
  return (Object.keys(printers) as SectionId[]).flatMap((id) => {
    const told = sections[id];
    if (told === undefined || LEVELS.indexOf(told.level) > LEVELS.indexOf(level)) return [];
    // A section and the printer of the same name always fit; the compiler can't follow that through a loop.
    return [(printers[id] as (section: typeof told, context: Context) => Printed)(told, context)];
  });
}
