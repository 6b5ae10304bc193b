import type { Palette } from './palette.js';
import { withoutControls } from './plain.js';
import { pageUrl } from './repository.js';
import type { Report } from './schema.js';
import { valueHint } from './words/questions.js';
import {
  alternativesOf,
  basisSentence,
  contradictedSentence,
  headings,
  MAY_FOLLOW,
  missingFacts,
  nothingNext,
  PROVED_BY_ANSWER,
  reasonsUnknown,
  shownValue,
  worthKnowing,
} from './words/sections.js';
import { isOtherOutcome, outcomeSentence, sinceBefore } from './words/comparison.js';
import { attemptSentences, symptomSentences } from './words/symptom.js';
import { verdictWords } from './words/verdict.js';

/** How to lay out the text. */
export interface TextOptions {
  readonly palette: Palette;
  /** Columns; 80 unless the terminal says otherwise. */
  readonly width?: number;
  /** Show every check and what is ruled out, too. */
  readonly verbose?: boolean;
}

const MARKS: Readonly<Record<Report['checks'][number]['status'], string>> = {
  pass: 'ok',
  fail: 'FAIL',
  warn: 'warn',
  unknown: '?',
  'not-applicable': '-',
  skipped: 'skip',
  error: 'ERR',
};

/** Breaks a text at blanks so that each line fits, continuing under the indent. Words that are longer stay whole. */
export function wrap(text: string, width: number, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines.join('\n');
}

class Page {
  readonly #lines: string[] = [];

  constructor(
    private readonly palette: Palette,
    private readonly width: number,
  ) {}

  line(text = ''): void {
    this.#lines.push(text);
  }

  heading(text: string): void {
    this.#lines.push('');
    for (const line of wrap(text, this.width).split('\n')) this.#lines.push(this.palette.heading(line));
  }

  text(text: string, first = '  ', rest = first): void {
    this.#lines.push(wrap(text, this.width, first, rest));
  }

  /** A line to copy: never broken. */
  command(text: string, indent: string): void {
    this.#lines.push(`${indent}${this.palette.copy(text)}`);
  }

  dim(text: string, first: string, rest = first): void {
    for (const line of wrap(text, this.width, first, rest).split('\n')) this.#lines.push(this.palette.quiet(line));
  }

  toString(): string {
    return `${this.#lines.join('\n').replace(/^\n+/, '')}\n`;
  }
}

function verdictLines(page: Page, report: Report, palette: Palette): void {
  const { label, tone, sentences } = verdictWords(report);
  page.line(palette[tone](label));
  for (const sentence of sentences) page.text(sentence);
}

function evidenceLines(page: Page, report: Report): void {
  const { cause } = report.diagnosis;
  page.heading('What happened');
  for (const line of symptomSentences(report)) page.text(line);
  for (const line of attemptSentences(report)) page.text(line, '  - ', '    ');
  if (cause === null) return;
  page.heading('Why it is this');
  page.text(cause.finding);
  for (const { fact, value, source } of cause.evidence) {
    if (fact === 'token.answers' || fact === 'api.answers') continue;
    page.dim(`${fact} = ${shownValue(fact, value)}  (${source})`, '    ', '      ');
  }
  page.dim(basisSentence(cause), '    ', '    ');
}

function remedyLines(page: Page, report: Report): void {
  const { cause } = report.diagnosis;
  if (cause === null) return;
  page.heading(`What to do: ${cause.remedy.summary}`);
  cause.remedy.steps.forEach(({ text, where, link, command }, index) => {
    page.text(text, `  ${index + 1}. `, '     ');
    if (where !== undefined) page.dim(where, '     ');
    if (link !== undefined) page.command(link, '     ');
    if (command !== undefined) page.command(command, '     ');
  });
  page.dim(`More: sf-jwt-doctor explain ${cause.id}, or ${pageUrl(cause.docs)}`, '  ');
}

function nextLines(page: Page, report: Report): void {
  const { next, mayFollow, alsoWrong } = report.diagnosis;
  if (next.length > 0) {
    page.heading(headings(report).next);
    next.forEach(({ id, title, expect, or, basis }, index) => {
      page.text(`${title} (${id})`, `  ${index + 1}. `, '     ');
      const told = [expect, ...or]
        .filter((one) => one !== null)
        .map(({ error, description }) => `${error}: ${description}`);
      if (told.length > 0)
        page.dim(
          `expect ${told[0]}  (${[basis, ...(told.length > 1 ? [`also reported: ${told.slice(1).join('; ')}`] : [])].join('; ')})`,
          '     ',
        );
    });
  }
  const nothing = nothingNext(report);
  if (nothing !== undefined) {
    page.heading(headings(report).next);
    page.text(nothing);
  }
  if (mayFollow.length > 0) {
    page.text(MAY_FOLLOW);
    for (const { id, expect, basis, missing } of mayFollow)
      page.dim(
        `${id} (${missing.join(', ')})${expect === null ? '' : `: ${expect.description || expect.error} (${basis})`}`,
        '  - ',
        '    ',
      );
  }
  const suspicious = alsoWrong.filter((fault) => fault.certainty !== 'proven' && !fault.contradicted);
  if (suspicious.length > 0) {
    page.heading('Also looks wrong, without proof');
    for (const { id, summary } of suspicious) page.text(`${id}: ${summary}`, '  - ', '    ');
  }
  const contradicted = alsoWrong.filter((fault) => fault.contradicted);
  if (contradicted.length > 0) {
    page.heading('Contradicted by the answer');
    for (const fault of contradicted) page.text(`${fault.id}: ${contradictedSentence(fault)}`, '  - ', '    ');
  }
}

function warningLines(page: Page, report: Report): void {
  const notes = worthKnowing(report);
  if (notes.length === 0) return;
  page.heading('Worth knowing');
  for (const note of notes) page.text(note, '  - ', '    ');
}

function openLines(page: Page, report: Report): void {
  const { questions, cause } = report.diagnosis;
  const alternatives = alternativesOf(report);
  if (alternatives.length > 0) page.heading(headings(report).alternatives);
  alternatives.forEach(({ id, title, why }, index) => {
    page.text(`${id}: ${title}`, cause ? '  - ' : `  ${index + 1}. `, cause ? '    ' : '     ');
    if (cause === null) page.dim(why, '     ');
  });
  if (questions.length === 0) return;
  page.heading(headings(report).questions);
  questions.forEach(({ fact, why, how, link, command }, index) => {
    page.text(why, `  ${index + 1}. `, '     ');
    page.dim(how, '     ');
    if (link !== undefined) page.command(link, '     ');
    if (command !== undefined) page.command(command, '     ');
    page.dim(`then add: --fact ${fact}=${valueHint(fact)}`, '     ');
  });
}

/** What stands in the way of knowing more. */
function reasonLines(page: Page, report: Report): void {
  const reasons = reasonsUnknown(report);
  if (reasons.length > 0) page.heading('Looked for, and not found out');
  for (const { reason, facts } of reasons) page.dim(`${facts.join(', ')}: ${reason}`, '  - ', '    ');
}

function checkLines(page: Page, report: Report, verbose: boolean, palette: Palette): void {
  const paint: Partial<Record<string, (text: string) => string>> = {
    pass: palette.plainGood,
    fail: palette.plainBad,
    warn: palette.plainDoubtful,
    error: palette.plainBad,
  };
  page.heading('Checks, in the order in which a login meets them');
  const shown = verbose ? report.checks : report.checks.filter((check) => check.status !== 'unknown');
  for (const check of shown) {
    const mark = `${MARKS[check.status]}${check.provedByAnswer ? '*' : ''}`.padEnd(4);
    page.line(`  ${(paint[check.status] ?? palette.quiet)(mark)}  ${check.title}`);
    if (check.status === 'skipped' && check.reason !== null)
      page.dim(`left out: ${check.reason}`, '        ', '          ');
    if (!verbose) continue;
    for (const finding of check.findings)
      page.dim(`${finding.cause ?? ''} ${finding.verdict}: ${finding.summary}`.trim(), '        ', '          ');
  }
  if (report.checks.some((check) => check.provedByAnswer)) page.dim(`* ${PROVED_BY_ANSWER}`, '  ', '    ');
  if (!verbose) {
    const unknown = report.checks.filter((check) => check.status === 'unknown');
    if (unknown.length > 0) page.heading('Not checked, because these facts are not known');
    for (const check of unknown)
      page.dim(`${check.id}: ${missingFacts(check).join(', ') || 'what is known does not settle it'}`, '  - ', '    ');
    // Of a login that works nobody needs to know more.
    if (report.verdict !== 'healthy') reasonLines(page, report);
    return;
  }
  reasonLines(page, report);
  if (report.diagnosis.ruledOut.length > 0) {
    page.heading('Ruled out');
    for (const { id, why } of report.diagnosis.ruledOut) page.text(`${id}: ${why}`, '  - ', '    ');
  }
}

const PATH_WORDS = {
  passed: 'passed',
  'proved-by-answer': 'passed*',
  failed: 'STOPPED AT',
  'not-reached': 'not reached',
  unknown: 'not known',
} as const;

function pathLines(page: Page, report: Report): void {
  if (report.symptom === null && report.diagnosis.cause === null) return;
  page.heading('How far the login got');
  for (const [status, words] of Object.entries(PATH_WORDS)) {
    const titles = report.path.filter((step) => step.status === status).map(({ title }) => title);
    if (titles.length > 0) page.text(titles.join(', '), `  ${words.padEnd(13)}`, ' '.repeat(15));
  }
}

/** What is new since the baseline. True when that is all there is to say. */
function baselineLines(page: Page, report: Report, verbose: boolean, palette: Palette): boolean {
  const { baseline } = report;
  if (baseline === undefined) return false;
  if (baseline.nothingNew) {
    page.line(palette.good('nothing new since the baseline'));
    page.text(outcomeSentence(baseline));
  }
  for (const { heading, lines } of sinceBefore(baseline, report)) {
    page.heading(heading);
    for (const line of lines) page.text(line, '  - ', '    ');
  }
  const isAll = !verbose && (baseline.nothingNew || !isOtherOutcome(baseline));
  if (isAll && !baseline.nothingNew) page.text(outcomeSentence(baseline));
  if (isAll) page.dim('--verbose shows the whole report.', '  ');
  else page.line();
  return isAll;
}

/** The report for a terminal: verdict, evidence, what to do, what fails next, what was not checked. Fits 80 columns. */
export function toText(told: Report, { palette, width = 80, verbose = false }: TextOptions): string {
  const report = withoutControls(told);
  const page = new Page(palette, Math.max(40, Math.min(width, 100)));
  if (baselineLines(page, report, verbose, palette)) return page.toString();
  verdictLines(page, report, palette);
  if (report.outOfScope === null) {
    evidenceLines(page, report);
    pathLines(page, report);
    remedyLines(page, report);
    nextLines(page, report);
    openLines(page, report);
    warningLines(page, report);
    checkLines(page, report, verbose, palette);
  }
  return page.toString();
}
