import { code, inline } from '../../report/formats/markdown/syntax.js';
import { withoutControls } from '../../report/plain.js';
import { urgent, type Picture, type Row } from '../picture.js';
import { byCause, CHANGE_WORDS, headline, sentenceOf, STATE_WORDS } from './words.js';

const MOST_ROWS = 100;

function table(rows: readonly Row[]): string[] {
  const shown = rows.slice(0, MOST_ROWS);
  return [
    '| login | state | since last time | cause | |',
    '| --- | --- | --- | --- | --- |',
    ...shown.map((row) => {
      const cells = [STATE_WORDS[row.state], CHANGE_WORDS[row.change], row.result?.cause ?? '', sentenceOf(row)];
      return `| ${[code(row.id), ...cells.map(inline)].map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
    }),
    ...(rows.length > shown.length ? ['', `And ${rows.length - shown.length} more.`] : []),
  ];
}

/** The picture as Markdown for the summary of a GitHub job ($GITHUB_STEP_SUMMARY). */
export function fleetGithub(picture: Picture): string {
  const plain = withoutControls(picture);
  const failing = plain.rows.filter(({ state }) => state !== 'works');
  const soon = urgent(plain);
  const warned = plain.rows.filter((row) => row.warnings.length > 0 && !soon.includes(row));
  const causes = byCause(plain);
  return [
    `## ${headline(plain)}`,
    '',
    ...(causes.length > 0 ? [...causes.map(({ cause, rows }) => `- ${rows.length} × ${inline(cause)}`), ''] : []),
    ...(failing.length > 0 ? [...table(failing), ''] : []),
    ...warnings('Ends within 7 days', soon),
    ...warnings('About to break, or unusual', warned),
  ].join('\n');
}

function warnings(title: string, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const words = (row: Row) => inline(row.warnings.map(({ text }) => text).join(' '));
  return [`### ${title}`, '', ...rows.slice(0, MOST_ROWS).map((row) => `- ${code(row.id)}: ${words(row)}`), ''];
}
