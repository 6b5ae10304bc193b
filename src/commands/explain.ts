import { SEQUENCE } from '../checks/index.js';
import { CAUSE_IDS, causeOf } from '../causes/index.js';
import { ANSWER_IDS } from '../answers/index.js';
import { wrap } from '../report/page.js';
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
  ].join('\n');
}

/** `explain [text]`: explains an error, a cause or a check. Without an argument, lists all of them. */
export async function explain(text: string | undefined, { json = false }: { json?: boolean }): Promise<number> {
  const terminal = readTerminal({ json });
  const { width } = terminal;
  const { heading } = await terminal.palette();
  if (text === undefined) {
    await (json ? printJson(wholeCatalogue()) : print(catalogue(heading)));
    return 0;
  }
  const entry = entryFor(text);
  await (json ? printJson(entry) : print(render(entry, Math.min(width, 100), heading)));
  return 0;
}
