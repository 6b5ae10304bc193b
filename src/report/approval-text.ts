import { Page, type Layout } from './page.js';
import { withoutControls } from './plain.js';
import type { ApprovalWords } from './words/approval.js';

/** The outcome of an approval, as text for a terminal. */
export function toApprovalText(
  told: ApprovalWords,
  { isGood, ...layout }: Layout & { readonly isGood: boolean },
): string {
  const { title, sentences, steps } = withoutControls(told);
  const page = new Page(layout);
  page.painted(isGood ? page.palette.good : page.palette.doubtful, `${title}.`);
  for (const sentence of sentences) page.text(sentence);
  if (steps.length > 0) page.heading('What to do');
  page.steps(steps);
  return page.toString();
}
