import { SEQUENCE } from '../checks/index.js';
import { CAUSE_IDS, causeOf, isCauseId } from '../causes/index.js';
import { ANSWER_IDS } from '../answers/index.js';
import { wrap } from '../report/page.js';
import { markdownText } from './explain/markdown.js';
import { pageOf, topicNames } from './explain/pages.js';
import { startWith } from './host.js';
import { entryFor, spell, TERMS, wholeCatalogue, type Entry } from './explain/entry.js';
import { print, printJson } from './terminal/output.js';
import { readTerminal } from './terminal/terminal.js';

function render({ id, title, paragraphs, list }: Entry, width: number, bold: (text: string) => string): string {
  const lines = [bold(`${id}`), wrap(title, width, '  ')];
  for (const paragraph of paragraphs) lines.push('', wrap(paragraph, width, '  '));
  for (const item of list) lines.push(wrap(item, width, '  - ', '    '));
  return `${lines.join('\n')}\n`;
}

function catalogue(bold: (text: string) => string): string {
  const causes = CAUSE_IDS.map((id) => `  ${id.padEnd(32)}${causeOf(id).title}`);
  const checks = SEQUENCE.map((check) => `  ${check.id.padEnd(32)}${check.title}`);
  const errors = ANSWER_IDS.map((id) => `  ${spell(id)}`);
  return [
    bold('Words'),
    `  ${TERMS.padEnd(32)}The JWT bearer flow and its words`,
    '',
    bold('Causes'),
    ...causes,
    '',
    bold('Checks, in order'),
    ...checks,
    '',
    bold('Known errors'),
    ...errors,
    '',
    bold('Pages of the documentation'),
    wrap(topicNames().join(', '), 80, '  '),
    '',
  ].join('\n');
}

/** True for a name that has a summary of its own, before its page. */
function isEntry(name: string): boolean {
  return isCauseId(name) || name === TERMS || SEQUENCE.some(({ id }) => id === name);
}

/** How `explain` prints. */
interface ExplainOptions {
  readonly json?: boolean;
  /** Print the whole page of the documentation. */
  readonly verbose?: boolean;
}

/** `explain [text]`: explains an error, a cause, a check or a topic. Without an argument, lists all of them. */
export async function explain(
  text: string | undefined,
  { json = false, verbose = false }: ExplainOptions,
): Promise<number> {
  const terminal = readTerminal({ json });
  const { width } = terminal;
  const { heading } = await terminal.palette();
  if (text === undefined) {
    await (json ? printJson(wholeCatalogue()) : print(catalogue(heading)));
    return 0;
  }
  const wide = Math.min(width, 100);
  const page = pageOf(text.trim());
  if (page !== undefined && (verbose || !isEntry(text.trim()))) {
    await (json ? printJson({ kind: 'page', ...page }) : print(markdownText(page.text, wide, heading)));
    return 0;
  }
  const entry = entryFor(text);
  const more = page === undefined ? '' : `\nThe whole page: ${startWith(`explain ${text.trim()} --verbose`)}\n`;
  await (json ? printJson(entry) : print(`${render(entry, wide, heading)}${more}`));
  return 0;
}
