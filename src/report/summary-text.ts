import type { Palette } from './palette.js';
import { withoutControls } from './plain.js';
import type { Report } from './schema.js';
import { wrap } from './text.js';
import { symptomSentences } from './words/symptom.js';
import { verdictWords } from './words/verdict.js';

const MOST_ALTERNATIVES = 4;

const STATUSES = [
  ['pass', 'ok  ', 'quiet'],
  ['fail', 'FAIL', 'plainBad'],
  ['warn', 'warn', 'plainDoubtful'],
  ['error', 'ERR ', 'plainDoubtful'],
  ['unknown', '?   ', 'quiet'],
] as const;

/** What a report says, in the few lines that fit a small terminal beside a question. */
export function summaryText(given: Report, { palette, width = 80 }: { palette: Palette; width?: number }): string {
  const report = withoutControls(given);
  const columns = Math.max(40, Math.min(width, 100));
  const lines: string[] = [''];
  const say = (text: string, first = '  ', rest = first) => lines.push(wrap(text, columns, first, rest));
  const { label, tone, sentences } = verdictWords(report);
  const [happened] = symptomSentences(report);
  if (happened !== undefined) say(happened);
  lines.push(palette[tone](label));
  for (const sentence of sentences) say(sentence);
  const { cause, alternatives, next } = report.diagnosis;
  if (cause === null) {
    for (const { id, title } of alternatives.slice(0, MOST_ALTERNATIVES)) say(`${id}: ${title}`, '  - ', '    ');
    if (alternatives.length > MOST_ALTERNATIVES) say(`and ${alternatives.length - MOST_ALTERNATIVES} more`, '  - ');
  } else {
    say(cause.finding);
    say(`What to do: ${cause.remedy.summary}`);
    if (next.length > 0) say(`What would fail next: ${next.map(({ id }) => id).join(', ')}.`);
  }
  for (const [status, mark, tone] of STATUSES) {
    const ids = report.checks.filter((check) => check.status === status).map(({ id }) => id);
    if (ids.length === 0) continue;
    const text = wrap(`${mark} ${ids.join(' ')}`, columns, '  ', '       ');
    lines.push(...text.split('\n').map((line) => palette[tone](line)));
  }
  return `${lines.join('\n')}\n`;
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
