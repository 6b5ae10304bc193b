import { XMLBuilder } from 'fast-xml-parser';
import { SEQUENCE } from '../checks/index.js';
import { plainText } from '../facts/redaction.js';
import { pageUrl } from './repository.js';
import type { Report } from './schema.js';
import type { Step } from '../causes/steps.js';
import { inGeneral } from './words/in-general.js';
import { baselineSections } from './words/comparison.js';
import {
  basisSentence,
  contradictedSentence,
  headings,
  MAY_FOLLOW,
  missingFacts,
  NOT_SETTLED,
  nothingNext,
  shownValue,
} from './words/sections.js';
import { attemptSentences, symptomSentences } from './words/symptom.js';
import { verdictWords } from './words/verdict.js';

type Check = Report['checks'][number];
type Cause = NonNullable<Report['diagnosis']['cause']>;
type Evidence = Cause['evidence'];
type Expectation = Report['diagnosis']['next'][number]['expect'];

interface Outcome {
  readonly '@message': string;
  readonly '@type'?: string;
  readonly '#text'?: string;
}

interface TestCase {
  readonly '@classname': string;
  readonly '@name': string;
  readonly skipped?: Outcome;
  readonly error?: Outcome;
  readonly failure?: Outcome;
  readonly 'system-out'?: string;
}

const SUITE = 'sf-jwt-doctor';

/** Everything but the characters that XML 1.0 allows: with the flag u, half a surrogate pair counts as a character. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function allowed(text: unknown): string {
  return plainText(String(text).replace(FORBIDDEN, '').replace(/\r\n?/g, '\n'));
}

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  tagValueProcessor: (_name, value) => allowed(value),
  attributeValueProcessor: (_name, value) => allowed(value).replace(/\s+/g, ' ').trim(),
});

/** A check keeps its name whether it passes or fails, so that a server can follow it from run to run. */
const TITLES: ReadonlyMap<string, string> = new Map(SEQUENCE.map(({ id, title }) => [id, title]));

function evidenceLines(evidence: Evidence): string[] {
  return evidence.map(({ fact, value, source }) => `  ${fact} = ${shownValue(fact, value)} (${source})`);
}

function stepLines(steps: readonly Step[]): string[] {
  return steps.flatMap(({ text, where, link, command }, index) => [
    `  ${index + 1}. ${text}`,
    ...[where, link, command].flatMap((line) => (line === undefined ? [] : [`     ${line}`])),
  ]);
}

function expected(expect: Expectation): string {
  return expect === null ? '' : `${expect.error}: ${expect.description}`;
}

function nextLines(report: Report): string[] {
  const { next, mayFollow } = report.diagnosis;
  const nothing = nothingNext(report);
  const told = next.map(({ id, title, expect, or, basis }, index) => {
    const others = or.length === 0 ? '' : `, or ${or.map(expected).join(', or ')}`;
    return `  ${index + 1}. ${title} (${id})${expect === null ? '' : `: expect ${expected(expect)}${others} (${basis})`}`;
  });
  const possible = mayFollow.map(
    ({ id, expect, missing }) =>
      `  - ${id} (not known: ${missing.join(', ')})${expect === null ? '' : `: ${expected(expect)}`}`,
  );
  const lines = [
    ...told,
    ...(nothing === undefined ? [] : [`  ${nothing}`]),
    ...(possible.length > 0 ? [`  ${MAY_FOLLOW}`, ...possible] : []),
  ];
  return lines.length === 0 ? [] : ['', headings(report).next, ...lines];
}

/** The cause as the failure of its check: what proves it, what to do, what fails next. */
function namedFailure(cause: Cause, check: Check | undefined, report: Report): Outcome {
  const others = (check?.findings ?? []).filter(({ verdict, cause: id }) => verdict === 'fail' && id !== cause.id);
  const text = [
    ...symptomSentences(report),
    ...attemptSentences(report).map((line) => `  - ${line}`),
    '',
    cause.finding,
    ...evidenceLines(cause.evidence),
    basisSentence(cause),
    ...others.map(({ summary }) => `Also: ${summary}`),
    ...(check?.status === 'error' ? [`The check itself crashed: ${check.reason ?? 'no reason'}.`] : []),
    '',
    `What to do: ${cause.remedy.summary}`,
    ...stepLines(cause.remedy.steps),
    `  More: ${pageUrl(cause.docs)}`,
    ...nextLines(report),
  ];
  return {
    '@type': cause.id,
    '@message': `${cause.title} (${cause.confidence}). ${cause.summary}`,
    '#text': text.join('\n'),
  };
}

/** A check that fails beside the cause. */
function otherFailure(check: Check, { diagnosis: { alsoWrong, next } }: Report): Outcome {
  const failing = check.findings.filter(({ verdict, certainty }) => verdict === 'fail' && certainty !== 'hint');
  const text = failing.flatMap(({ cause, summary }) => {
    if (cause === undefined) return [summary];
    const fault = alsoWrong.find(({ id }) => id === cause);
    const prediction = next.find(({ id }) => id === cause);
    const { remedy } = inGeneral(cause);
    return [
      fault?.contradicted ? contradictedSentence(fault) : summary,
      ...evidenceLines(fault?.evidence ?? []),
      `What to do: ${remedy.summary}`,
      ...stepLines(remedy.steps),
      `  More: ${pageUrl(`docs/causes/${cause}.md`)}`,
      ...(prediction?.expect ? [`Until then expect ${expected(prediction.expect)} (${prediction.basis}).`] : []),
    ];
  });
  const [first] = failing;
  return {
    '@type': first?.cause ?? check.id,
    '@message': [`${check.title}.`, first?.summary ?? ''].join(' '),
    '#text': text.join('\n'),
  };
}

function whySkipped({ status, reason, findings, ...check }: Check): string {
  if (status === 'skipped') return `Skipped: ${reason ?? 'no reason is given'}.`;
  if (status === 'not-applicable') {
    const why = [...new Set(findings.map(({ summary }) => summary))].join(' ');
    return `Not applicable. ${why}`.trim();
  }
  const missing = missingFacts({ ...check, findings });
  return missing.length === 0 ? NOT_SETTLED : `Not known: ${missing.join(', ')}.`;
}

function outcomeOf(check: Check, report: Report): Partial<TestCase> {
  const { cause } = report.diagnosis;
  // What is no login of this kind fails no check of it.
  if (report.outOfScope) return { skipped: { '@message': report.outOfScope.summary } };
  if (cause?.check === check.id) return { failure: namedFailure(cause, check, report) };
  switch (check.status) {
    case 'pass':
      return {};
    case 'fail':
      return { failure: otherFailure(check, report) };
    case 'error':
      return { error: { '@type': 'crash', '@message': check.reason ?? 'The check crashed.' } };
    case 'warn': {
      const told = check.findings.filter(({ verdict }) => verdict === 'warn' || verdict === 'fail');
      return { 'system-out': told.map(({ summary }) => summary).join('\n') };
    }
    case 'unknown':
    case 'skipped':
    case 'not-applicable':
      return { skipped: { '@message': whySkipped(check) } };
  }
}

function testCase(id: string, name: string, outcome: Partial<TestCase>): TestCase {
  return { '@classname': `${SUITE}.${id}`, '@name': name, ...outcome };
}

function testCases(report: Report): TestCase[] {
  const { cause } = report.diagnosis;
  const cases = report.checks.map((check) =>
    testCase(check.id, TITLES.get(check.id) ?? check.title, outcomeOf(check, report)),
  );
  if (cause === null || report.outOfScope || report.checks.some(({ id }) => id === cause.check)) return cases;
  const name = TITLES.get(cause.check) ?? cause.title;
  return [...cases, testCase(cause.check, name, { failure: namedFailure(cause, undefined, report) })];
}

/** What belongs to no single check: the verdict, what happened, and what to look at where no cause is named. */
function suiteLines(report: Report): string[] {
  const { cause, alternatives, questions } = report.diagnosis;
  const { alternatives: possible, questions: ask } = headings(report);
  const verdict = verdictWords(report);
  const lines = [verdict.label, ...verdict.sentences];
  if (report.outOfScope) return lines;
  for (const { heading, lines: told } of baselineSections(report))
    lines.push('', heading, ...told.map((line) => `  - ${line}`), '');
  lines.push(...symptomSentences(report), ...attemptSentences(report).map((line) => `  - ${line}`));
  if (cause) return lines;
  if (alternatives.length > 0)
    lines.push('', possible, ...alternatives.map(({ id, title, why }) => `  - ${id}: ${title}. ${why}`));
  if (questions.length > 0)
    lines.push('', ask, ...questions.map(({ fact, why, how }, index) => `  ${index + 1}. ${why} (${fact}: ${how})`));
  return lines;
}

/**
 * The report as JUnit XML: one test case for each check. The named cause is always a failure, of the check that it
 * belongs to; what is not known is skipped. No times, so that the same evidence gives the same bytes.
 */
export function toJunit(report: Report): string {
  const cases = testCases(report);
  const count = (kind: 'failure' | 'error' | 'skipped') => cases.filter((one) => one[kind] !== undefined).length;
  const counts = { '@tests': cases.length, '@failures': count('failure'), '@errors': count('error') };
  const suite = {
    '@name': SUITE,
    ...counts,
    '@skipped': count('skipped'),
    properties: {
      property: [
        { '@name': 'version', '@value': report.tool.version },
        { '@name': 'verdict', '@value': report.verdict },
        ...(report.diagnosis.cause ? [{ '@name': 'cause', '@value': report.diagnosis.cause.id }] : []),
      ],
    },
    testcase: cases,
    'system-out': suiteLines(report).join('\n'),
  };
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': SUITE, ...counts, testsuite: suite },
  });
}
