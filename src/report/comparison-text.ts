import type { Compared, Comparison } from './comparison-schema.js';
import type { Palette } from './palette.js';
import { withoutControls } from './plain.js';
import { wrap } from './text.js';
import { differences, outcomeSentence } from './words/comparison.js';

/** What differs between two reports, for a terminal; `after` is the later of them. */
export function toComparisonText(
  told: Comparison,
  after: Compared,
  { palette, width = 80 }: { readonly palette: Palette; readonly width?: number },
): string {
  const change = withoutControls(told);
  const columns = Math.max(40, Math.min(width, 100));
  if (change.same) return `${palette.good('nothing differs')}\n${wrap(outcomeSentence(change), columns, '  ')}\n`;
  const sections = differences(change, withoutControls(after)).map(({ heading, lines }) =>
    ['', palette.heading(heading), ...lines.map((line) => wrap(line, columns, '  - ', '    '))].join('\n'),
  );
  return `${[wrap(outcomeSentence(change), columns), ...sections].join('\n')}\n`;
}
