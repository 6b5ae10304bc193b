import type { Palette } from './palette.js';
import { plainText } from '../facts/redaction.js';
import type { Report } from './schema.js';
import { showValue } from './words/findings.js';
import { valueHint } from './words/questions.js';
import { attemptSentences, symptomSentences } from './words/symptom.js';
import type { FactName } from '../facts/names.js';

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

const LONGEST_VALUE = 300;

function valueOf(fact: string, value: unknown): string {
  const text = showValue(fact as FactName, value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
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
  const { cause } = report.diagnosis;
  if (report.outOfScope) {
    page.line(palette.doubtful('not a Salesforce JWT login'));
    page.text(report.outOfScope.summary);
  } else if (cause) {
    const colour = cause.confidence === 'confirmed' ? palette.bad : palette.doubtful;
    page.line(colour(cause.id));
    page.text(`${cause.title} (${cause.confidence}).`);
    page.text(cause.summary);
  } else if (report.verdict === 'healthy') {
    page.line(palette.good('healthy'));
    page.text('The login works: the endpoint issued a token.');
  } else {
    page.line(palette.doubtful('inconclusive'));
    page.text(
      report.diagnosis.alternatives.length > 0
        ? 'The cause cannot be told yet: several remain.'
        : 'Nothing known tells why the login fails.',
    );
  }
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
    page.dim(`${fact} = ${valueOf(fact, value)}  (${source})`, '    ', '      ');
  }
  const basis = { documented: 'Salesforce documents', reported: 'Users report', inferred: 'It is inferred' }[
    cause.basis
  ];
  page.dim(
    `${basis} that this cause gives this answer${cause.unusual ? '; another answer is more usual, and reports conflict' : ''}.`,
    '    ',
    '    ',
  );
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
  page.dim(`More: sf-jwt-doctor explain ${cause.id}, or ${cause.docs}`, '  ');
}

function nextLines(page: Page, report: Report): void {
  const { next, mayFollow, alsoWrong, cause } = report.diagnosis;
  if (next.length > 0) {
    page.heading(cause ? 'What fails next, once that is fixed' : 'What else is wrong, and will fail too');
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
  if (cause !== null && next.length === 0 && report.symptom?.kind !== 'api') {
    page.heading('What fails next, once that is fixed');
    page.text(
      mayFollow.length === 0
        ? 'Nothing that is known: the endpoint would issue a token.'
        : 'Nothing else that is known is wrong.',
    );
  }
  if (mayFollow.length > 0) {
    page.text('Not known yet; each of these would fail next if it were wrong:');
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
    for (const { id, summary } of contradicted)
      page.text(
        `${id}: ${summary} The answer proves the opposite for the host that answered: this fact is out of date, or about another org.`,
        '  - ',
        '    ',
      );
  }
}

function warningLines(page: Page, report: Report): void {
  const warnings = report.checks.flatMap((check) => check.findings.filter((finding) => finding.verdict === 'warn'));
  const crashed = report.checks.filter((check) => check.status === 'error');
  if (warnings.length + crashed.length + report.conflicts.length === 0) return;
  page.heading('Worth knowing');
  for (const { summary } of warnings) page.text(summary, '  - ', '    ');
  for (const { id, reason } of crashed)
    page.text(`The check ${id} crashed (${reason ?? 'no reason'}); the others went on.`, '  - ', '    ');
  for (const { fact, values } of report.conflicts) {
    page.text(
      `Sources disagree about ${fact}: ${values.map(({ value, source }) => `${valueOf(fact, value)} (${source})`).join(' / ')}`,
      '  - ',
      '    ',
    );
  }
}

function openLines(page: Page, report: Report): void {
  const { alternatives, questions, cause } = report.diagnosis;
  if (alternatives.length > 0 && cause === null) {
    page.heading('What it can be, the likeliest first');
    alternatives.forEach(({ id, title, why }, index) => {
      page.text(`${id}: ${title}`, `  ${index + 1}. `, '     ');
      page.dim(why, '     ');
    });
  } else if (alternatives.length > 0 && cause?.confidence === 'likely') {
    page.heading('If it is not that');
    for (const { id, title } of alternatives) page.text(`${id}: ${title}`, '  - ', '    ');
  }
  if (questions.length === 0) return;
  page.heading(cause ? 'What would confirm it' : 'What to look at next');
  questions.forEach(({ fact, why, how, link, command }, index) => {
    page.text(why, `  ${index + 1}. `, '     ');
    page.dim(how, '     ');
    if (link !== undefined) page.command(link, '     ');
    if (command !== undefined) page.command(command, '     ');
    page.dim(`then add: --fact ${fact}=${valueHint(fact)}`, '     ');
  });
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
    if (!verbose) continue;
    for (const finding of check.findings)
      page.dim(`${finding.cause ?? ''} ${finding.verdict}: ${finding.summary}`.trim(), '        ', '          ');
  }
  if (report.checks.some((check) => check.provedByAnswer))
    page.dim(
      '* shown by the answer of the server, which comes from a later hurdle; Salesforce publishes no order of them: it is observed by users, and in part inferred',
      '  ',
      '    ',
    );
  if (!verbose) {
    const unknown = report.checks.filter((check) => check.status === 'unknown');
    if (unknown.length > 0) page.heading('Not checked, because these facts are not known');
    for (const { id, findings } of unknown) {
      const missing = [...new Set(findings.flatMap((finding) => finding.missing ?? []))];
      page.dim(`${id}: ${missing.join(', ') || 'nothing known tells'}`, '  - ', '    ');
    }
    return;
  }
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

/** The report with every string as a terminal only shows it. */
function withoutControls<T>(value: T): T {
  if (typeof value === 'string') return plainText(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutControls(item)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutControls(item as unknown)])) as T;
}

/** The report for a terminal: verdict, evidence, what to do, what fails next, what was not checked. Fits 80 columns. */
export function toText(told: Report, { palette, width = 80, verbose = false }: TextOptions): string {
  const report = withoutControls(told);
  const page = new Page(palette, Math.max(40, Math.min(width, 100)));
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
