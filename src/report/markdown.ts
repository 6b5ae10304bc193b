import { plainText } from '../facts/redaction.js';
import { pageUrl } from './repository.js';
import type { Report } from './schema.js';
import {
  alternativesOf,
  basisSentence,
  contradictedSentence,
  headings,
  leftOut,
  MAY_FOLLOW,
  nothingNext,
  PROVED_BY_ANSWER,
  shownValue,
  worthKnowing,
} from './words/sections.js';
import { baselineSections } from './words/comparison.js';
import { capital } from '../causes/steps.js';
import { attemptSentences, symptomSentences } from './words/symptom.js';
import { verdictWords } from './words/verdict.js';

type Step = Report['path'][number];

const PATH_MARKS = {
  passed: '✅',
  'proved-by-answer': '☑️',
  failed: '❌',
  'not-reached': '⬜',
  unknown: '❔',
} as const;
const PATH_WORDS = {
  passed: 'passed',
  'proved-by-answer': 'passed, as the answer shows',
  failed: '**stopped here**',
  'not-reached': 'not reached',
  unknown: 'not known',
} as const;

/** Text that Markdown only shows: no markup, no HTML, on one line. */
function inline(text: string): string {
  return plainText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}

/** A value as code, whatever it holds. */
function code(text: string): string {
  const plain = plainText(text).replace(/\s+/g, ' ').trim();
  const fence = '`'.repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length > 1 ? `${fence} ${plain} ${fence}` : `\`${plain}\``;
}

function block(text: string, indent = ''): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [fence, ...plainText(text).split('\n'), fence].map((line) => `${indent}${line}`).join('\n');
}

function link(url: string): string {
  return /^https:\/\/[^\s<>()]+$/.test(url) ? `<${url}>` : code(url);
}

function heading(report: Report): string[] {
  const { cause } = report.diagnosis;
  if (cause && !report.outOfScope)
    return [`## ${cause.id} (${cause.confidence})`, '', `**${inline(cause.title)}.** ${inline(cause.summary)}`];
  const { label, sentences } = verdictWords(report);
  return [`## ${capital(label)}`, '', inline(sentences.join(' '))];
}

function baseline(report: Report): string[] {
  return baselineSections(report).flatMap(({ heading: title, lines }, index) => [
    ...(index === 0 ? [] : ['']),
    `### ${title}`,
    '',
    ...lines.map((line) => `- ${inline(line)}`),
  ]);
}

function happened(report: Report): string[] {
  return [
    '### What happened',
    '',
    `- ${inline(symptomSentences(report).join(' '))}`,
    ...attemptSentences(report).map((line) => `  - ${inline(line)}`),
  ];
}

function evidence(report: Report): string[] {
  const { cause } = report.diagnosis;
  if (cause === null) return [];
  const rows = cause.evidence.map(
    ({ fact, value, source }) =>
      `| ${code(fact)} | ${code(shownValue(fact, value)).replaceAll('|', '\\|')} | ${inline(source)} |`,
  );
  const table = rows.length === 0 ? [] : ['', '| Fact | Value | Source |', '| --- | --- | --- |', ...rows];
  return ['### Why it is this', '', inline(cause.finding), ...table, '', basisSentence(cause)];
}

function path(report: Report): string[] {
  if (report.symptom === null && report.diagnosis.cause === null) return [];
  const runs: { status: Step['status']; titles: string[] }[] = [];
  for (const { status, title } of report.path) {
    const last = runs.at(-1);
    if (last?.status === status) last.titles.push(title);
    else runs.push({ status, titles: [title] });
  }
  const lines = runs.map(
    ({ status, titles }) => `- ${PATH_MARKS[status]} ${PATH_WORDS[status]}: ${titles.map(inline).join(' → ')}`,
  );
  const isProved = report.path.some(({ status }) => status === 'proved-by-answer');
  return [
    '### How far the login got',
    '',
    ...lines,
    ...(isProved ? ['', `${PATH_MARKS['proved-by-answer']} ${inline(PROVED_BY_ANSWER)}.`] : []),
  ];
}

function remedy(report: Report): string[] {
  const { cause } = report.diagnosis;
  if (cause === null) return [];
  const steps = cause.remedy.steps.flatMap(({ text, where, link: url, command }, index) => [
    `${index + 1}. ${inline(text)}`,
    ...(where === undefined ? [] : [`   ${inline(where)}`]),
    ...(url === undefined ? [] : [`   ${link(url)}`]),
    ...(command === undefined ? [] : ['', block(command, '   '), '']),
  ]);
  return [
    '### What to do',
    '',
    inline(cause.remedy.summary),
    '',
    ...steps,
    ...(steps.at(-1) === '' ? [] : ['']),
    `More: [${cause.id}](${pageUrl(cause.docs)})`,
  ];
}

function expected({ error, description }: { error: string; description: string }): string {
  return code([error, description].filter(Boolean).join(': '));
}

function next(report: Report): string[] {
  const { next: faults, mayFollow } = report.diagnosis;
  const lines = faults.map(({ id, title, expect, or, basis }, index) => {
    const [first, ...others] = [expect, ...or].filter((one) => one !== null).map(expected);
    const also = others.length === 0 ? '' : `, also reported: ${others.join(', ')}`;
    return `${index + 1}. ${inline(title)} (${code(id)})${first === undefined ? '' : `: expect ${first} (${basis}${also})`}`;
  });
  const possible = mayFollow.map(({ id, title, expect, missing }) => {
    const then = expect === null ? '' : `; then expect ${expected(expect)}`;
    return `- ${inline(title)} (${code(id)}): not known is ${missing.map(code).join(', ')}${then}`;
  });
  const nothing = nothingNext(report);
  const parts = [
    lines,
    nothing === undefined ? [] : [nothing],
    possible.length === 0 ? [] : [MAY_FOLLOW, '', ...possible],
  ].filter((part) => part.length > 0);
  if (parts.length === 0) return [];
  return [`### ${headings(report).next}`, ...parts.flatMap((part) => ['', ...part])];
}

function open(report: Report): string[] {
  const { questions } = report.diagnosis;
  const alternatives = alternativesOf(report);
  const candidates = alternatives.map(({ id, title, why }) => `- ${code(id)}: ${inline(title)}. ${inline(why)}`);
  const asked = questions.flatMap(({ why, how, link: url, command }, index) => [
    `${index + 1}. ${inline(why)} ${inline(how)}`,
    ...(url === undefined ? [] : [`   ${link(url)}`]),
    ...(command === undefined ? [] : ['', block(command, '   '), '']),
  ]);
  return [
    ...(candidates.length > 0 ? [`### ${headings(report).alternatives}`, '', ...candidates] : []),
    ...(candidates.length > 0 && asked.length > 0 ? [''] : []),
    ...(asked.length > 0 ? [`### ${headings(report).questions}`, '', ...asked] : []),
  ];
}

function warnings(report: Report): string[] {
  const doubted = report.diagnosis.alsoWrong
    .filter(({ certainty, contradicted }) => contradicted || certainty !== 'proven')
    .map(
      (fault) => `${fault.id}: ${fault.contradicted ? contradictedSentence(fault) : `${fault.summary} (not proven)`}`,
    );
  const lines = [...doubted, ...worthKnowing(report)].map((line) => `- ${inline(line)}`);
  return lines.length === 0 ? [] : ['### Worth knowing', '', ...lines];
}

function skipped(report: Report): string[] {
  const lines = leftOut(report).map((line) => `- ${inline(line)}`);
  return lines.length === 0 ? [] : ['### Checks that were left out', '', ...lines];
}

/** The report for a ticket: Markdown as GitHub, GitLab and Jira's importers read it. */
export function toMarkdown(report: Report): string {
  const sections =
    report.outOfScope === null
      ? [heading, baseline, happened, evidence, path, remedy, next, open, warnings, skipped].map((section) =>
          section(report),
        )
      : [heading(report)];
  const footer = `_${report.tool.name} ${report.tool.version}_`;
  return `${[...sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')), footer].join('\n\n')}\n`;
}
