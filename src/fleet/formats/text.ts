import { plainText } from '../../redaction/scrub.js';
import { urgent, type Picture, type Row } from '../picture.js';
import { headline, sentenceOf } from './words.js';

const MOST_IDS = 8;
const MOST_ROWS = 20;

function names(rows: readonly Row[]): string {
  const shown = rows.slice(0, MOST_IDS).map(({ id }) => id);
  return [...shown, ...(rows.length > shown.length ? [`and ${rows.length - shown.length} more`] : [])].join(', ');
}

/** A block of lines. Logins about which the same is to be said share one. */
function block(title: string, rows: readonly Row[], words: (row: Row) => string): string[] {
  if (rows.length === 0) return [];
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(words(row), [...(groups.get(words(row)) ?? []), row]);
  const lines = [...groups].map(([text, alike]) => `  ${names(alike)}${text === '' ? '' : `: ${text}`}`);
  const rest = lines.length - MOST_ROWS;
  return ['', `${title} (${rows.length})`, ...lines.slice(0, MOST_ROWS), ...(rest > 0 ? [`  and ${rest} more`] : [])];
}

/** The picture for a terminal or the log of a job: totals, news, causes, warnings. */
export function fleetText(picture: Picture): string {
  const { rows, unknown } = picture;
  const of = (change: Row['change']) => rows.filter((row) => row.change === change);
  const reason = (row: Row) => `${row.result?.cause === undefined ? '' : `${row.result.cause}. `}${sentenceOf(row)}`;
  const hasPrevious = rows.some(({ change }) => change !== 'unchanged');
  const soon = urgent(picture);
  const lines = [
    headline(picture),
    ...block('Newly broken', of('newly-broken'), reason),
    ...block('Still broken', of('still-broken'), reason),
    ...(hasPrevious
      ? []
      : block(
          'Failing',
          rows.filter(({ state }) => state === 'broken' || state === 'open'),
          reason,
        )),
    ...block(
      'Not tried',
      rows.filter(({ state }) => state === 'not-tried'),
      sentenceOf,
    ),
    ...block('Ends within 7 days', soon, ({ warnings }) => warnings.map(({ text }) => text).join(' ')),
    ...block(
      'About to break, or unusual',
      rows.filter((row) => row.warnings.length > 0 && !soon.includes(row)),
      ({ warnings }) => warnings.map(({ text }) => text).join(' '),
    ),
    ...block('Repaired', of('repaired'), () => ''),
    ...(unknown.length > 0
      ? [
          '',
          `Results for ${unknown.length} logins that the inventory doesn't have: ${unknown.slice(0, MOST_IDS).join(', ')}`,
        ]
      : []),
  ];
  return `${lines.map((line) => plainText(line)).join('\n')}\n`;
}
