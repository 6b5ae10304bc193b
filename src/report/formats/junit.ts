import { XMLBuilder } from 'fast-xml-parser';
import { SEQUENCE } from '../../checks/index.js';
import { plainText } from '../../redaction/scrub.js';
import { outlineOf, type Outline, type Section } from '../outline.js';
import { pageUrl } from '../repository.js';
import type { Report } from '../schema.js';
import { markWays, plainWays } from '../steps.js';
import { inGeneral } from '../words/in-general.js';
import { MAY_FOLLOW, NOT_SETTLED } from '../words/sections.js';

type Check = Section<'checks'>['checks'][number];

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

/** Text as XML 1.0 takes it. */
export function xmlText(text: unknown): string {
  return plainText(String(text).replace(FORBIDDEN, '').replace(/\r\n?/g, '\n'));
}

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  tagValueProcessor: (_name, value) => xmlText(value),
  attributeValueProcessor: (_name, value) => xmlText(value).replace(/\s+/g, ' ').trim(),
});

/** A check keeps its name whether it passes or fails, so that a server can follow it from run to run. */
const TITLES: ReadonlyMap<string, string> = new Map(SEQUENCE.map(({ id, title }) => [id, title]));

function evidenceLines(evidence: Section<'why'>['evidence']): string[] {
  return evidence.map(({ fact, value, source }) => `  ${fact} = ${value} (${source})`);
}

function happenedLines({ answer, where, besides, attempts }: Section<'happened'>): string[] {
  return [answer, ...where, ...besides, ...attempts.map(({ sentence }) => `  - ${sentence}`)];
}

function nextLines({ heading, faults, nothing, mayFollow }: Section<'next'>): string[] {
  const told = faults.map(({ id, title, answers, basis }, index) => {
    const words = answers.map((answer) => answer.words);
    return `  ${index + 1}. ${title} (${id})${words.length === 0 ? '' : `: expect ${words.join(', or ')} (${basis})`}`;
  });
  const possible = mayFollow.map(
    ({ id, answers, missing }) =>
      `  - ${id} (not known: ${missing.join(', ')})${answers.map(({ words }) => `: ${words}`).join('')}`,
  );
  return [
    '',
    heading,
    ...told,
    ...(nothing === undefined ? [] : [`  ${nothing}`]),
    ...(possible.length > 0 ? [`  ${MAY_FOLLOW}`, ...possible] : []),
  ];
}

/** The cause as the failure of its check: the proof, the steps, and the next failure. */
function namedFailure(check: Check | undefined, { cause, sections }: Outline): Outcome {
  const { id, title, confidence, summary } = cause!;
  const { finding, evidence, basisSentence } = sections.why!;
  const { heading, page, ...remedy } = sections.remedy!;
  const others = (check?.findings ?? []).filter(({ verdict, cause: other }) => verdict === 'fail' && other !== id);
  const text = [
    ...happenedLines(sections.happened),
    '',
    finding,
    ...evidenceLines(evidence),
    basisSentence,
    ...others.map((other) => `Also: ${other.summary}`),
    ...(check?.status === 'error' ? [`The check itself crashed: ${check.reason ?? 'no reason'}.`] : []),
    '',
    `${heading}: ${remedy.summary}`,
    ...plainWays(remedy.ways, '  '),
    `  More: ${page}`,
    ...(sections.next ? nextLines(sections.next) : []),
  ];
  return { '@type': id, '@message': `${title} (${confidence}). ${summary}`, '#text': text.join('\n') };
}

/** A check that fails beside the cause. */
function otherFailure(check: Check, { sections: { also, next } }: Outline): Outcome {
  const failing = check.findings.filter(({ verdict, certainty }) => verdict === 'fail' && certainty !== 'hint');
  const text = failing.flatMap(({ cause, summary }) => {
    if (cause === undefined) return [summary];
    const fault = also?.faults.find(({ id }) => id === cause);
    const prediction = next?.faults.find(({ id }) => id === cause);
    const { remedy } = inGeneral(cause);
    return [
      fault?.state === 'contradicted' ? fault.sentence : summary,
      ...evidenceLines(fault?.evidence ?? []),
      `What to do: ${remedy.summary}`,
      ...plainWays(markWays(remedy.ways), '  '),
      `  More: ${pageUrl(`docs/causes/${cause}.md`)}`,
      ...(prediction?.answers[0] ? [`Until then expect ${prediction.answers[0].words} (${prediction.basis}).`] : []),
    ];
  });
  const [first] = failing;
  return {
    '@type': first?.cause ?? check.id,
    '@message': [`${check.title}.`, first?.summary ?? ''].join(' '),
    '#text': text.join('\n'),
  };
}

function whySkipped({ status, reason, findings, missing }: Check): string {
  if (status === 'skipped') return `Skipped: ${reason ?? 'no reason is given'}.`;
  if (status === 'not-applicable') {
    const why = [...new Set(findings.map(({ summary }) => summary))].join(' ');
    return `Not applicable. ${why}`.trim();
  }
  return missing.length === 0 ? NOT_SETTLED : `Not known: ${missing.join(', ')}.`;
}

function outcomeOf(check: Check, outline: Outline): Partial<TestCase> {
  // A login of another kind fails none of our checks.
  if (outline.outOfScope !== undefined) return { skipped: { '@message': outline.outOfScope } };
  if (outline.cause?.check === check.id) return { failure: namedFailure(check, outline) };
  switch (check.status) {
    case 'pass':
      return {};
    case 'fail':
      return { failure: otherFailure(check, outline) };
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

function testCases(outline: Outline): TestCase[] {
  const { cause, sections } = outline;
  const checks = sections.checks?.checks ?? [];
  const cases = checks.map((check) =>
    testCase(check.id, TITLES.get(check.id) ?? check.title, outcomeOf(check, outline)),
  );
  if (cause === null || checks.some(({ id }) => id === cause.check)) return cases;
  const name = TITLES.get(cause.check) ?? cause.title;
  return [...cases, testCase(cause.check, name, { failure: namedFailure(undefined, outline) })];
}

/** The lines that belong to no single check: the verdict, the answer, and the next questions where no cause is named. */
function suiteLines({ outOfScope, headline, baseline, cause, sections }: Outline): string[] {
  const lines = [headline.label, ...headline.sentences];
  if (outOfScope !== undefined) return lines;
  for (const { heading, lines: told } of baseline?.lists ?? [])
    lines.push('', heading, ...told.map((line) => `  - ${line}`), '');
  lines.push(...happenedLines(sections.happened));
  if (sections.story)
    lines.push('', sections.story.heading, ...sections.story.sentences.map((sentence) => `  - ${sentence}`), '');
  const { candidates, questions, evidence } = cause ? {} : sections;
  if (candidates)
    lines.push('', candidates.heading, ...candidates.causes.map(({ id, title, why }) => `  - ${id}: ${title}. ${why}`));
  if (evidence) lines.push('', evidence.heading, ...evidence.sentences.map((sentence) => `  ${sentence}`));
  if (questions) {
    const asked = questions.questions.map(({ fact, why, how }, index) => `  ${index + 1}. ${why} (${fact}: ${how})`);
    lines.push('', questions.heading, ...asked);
  }
  return lines;
}

/**
 * The report as JUnit XML: one test case for each check. The named cause is always a failure, of the check that it
 * belongs to. A check without an answer is skipped. No times, so that the same evidence gives the same bytes.
 */
export function toJunit(report: Report): string {
  const outline = outlineOf(report);
  const cases = testCases(outline);
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
    'system-out': suiteLines(outline).join('\n'),
  };
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': SUITE, ...counts, testsuite: suite },
  });
}
