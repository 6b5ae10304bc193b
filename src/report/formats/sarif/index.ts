import type { Log, Location, Notification, Result } from 'sarif';
import { plainText } from '../../../redaction/scrub.js';
import type { CauseId } from '../../../causes/index.js';
import { exitCodeOf } from '../../exit-code.js';
import { outlineOf, type Outline, type Section } from '../../outline.js';
import { REPOSITORY } from '../../repository.js';
import type { Report } from '../../schema.js';
import { inGeneral } from '../../words/in-general.js';
import { answerPlaces, factPlace, placesOf, relatedPlaces } from './places.js';
import { QUESTION_RULE, rulesFor } from './rules.js';

type Evidence = Section<'why'>['evidence'];
type Draft = Pick<Result, 'level' | 'properties'> & {
  readonly rule: string;
  readonly sentences: readonly string[];
  readonly locations: Location[];
  readonly relatedLocations?: Location[];
  /** The same in every run: facts, but none of their values. With the rule they identify a result. */
  readonly marks: readonly string[];
  /** Whether the baseline held the result already. */
  readonly isKnown: boolean;
};

/** The schema that every log names. */
export const SARIF_SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report with strings that a viewer only shows and never obeys. Half a surrogate pair is no text. */
function readable(report: Report): Report {
  return JSON.parse(
    JSON.stringify(report, (_key, value: unknown) =>
      typeof value === 'string' ? plainText(value).replace(/\p{Surrogate}/gu, '\ufffd') : value,
    ),
  ) as Report;
}

/** A plain text message, escaped so that a web viewer makes no link from it. */
function message(sentences: readonly string[]): { text: string } {
  const text = sentences.filter(Boolean).join(' ').replace(/\s+/g, ' ');
  return { text: text.replace(/\](?=\()/g, '] ') };
}

/** The places and marks of a result with evidence. */
function shownBy(evidence: Evidence, report: Report): Pick<Draft, 'locations' | 'relatedLocations' | 'marks'> {
  return {
    locations: placesOf(evidence, report),
    relatedLocations: relatedPlaces(evidence),
    marks: [...new Set(evidence.map(({ fact }) => fact))].sort(),
  };
}

function nextSentences(faults: Section<'next'>['faults']): string[] {
  return faults.map(({ title, answers }, index) => {
    const answer = answers[0] === undefined ? '' : ` The answer will be "${answers[0].words}".`;
    return `${index === 0 ? 'Once that is fixed, this fails next' : 'After that'}: ${title}.${answer}`;
  });
}

function causeResult({ cause, sections }: Outline, report: Report): Draft[] {
  if (cause === null) return [];
  const { id, title, confidence, summary, finding, remedy, side, basis, check, isKnown } = cause;
  const next = nextSentences(sections.next?.faults ?? []);
  return [
    {
      rule: id,
      level: 'error',
      sentences: [`${title} (${confidence}).`, summary, finding, remedy.summary, ...next],
      ...shownBy(sections.why!.evidence, report),
      isKnown,
      properties: { confidence, side, basis, check },
    },
  ];
}

const LEVELS = { foretold: 'error', proven: 'error', suspected: 'warning', contradicted: 'note' } as const;

function otherResults({ sections }: Outline, report: Report): Draft[] {
  return (sections.also?.faults ?? []).map(({ id, state, sentence, evidence, isKnown, certainty, check }) => ({
    rule: id,
    level: LEVELS[state],
    sentences: [`${inGeneral(id).title}.`, sentence, inGeneral(id).remedy.summary],
    ...shownBy(evidence, report),
    isKnown,
    properties: { certainty, check },
  }));
}

/** Where no cause is named: the causes that remain, and the facts that would decide. */
function openResults({ verdict, sections: { candidates, also, questions } }: Outline, report: Report): Draft[] {
  if (verdict !== 'inconclusive') return [];
  const told = new Set(also?.faults.map(({ id }) => id));
  const open = { level: 'note' as const, isKnown: report.baseline?.verdict.before === 'inconclusive' };
  return [
    ...(candidates?.causes ?? [])
      .filter(({ id }) => !told.has(id))
      .map(({ id, title, why, basis, confidence }) => ({
        ...open,
        rule: id,
        sentences: [`This may be the cause: ${title}.`, why],
        locations: answerPlaces(report),
        marks: ['possible'],
        properties: { confidence, basis },
      })),
    ...(questions?.questions ?? []).map(({ fact, why, how, decides }) => ({
      ...open,
      rule: QUESTION_RULE,
      sentences: [why, `Where to look: ${how.replace(/\.$/, '')}.`, `It decides about ${decides.join(', ')}.`],
      locations: [factPlace(fact)],
      marks: [fact],
      properties: { fact, decides },
    })),
  ];
}

function basisOf({ cause, alternatives, next }: Report['diagnosis'], id: CauseId) {
  return [cause, ...alternatives, ...next].find((one) => one?.id === id)?.basis;
}

function notifications({ outOfScope, sections: { happened, notes } }: Outline): Notification[] {
  const first = outOfScope === undefined ? [happened.answer, ...happened.where] : [outOfScope];
  const warnings = (notes?.sentences ?? []).map((text) => ({ level: 'warning' as const, message: message([text]) }));
  return [{ level: 'note', message: message(first) }, ...warnings];
}

/**
 * The report as SARIF 2.1.0: a rule for each cause that is spoken of. The results are the cause and other faults, or the
 * candidates where no cause is named. The same evidence gives the same bytes.
 */
export function toSarif(told: Report): string {
  const report = readable(told);
  const outline = outlineOf(report);
  const drafts =
    outline.outOfScope === undefined
      ? [causeResult, otherResults, openResults].flatMap((results) => results(outline, report))
      : [];
  const rules = rulesFor(new Set(drafts.map(({ rule }) => rule)), (id) => basisOf(report.diagnosis, id));
  const results = drafts.map(
    ({ rule, level, sentences, locations, relatedLocations = [], marks, isKnown, properties }): Result => ({
      ruleId: rule,
      ruleIndex: rules.findIndex(({ id }) => id === rule),
      kind: 'fail',
      level: level!,
      message: message(sentences),
      locations,
      relatedLocations: relatedLocations.length > 0 ? relatedLocations : undefined,
      baselineState: report.baseline && (isKnown ? 'unchanged' : 'new'),
      partialFingerprints: { 'sfJwtDoctor/v1': [rule, ...marks].join('/') },
      properties: properties!,
    }),
  );
  const log: Log = {
    $schema: SARIF_SCHEMA,
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
            toolExecutionNotifications: notifications(outline),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
