import { outlineOf, printSections, type Outline, type Printers } from '../outline.js';
import { Page, type Layout } from '../page.js';
import { toScreen } from './screen.js';
import type { Tone } from '../palette.js';
import { withoutControls } from '../plain.js';
import type { Report } from '../schema.js';
import { PATH_WORDS } from '../words/gates.js';
import { MAY_FOLLOW, PROVED_BY_ANSWER } from '../words/sections.js';

/** How to lay out a report. */
export interface TextOptions extends Layout {
  /** Shows everything instead of one screen. */
  readonly verbose?: boolean;
}

interface Context {
  readonly page: Page;
  readonly verbose: boolean;
}

type Status = Report['checks'][number]['status'];

const MARKS: Readonly<Record<Status, readonly [mark: string, tone: Tone]>> = {
  pass: ['ok', 'plainGood'],
  fail: ['FAIL', 'plainBad'],
  warn: ['warn', 'plainDoubtful'],
  unknown: ['?', 'quiet'],
  'not-applicable': ['-', 'quiet'],
  skipped: ['skip', 'quiet'],
  error: ['ERR', 'plainBad'],
};

/** The words that stand out in a column of capitals and marks. */
const PATH_COLUMN = { ...PATH_WORDS, 'proved-by-answer': 'passed*', failed: 'STOPPED AT' };

const PRINTERS: Printers<Context, void> = {
  why({ heading, finding, evidence, basisSentence }, { page }) {
    page.heading(heading);
    page.text(finding);
    for (const { told } of evidence.filter((one) => one.told !== '')) page.dim(told, '    ', '      ');
    page.dim(basisSentence, '    ');
  },
  remedy({ heading, explain, page: address, ...remedy }, { page }) {
    page.heading(`${heading}: ${remedy.summary}`);
    page.ways(remedy.ways);
    page.dim(`More: ${explain}, or ${address}`, '  ');
  },
  next({ heading, faults, nothing, mayFollow }, { page }) {
    if (faults.length > 0 || nothing !== undefined) page.heading(heading);
    faults.forEach(({ id, title, answers, basis }, index) => {
      page.text(`${title} (${id})`, `  ${index + 1}. `, '     ');
      const [first, ...others] = answers.map(({ words }) => words);
      const known = others.length === 0 ? basis : `${basis}; also reported: ${others.join('; ')}`;
      if (first !== undefined) page.dim(`expect ${first}  (${known})`, '     ');
    });
    if (nothing !== undefined) page.text(nothing);
    if (mayFollow.length > 0) page.text(MAY_FOLLOW);
    for (const { id, answers, basis, missing } of mayFollow) {
      const answer = answers.map(({ error, description }) => `: ${description || error} (${basis})`).join('');
      page.dim(`${id} (${missing.join(', ')})${answer}`, '  - ', '    ');
    }
  },
  path({ heading, gates }, { page }) {
    page.heading(heading);
    for (const [status, words] of Object.entries(PATH_COLUMN)) {
      const titles = gates.filter((gate) => gate.status === status).map(({ title }) => title);
      if (titles.length > 0) page.text(titles.join(', '), `  ${words.padEnd(13)}`, ' '.repeat(15));
    }
  },
  happened({ heading, answer, where, besides, attempts }, { page }) {
    page.heading(heading);
    for (const line of [answer, ...where, ...besides]) page.text(line);
    page.bullets(attempts.map(({ sentence }) => sentence));
  },
  also({ faults }, { page }) {
    const told = (state: string) =>
      faults.filter((fault) => fault.state === state).map(({ id, sentence }) => `${id}: ${sentence}`);
    page.list('Also looks wrong, without proof', told('suspected'));
    page.list('Contradicted by the answer', told('contradicted'));
  },
  candidates({ heading, causes, isBesideCause }, { page }) {
    page.heading(heading);
    causes.forEach(({ id, title, why }, index) => {
      const mark = isBesideCause ? '  - ' : `  ${index + 1}. `;
      page.text(`${id}: ${title}`, mark, ' '.repeat(mark.length));
      if (!isBesideCause) page.dim(why, '     ');
    });
  },
  evidence: ({ heading, sentences }, { page }) => page.list(heading, sentences),
  questions({ heading, questions }, { page }) {
    page.heading(heading);
    questions.forEach(({ fact, why, how, hint, ...lines }, index) => {
      page.text(why, `  ${index + 1}. `, '     ');
      page.dim(how, '     ');
      page.under(lines, '     ');
      page.dim(`then add: --fact ${fact}=${hint}`, '     ');
    });
  },
  notes: ({ heading, sentences }, { page }) => page.list(heading, sentences),
  checks({ heading, checks }, { page }) {
    page.heading(`${heading}, in the order in which a login meets them`);
    for (const { status, provedByAnswer, title, reason, findings } of checks) {
      const [mark, tone] = MARKS[status];
      page.line(`  ${page.palette[tone](`${mark}${provedByAnswer ? '*' : ''}`.padEnd(4))}  ${title}`);
      if (status === 'skipped' && reason !== null) page.dim(`left out: ${reason}`, '        ', '          ');
      for (const { cause = '', verdict, summary } of findings)
        page.dim(`${cause} ${verdict}: ${summary}`.trim(), '        ', '          ');
    }
    if (checks.some((check) => check.provedByAnswer)) page.dim(`* ${PROVED_BY_ANSWER}`, '  ', '    ');
  },
  reasons({ heading, sentences }, { page }) {
    page.heading(heading);
    for (const sentence of sentences) page.dim(sentence, '  - ', '    ');
  },
  inputs: ({ heading, sentences }, { page }) => page.list(heading, sentences),
  story: ({ heading, sentences }, { page }) => page.list(heading, sentences),
  earlier: ({ heading, sentences }, { page }) => page.list(heading, sentences),
  ruledOut: ({ heading, causes }, { page }) =>
    page.list(
      heading,
      causes.map(({ id, why }) => `${id}: ${why}`),
    ),
};

/** Prints the news since the baseline. Returns true when a reader needs no more. */
function printBaseline({ baseline }: Outline, { page, verbose }: Context): boolean {
  if (baseline === undefined) return false;
  const { nothingNew, isOtherOutcome, outcome, changes } = baseline;
  if (nothingNew) {
    page.line(page.palette.good('nothing new since the baseline'));
    page.text(outcome);
  }
  for (const { heading, lines } of changes) page.list(heading, lines);
  const isAll = !verbose && (nothingNew || !isOtherOutcome);
  if (isAll && !nothingNew) page.text(outcome);
  if (isAll) page.dim('--verbose shows the whole report.', '  ');
  else page.line();
  return isAll;
}

/** The report for a terminal: one screen, or with `verbose` everything. */
export function toText(report: Report, { verbose = false, ...layout }: TextOptions): string {
  const outline = outlineOf(withoutControls(report));
  const page = new Page(layout);
  const context = { page, verbose };
  if (printBaseline(outline, context)) return page.toString();
  if (outline.outOfScope === undefined && !verbose) return `${page.toString().trimStart()}${toScreen(outline, layout)}`;
  const { label, tone, sentences } = outline.headline;
  page.painted(page.palette[tone], label);
  for (const sentence of sentences) page.text(sentence);
  if (outline.outOfScope === undefined) printSections(outline, PRINTERS, context);
  return page.toString();
}
