import type { Palette } from './palette.js';
import { withoutControls } from './plain.js';
import { wrap } from './text.js';
import type { ApprovalWords } from './words/approval.js';

/** What came of an approval, as text for a terminal. */
export function toApprovalText(
  told: ApprovalWords,
  { palette, width, isGood }: { readonly palette: Palette; readonly width: number; readonly isGood: boolean },
): string {
  const { title, sentences, steps } = withoutControls(told);
  const mark = isGood ? palette.good : palette.doubtful;
  const lines = wrap(`${title}.`, width)
    .split('\n')
    .map((line) => mark(line));
  for (const sentence of sentences) lines.push(wrap(sentence, width, '  '));
  if (steps.length > 0) lines.push('', palette.heading('What to do'));
  steps.forEach(({ text, where, link, command }, index) => {
    lines.push(wrap(text, width, `  ${index + 1}. `, '     '));
    if (where !== undefined)
      for (const line of wrap(where, width, '     ').split('\n')) lines.push(palette.quiet(line));
    for (const copied of [link, command]) if (copied !== undefined) lines.push(`     ${palette.copy(copied)}`);
  });
  return `${lines.join('\n')}\n`;
}
