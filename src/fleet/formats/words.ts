import type { Change, Picture, Row, State } from '../picture.js';

/** The states, in the words of every format. */
export const STATE_WORDS: Readonly<Record<State, string>> = {
  works: 'works',
  broken: 'broken',
  open: 'not explained yet',
  'not-tried': 'not tried',
};

/** The changes since the previous picture, in the words of every format. */
export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  'newly-broken': 'newly broken',
  'still-broken': 'still broken',
  new: 'new, works',
  repaired: 'repaired',
  unchanged: '',
};

/** One sentence about a login that does not work. */
export function sentenceOf({ state, result, interrupted, last }: Row): string {
  if (state === 'not-tried' && last !== undefined)
    return `Its newest result is of an earlier run (${last.slice(0, 10)}). Run its shard again.`;
  if (state === 'not-tried')
    return interrupted === true
      ? 'It was being tried when its run ended. Run the shard again with --resume.'
      : 'No shard tried it. Run its shard, or run the missing one again.';
  const { sentence, answer } = result!;
  return [sentence, answer === undefined ? undefined : `Salesforce answered: ${answer}`]
    .filter((text) => text !== undefined && text !== '')
    .join(' ');
}

/** The picture in one sentence. */
export function headline({ rows, totals }: Picture): string {
  const failing = totals.broken + totals.open;
  const parts = [
    `${totals.works} of ${rows.length} logins work`,
    ...(failing > 0 ? [`${failing} ${failing === 1 ? 'fails' : 'fail'}`] : []),
    ...(totals['not-tried'] > 0
      ? [`${totals['not-tried']} ${totals['not-tried'] === 1 ? 'was' : 'were'} not tried`]
      : []),
  ];
  return `${parts.join(', ')}.`;
}

/** The failing logins by cause, or by the answer where the cause is open; the most frequent first. */
export function byCause({ rows }: Picture): readonly { readonly cause: string; readonly rows: readonly Row[] }[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.state !== 'broken' && row.state !== 'open') continue;
    const cause = row.result?.cause ?? row.result?.answer ?? 'no answer';
    groups.set(cause, [...(groups.get(cause) ?? []), row]);
  }
  return [...groups].map(([cause, of]) => ({ cause, rows: of })).sort((a, b) => b.rows.length - a.rows.length);
}
