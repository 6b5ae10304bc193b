import type { Log, Location, Notification, Result } from 'sarif';
import { plainText } from '../facts/redaction.js';
import type { CauseId } from '../causes/index.js';
import { exitCodeOf } from './exit-code.js';
import { REPOSITORY } from './repository.js';
import { answerPlaces, factPlace, placesOf, relatedPlaces } from './sarif/places.js';
import { QUESTION_RULE, rulesFor } from './sarif/rules.js';
import type { Report } from './schema.js';
import { isInBaseline } from './words/comparison.js';
import { inGeneral } from './words/in-general.js';
import { contradictedSentence, worthKnowing } from './words/sections.js';
import { symptomSentences } from './words/symptom.js';

type Diagnosis = Report['diagnosis'];
type Evidence = NonNullable<Diagnosis['cause']>['evidence'];
type Draft = Pick<Result, 'level' | 'properties'> & {
  readonly rule: string;
  readonly sentences: readonly string[];
  readonly locations: Location[];
  readonly relatedLocations?: Location[];
  /** What the result is about, besides its rule. */
  readonly marks: readonly string[];
};

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report with every string as it is only shown; half a surrogate pair is no text. */
function readable(report: Report): Report {
  return JSON.parse(
    JSON.stringify(report, (_key, value: unknown) =>
      typeof value === 'string' ? plainText(value).replace(/\p{Surrogate}/gu, '\ufffd') : value,
    ),
  ) as Report;
}

/** A plain text message: no part of it is a link that a report on the web would follow. */
function message(sentences: readonly string[]): { text: string } {
  const text = sentences.filter(Boolean).join(' ').replace(/\s+/g, ' ');
  return { text: text.replace(/\](?=\()/g, '] ') };
}

/** The same finding has the same marks in every run: cause and facts, but none of their values. */
function marksOf(evidence: Evidence): string[] {
  return [...new Set(evidence.map(({ fact }) => fact))].sort();
}

function nextSentences({ next }: Diagnosis): string[] {
  return next.map(({ title, expect }, index) => {
    const told = [expect?.error, expect?.description].filter(Boolean).join(': ');
    const answer = told === '' ? '' : ` The answer will be "${told}".`;
    return `${index === 0 ? 'Once that is fixed, this fails next' : 'After that'}: ${title}.${answer}`;
  });
}

function causeResult({ diagnosis, ...report }: Report): Draft[] {
  const { cause } = diagnosis;
  if (cause === null) return [];
  return [
    {
      rule: cause.id,
      level: 'error',
      sentences: [
        `${cause.title} (${cause.confidence}).`,
        cause.summary,
        cause.finding,
        cause.remedy.summary,
        ...nextSentences(diagnosis),
      ],
      locations: placesOf(cause.evidence, { diagnosis, ...report }),
      relatedLocations: relatedPlaces(cause.evidence),
      marks: marksOf(cause.evidence),
      properties: { confidence: cause.confidence, side: cause.side, basis: cause.basis, check: cause.check },
    },
  ];
}

function otherResults(report: Report): Draft[] {
  return report.diagnosis.alsoWrong.map((fault) => ({
    rule: fault.id,
    level: fault.contradicted ? 'note' : fault.certainty === 'proven' ? 'error' : 'warning',
    sentences: [
      `${inGeneral(fault.id).title}.`,
      fault.contradicted ? contradictedSentence(fault) : fault.summary,
      inGeneral(fault.id).remedy.summary,
    ],
    locations: placesOf(fault.evidence, report),
    relatedLocations: relatedPlaces(fault.evidence),
    marks: marksOf(fault.evidence),
    properties: { certainty: fault.certainty, check: fault.check },
  }));
}

/** What remains where no cause is named, and what would tell. */
function openResults(report: Report): Draft[] {
  const { alternatives, alsoWrong, questions } = report.diagnosis;
  if (report.verdict !== 'inconclusive') return [];
  const told = new Set(alsoWrong.map(({ id }) => id));
  return [
    ...alternatives
      .filter(({ id }) => !told.has(id))
      .map(({ id, title, why, basis, confidence }) => ({
        rule: id,
        level: 'note' as const,
        sentences: [`This may be the cause: ${title}.`, why],
        locations: answerPlaces(report),
        marks: ['possible'],
        properties: { confidence, basis },
      })),
    ...questions.map(({ fact, why, how, decides }) => ({
      rule: QUESTION_RULE,
      level: 'note' as const,
      sentences: [why, `Where to look: ${how.replace(/\.$/, '')}.`, `It decides about ${decides.join(', ')}.`],
      locations: [factPlace(fact)],
      marks: [fact],
      properties: { fact, decides },
    })),
  ];
}

/** Whether the baseline held a result already: a fault by its cause, a question by being as open as now. */
function isKnown(report: Report, rule: string): boolean {
  const { alternatives, alsoWrong } = report.diagnosis;
  const isFault = report.diagnosis.cause?.id === rule || alsoWrong.some(({ id }) => id === rule);
  if (isFault) return isInBaseline(report, rule);
  const isOpen = rule === QUESTION_RULE || alternatives.some(({ id }) => id === rule);
  return isOpen && report.baseline?.verdict.before === 'inconclusive';
}

function basisOf({ cause, alternatives, next }: Diagnosis, id: CauseId) {
  return [cause, ...alternatives, ...next].find((one) => one?.id === id)?.basis;
}

function notifications(report: Report): Notification[] {
  const notes = worthKnowing(report).map((text) => ({ level: 'warning' as const, message: message([text]) }));
  const [first, ...rest] = report.outOfScope ? [report.outOfScope.summary] : symptomSentences(report);
  return [{ level: 'note', message: message([first ?? '', ...rest]) }, ...notes];
}

/**
 * The report as SARIF 2.1.0: a rule for each cause that is spoken of; the cause and what else is wrong as results, or
 * what remains where no cause is named. The same evidence gives the same bytes.
 */
export function toSarif(told: Report): string {
  const report = readable(told);
  const drafts = report.outOfScope ? [] : [...causeResult(report), ...otherResults(report), ...openResults(report)];
  const rules = rulesFor(new Set(drafts.map(({ rule }) => rule)), (id) => basisOf(report.diagnosis, id));
  const results = drafts.map(
    ({ rule, level, sentences, locations, relatedLocations = [], marks, properties }): Result => ({
      ruleId: rule,
      ruleIndex: rules.findIndex(({ id }) => id === rule),
      kind: 'fail',
      level: level!,
      message: message(sentences),
      locations,
      ...(relatedLocations.length > 0 && { relatedLocations }),
      ...(report.baseline && { baselineState: isKnown(report, rule) ? ('unchanged' as const) : ('new' as const) }),
      partialFingerprints: { 'sfJwtDoctor/v1': [rule, ...marks].join('/') },
      properties: properties!,
    }),
  );
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: report.tool.name, version: report.tool.version, informationUri: REPOSITORY, rules },
        },
        invocations: [
          {
            executionSuccessful: true,
            exitCode: exitCodeOf(report),
            exitCodeDescription: report.verdict,
            toolExecutionNotifications: notifications(report),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
