import { plainText } from '../facts/redaction.js';
import type { Report } from './schema.js';
import { basisSentence, contradictedSentence, PROVED_BY_ANSWER, shownValue, worthKnowing } from './words/sections.js';
import { baselineSections } from './words/comparison.js';
import { attemptSentences, symptomSentences } from './words/symptom.js';

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
  if (report.outOfScope) return ['## Not a Salesforce JWT login', '', inline(report.outOfScope.summary)];
  if (cause)
    return [`## ${cause.id} (${cause.confidence})`, '', `**${inline(cause.title)}.** ${inline(cause.summary)}`];
  if (report.verdict === 'healthy') return ['## Healthy', '', 'The login works: the endpoint issued a token.'];
  return ['## Inconclusive', '', 'The cause cannot be told yet.'];
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
    ...symptomSentences(report).map((line) => `- ${inline(line)}`),
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
  return ['### What to do', '', inline(cause.remedy.summary), '', ...steps];
}

function next(report: Report): string[] {
  const { next: faults, mayFollow } = report.diagnosis;
  const lines = faults.map(({ id, title, expect, basis }, index) => {
    const told = expect === null ? '' : `: expect ${code(`${expect.error}: ${expect.description}`)} (${basis})`;
    return `${index + 1}. ${inline(title)} (${code(id)})${told}`;
  });
  const possible = mayFollow.map(
    ({ id, missing }) => `- ${code(id)}, if it is wrong: ${missing.map(code).join(', ')} is not known`,
  );
  if (lines.length + possible.length === 0) return [];
  return ['### What fails next', '', ...lines, ...(lines.length > 0 && possible.length > 0 ? [''] : []), ...possible];
}

function open(report: Report): string[] {
  const { alternatives, questions, cause } = report.diagnosis;
  if (cause?.confidence === 'confirmed') return [];
  const candidates = alternatives.map(({ id, title, why }) => `- ${code(id)}: ${inline(title)}. ${inline(why)}`);
  const asked = questions.flatMap(({ why, how, link: url, command }, index) => [
    `${index + 1}. ${inline(why)} ${inline(how)}`,
    ...(url === undefined ? [] : [`   ${link(url)}`]),
    ...(command === undefined ? [] : ['', block(command, '   '), '']),
  ]);
  return [
    ...(candidates.length > 0 ? [cause ? '### If it is not that' : '### What it can be', '', ...candidates] : []),
    ...(asked.length > 0 ? ['', '### What to look at next', '', ...asked] : []),
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

/** The report for a ticket: Markdown as GitHub, GitLab and Jira's importers read it. */
export function toMarkdown(report: Report): string {
  const sections =
    report.outOfScope === null
      ? [heading, baseline, happened, evidence, path, remedy, next, open, warnings].map((section) => section(report))
      : [heading(report)];
  const footer = `_${report.tool.name} ${report.tool.version}_`;
  return `${[...sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')), footer].join('\n\n')}\n`;
}
