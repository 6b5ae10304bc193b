import type { Compared, Comparison } from './comparison-schema.js';
import { Page, type Layout } from './page.js';
import { withoutControls } from './plain.js';
import { differences, outcomeSentence } from './words/comparison.js';

/** The differences between two reports, for a terminal. `after` is the later of them. */
export function toComparisonText(told: Comparison, after: Compared, layout: Layout): string {
  const change = withoutControls(told);
  const page = new Page(layout);
  if (change.same) page.line(page.palette.good('nothing differs'));
  page.text(outcomeSentence(change), change.same ? '  ' : '');
  for (const { heading, lines } of change.same ? [] : differences(change, withoutControls(after)))
    page.list(heading, lines);
  return page.toString();
}
