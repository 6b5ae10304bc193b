import type { Outline } from '../outline.js';
import { Page, type Layout } from '../page.js';
import { COLOURLESS } from '../palette.js';
import type { MarkedWay } from '../steps.js';
import { doctorOf } from '../tool.js';
import { alsoLine, explainHint, nextLine, pathLine, settleLine, VERBOSE_HINT } from '../words/screen.js';

/** Rows of the smallest usual terminal, less one for the prompt that follows. */
const ROWS = 23;

/** Steps of a way, and causes of an open verdict, that a screen has room for. */
const MOST_STEPS = 4;
const MOST_CAUSES = 3;
const MOST_WARNINGS = 2;

/**
 * How tight a screen is drawn. Each number leaves out what the ones below it leave out, and more: 1 the steps of the
 * third way, 2 those of the second, 3 the evidence, 4 the blank lines and all but the first sentence of a summary,
 * 5 the line for the repair by this tool.
 */
const TIGHTNESS = [0, 1, 2, 3, 4, 5] as const;
type Tightness = (typeof TIGHTNESS)[number];

interface Sheet {
  readonly page: Page;
  readonly outline: Outline;
  readonly tight: Tightness;
}

/** The rows that a text takes on a terminal that breaks long lines. */
export function rowsOf(text: string, width: number): number {
  const rows = (line: string) => Math.max(1, Math.ceil(line.length / width));
  return text
    .replace(/\n$/, '')
    .split('\n')
    .reduce((sum, line) => sum + rows(line), 0);
}

function gap({ page, tight }: Sheet): void {
  if (tight < 4) page.line();
}

/** A line that begins with a word for its subject, such as "Next:". */
function labelled(page: Page, label: string, text: string | undefined): void {
  if (text !== undefined) page.text(text, `${label}: `, ' '.repeat(label.length + 2));
}

function heading(sheet: Sheet, text: string): void {
  gap(sheet);
  sheet.page.painted(sheet.page.palette.heading, text);
}

function firstSentence(text: string): string {
  return /^.*?\.(?= [A-Z])/s.exec(text)?.[0] ?? text;
}

function steps({ page, tight }: Sheet, { mark, steps: all }: MarkedWay): void {
  const indent = mark === '' ? '  ' : '     ';
  all.slice(0, tight < 4 ? all.length : MOST_STEPS).forEach(({ text, where, link, command }, index) => {
    const indents = [`${indent}${index + 1}. `, `${indent}   `] as const;
    if (where === undefined) page.text(text, ...indents);
    else page.placed(where, link, text, ...indents);
    if (command !== undefined) page.command(command, `${indent}   `);
  });
}

/** A way of which the screen shows no steps: its heading, and the command where one command does it all. */
function folded({ page, tight, outline }: Sheet, { mark, title, steps: all }: MarkedWay): void {
  page.text(title, `  ${mark}. `, '     ');
  const command = all.length === 1 ? all[0]!.command : undefined;
  if (command?.startsWith(`${doctorOf(outline.tool)} `) === true && tight < 5) page.command(command, '     ');
}

function ways(sheet: Sheet, all: readonly MarkedWay[]): void {
  const shown = sheet.tight === 0 ? all.length : sheet.tight === 1 ? 2 : 1;
  all.forEach((way, index) => {
    // One command is shorter than its explanation, which --verbose has.
    if (index > 0 && (index >= shown || way.steps.length === 1)) return folded(sheet, way);
    if (way.mark !== '') sheet.page.text(way.title, `  ${way.mark}. `, '     ');
    steps(sheet, way);
  });
}

function drawNamed(sheet: Sheet): void {
  const { page, outline, tight } = sheet;
  const { headline, cause, sections } = outline;
  const { why, remedy } = sections;
  page.painted(page.palette[headline.tone], headline.line);
  page.text(tight < 4 ? cause!.summary : firstSentence(cause!.summary));
  gap(sheet);
  labelled(page, 'Why', [why!.finding, why!.doubt].filter(Boolean).join(' '));
  const isShown = ({ told }: { readonly told: string }) => tight < 3 && told !== '';
  for (const { told } of why!.evidence.filter(isShown).slice(0, 2 - Math.min(tight, 1))) page.dim(told, '     ');
  heading(sheet, `${remedy!.heading}: ${remedy!.summary}`);
  ways(sheet, remedy!.ways);
  gap(sheet);
  labelled(page, 'Next', nextLine(outline));
  labelled(page, 'How far', pathLine(outline));
  labelled(page, 'Also', alsoLine(outline));
  if (tight < 3 && sections.inputs !== undefined) page.dim(sections.inputs.line, '');
  page.dim(explainHint(remedy!), 'More: ', '      ');
  page.painted(page.palette.heading, `${cause!.id}: ${remedy!.summary}`, '=> ', '   ');
}

function drawOpen(sheet: Sheet): void {
  const { page, outline, tight } = sheet;
  const { headline, sections } = outline;
  const { happened, candidates, questions, evidence } = sections;
  page.painted(page.palette[headline.tone], headline.line);
  page.text([happened.answer, ...(tight < 3 ? happened.where : [])].join(' '));
  for (const sentence of happened.besides) page.text(sentence);
  if (candidates !== undefined) {
    heading(sheet, candidates.heading);
    candidates.causes.slice(0, MOST_CAUSES).forEach(({ id, title, why }, index) => {
      page.text(`${id}: ${title}`, `  ${index + 1}. `, '     ');
      if (tight < 1) page.dim(why, '     ');
    });
    const more = candidates.causes.length - MOST_CAUSES;
    if (more > 0) page.dim(`and ${more} more`, '     ');
  }
  const [first] = questions?.questions ?? [];
  if (evidence !== undefined) {
    heading(sheet, evidence.heading);
    for (const sentence of evidence.sentences) page.text(sentence);
  }
  if (first !== undefined) {
    heading(sheet, questions!.heading);
    page.text(first.why);
    page.dim(first.how, '  ');
    if (first.link !== undefined) page.command(first.link, '  ');
    if (first.command !== undefined) page.command(first.command, '  ');
  }
  gap(sheet);
  labelled(page, 'Or', settleLine(outline));
  if (outline.orgCommand !== undefined) page.command(outline.orgCommand, '    ');
  labelled(page, 'How far', pathLine(outline));
  labelled(page, 'Also', alsoLine(outline));
  if (tight < 3 && sections.inputs !== undefined) page.dim(sections.inputs.line, '');
  page.dim(VERBOSE_HINT, 'More: ', '      ');
  if (first !== undefined)
    page.painted(page.palette.heading, `Look it up, then add: --fact ${first.fact}=${first.hint}`, '=> ', '   ');
}

function drawHealthy(sheet: Sheet): void {
  const { page, outline } = sheet;
  const warnings = outline.sections.notes?.sentences ?? [];
  page.painted(page.palette.good, outline.headline.line);
  for (const warning of warnings.slice(0, MOST_WARNINGS)) labelled(page, 'Note', warning);
  page.dim(VERBOSE_HINT, 'More: ', '      ');
}

function draw(outline: Outline, layout: Layout, tight: Tightness): string {
  const page = new Page(layout);
  const sheet = { page, outline, tight };
  if (outline.cause !== null) drawNamed(sheet);
  else if (outline.verdict === 'healthy') drawHealthy(sheet);
  else drawOpen(sheet);
  return page.toString();
}

/**
 * The answer on one screen of 24 rows: verdict, reason, remedy, what comes next. It is drawn as loosely as the rows
 * allow, so that the first line is still in view when the last one is printed.
 */
export function toScreen(outline: Outline, { palette, width = 80 }: Layout): string {
  const plain = (tight: Tightness) => draw(outline, { palette: COLOURLESS, width }, tight);
  const fits = TIGHTNESS.find((tight) => rowsOf(plain(tight), width) <= ROWS) ?? TIGHTNESS.at(-1)!;
  return draw(outline, { palette, width }, fits);
}
