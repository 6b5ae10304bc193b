import { outlineOf } from './outline.js';
import { Page, type Layout } from './page.js';
import { withoutControls } from './plain.js';
import type { Report } from './schema.js';

const MOST_ALTERNATIVES = 4;

const STATUSES = [
  ['pass', 'ok  ', 'quiet'],
  ['fail', 'FAIL', 'plainBad'],
  ['warn', 'warn', 'plainDoubtful'],
  ['error', 'ERR ', 'plainDoubtful'],
  ['unknown', '?   ', 'quiet'],
] as const;

/** The report in the few lines that fit a small terminal beside a question. */
export function summaryText(given: Report, layout: Layout): string {
  const report = withoutControls(given);
  const { headline, cause, sections } = outlineOf(report);
  const page = new Page(layout);
  page.text(sections.happened.answer);
  page.painted(page.palette[headline.tone], headline.line);
  for (const sentence of headline.sentences.slice(1)) page.text(sentence);
  if (cause === null) {
    const causes = sections.candidates?.causes ?? [];
    page.bullets(causes.slice(0, MOST_ALTERNATIVES).map(({ id, title }) => `${id}: ${title}`));
    if (causes.length > MOST_ALTERNATIVES) page.bullets([`and ${causes.length - MOST_ALTERNATIVES} more`]);
  } else {
    const next = sections.next?.faults ?? [];
    page.text(cause.finding);
    page.text(`What to do: ${cause.remedy.summary}`);
    if (next.length > 0) page.text(`What would fail next: ${next.map(({ id }) => id).join(', ')}.`);
  }
  for (const [status, mark, tone] of STATUSES) {
    const ids = report.checks.filter((check) => check.status === status).map(({ id }) => id);
    if (ids.length > 0) page.painted(page.palette[tone], `${mark} ${ids.join(' ')}`, '  ', '       ');
  }
  return `\n${page.toString()}`;
}

/** How an answer moved the verdict. */
export function movedText(before: Report, after: Report): string {
  const idsOf = ({ diagnosis }: Report) => diagnosis.alternatives.map(({ id }) => id);
  const gone = idsOf(before).filter((id) => !idsOf(after).includes(id) && after.diagnosis.cause?.id !== id);
  const { cause } = after.diagnosis;
  const was = before.diagnosis.cause;
  const named =
    cause !== null && (was?.id !== cause.id || was.confidence !== cause.confidence)
      ? `it is now ${cause.confidence} that it is ${cause.id}`
      : undefined;
  const dropped = gone.length > 0 ? `${gone.join(', ')} ${gone.length === 1 ? 'is' : 'are'} out` : undefined;
  const moves = [named, dropped].filter((one) => one !== undefined);
  return moves.length === 0 ? 'That leaves the verdict as it was.' : `That moves it: ${moves.join('; ')}.`;
}
