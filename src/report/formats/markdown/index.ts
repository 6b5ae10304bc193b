import { outlineOf, printSections, type Outline, type Printers } from '../../outline.js';
import type { Report } from '../../schema.js';
import { capital } from '../../../causes/steps.js';
import { MAY_FOLLOW, PROVED_BY_ANSWER } from '../../words/sections.js';
import { code, inline, markdownWays, markdownUnder } from './syntax.js';

const PATH_MARKS = {
  passed: '✅',
  'proved-by-answer': '☑️',
  failed: '❌',
  'not-reached': '⬜',
  unknown: '❔',
} as const;

function section(title: string, ...lines: readonly string[]): string[] {
  return [`### ${title}`, '', ...lines];
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : section(title, ...lines.map((line) => `- ${inline(line)}`));
}

const PRINTERS: Printers<undefined, string[]> = {
  why({ heading, finding, evidence, basisSentence }) {
    const rows = evidence.map(
      ({ fact, value, source }) => `| ${code(fact)} | ${code(value).replaceAll('|', '\\|')} | ${inline(source)} |`,
    );
    const table = rows.length === 0 ? [] : ['', '| Fact | Value | Source |', '| --- | --- | --- |', ...rows];
    return section(heading, inline(finding), ...table, '', basisSentence);
  },
  remedy({ heading, id, page, ...remedy }) {
    const steps = markdownWays(remedy.ways);
    // A command brings its own blank line.
    const blank = steps.at(-1) === '' ? [] : [''];
    return section(heading, inline(remedy.summary), '', ...steps, ...blank, `More: [${id}](${page})`);
  },
  next({ heading, faults, nothing, mayFollow }) {
    const foretold = faults.map(({ id, title, answers, basis }, index) => {
      const [first, ...others] = answers.map(({ words }) => code(words));
      const also = others.length === 0 ? '' : `, also reported: ${others.join(', ')}`;
      return `${index + 1}. ${inline(title)} (${code(id)})${first === undefined ? '' : `: expect ${first} (${basis}${also})`}`;
    });
    const possible = mayFollow.map(({ id, title, answers, missing }) => {
      const then = answers.map(({ words }) => `; then expect ${code(words)}`).join('');
      return `- ${inline(title)} (${code(id)}): not known is ${missing.map(code).join(', ')}${then}`;
    });
    const parts = [
      foretold,
      nothing === undefined ? [] : [nothing],
      possible.length === 0 ? [] : [MAY_FOLLOW, '', ...possible],
    ];
    return [`### ${heading}`, ...parts.flatMap((part) => (part.length === 0 ? [] : ['', ...part]))];
  },
  candidates: ({ heading, causes }) =>
    section(heading, ...causes.map(({ id, title, why }) => `- ${code(id)}: ${inline(title)}. ${inline(why)}`)),
  evidence: ({ heading, sentences }) => list(heading, sentences),
  questions: ({ heading, questions }) =>
    section(
      heading,
      ...questions.flatMap(({ why, how, ...lines }, index) => [
        `${index + 1}. ${inline(why)} ${inline(how)}`,
        ...markdownUnder(lines),
      ]),
    ),
  path({ heading, gates, isProved }) {
    const lines: string[] = [];
    gates.forEach(({ status, words, title }, index) => {
      if (gates[index - 1]?.status === status) lines.push(`${lines.pop()!} → ${inline(title)}`);
      else lines.push(`- ${PATH_MARKS[status]} ${status === 'failed' ? `**${words}**` : words}: ${inline(title)}`);
    });
    const proved = isProved ? ['', `${PATH_MARKS['proved-by-answer']} ${inline(PROVED_BY_ANSWER)}.`] : [];
    return section(heading, ...lines, ...proved);
  },
  story: ({ heading, sentences }) => list(heading, sentences),
  earlier: ({ heading, sentences }) => [
    `<details><summary>${heading}</summary>`,
    '',
    ...sentences.map((sentence) => `- ${inline(sentence)}`),
    '',
    '</details>',
  ],
  happened: ({ heading, answer, where, besides, attempts }) =>
    section(
      heading,
      `- ${inline([answer, ...where].join(' '))}`,
      ...besides.map((sentence) => `- ${inline(sentence)}`),
      ...attempts.map(({ sentence }) => `  - ${inline(sentence)}`),
    ),
};

function headline({ cause, headline: { label, sentences } }: Outline): string[] {
  if (cause)
    return [`## ${cause.id} (${cause.confidence})`, '', `**${inline(cause.title)}.** ${inline(cause.summary)}`];
  return [`## ${capital(label)}`, '', inline(sentences.join(' '))];
}

/** Faults that are not proven, with the warnings. */
function worthKnowing({ sections: { also, notes } }: Outline): string[] {
  const doubted = (also?.faults ?? []).flatMap(({ id, sentence, state }) =>
    state === 'suspected' ? `${id}: ${sentence} (not proven)` : state === 'contradicted' ? `${id}: ${sentence}` : [],
  );
  return list('Worth knowing', [...doubted, ...(notes?.sentences ?? [])]);
}

function leftOut({ sections: { checks } }: Outline): string[] {
  const skipped = (checks?.checks ?? []).filter(({ status }) => status === 'skipped');
  return list(
    'Checks that were left out',
    skipped.map(({ id, reason }) => `${id}: ${reason ?? 'no reason is given'}`),
  );
}

function body(outline: Outline): string[][] {
  const baseline = (outline.baseline?.lists ?? []).map(({ heading, lines }) => list(heading, lines));
  return [...baseline, ...printSections(outline, PRINTERS, undefined), worthKnowing(outline), leftOut(outline)];
}

/** The report for a ticket: Markdown as GitHub, GitLab and Jira's importers read it. */
export function toMarkdown(report: Report): string {
  const outline = outlineOf(report);
  const parts = [
    headline(outline),
    ...(outline.outOfScope === undefined ? body(outline) : []),
    [`_${outline.tool.name} ${outline.tool.version}_`],
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}
