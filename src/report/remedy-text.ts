import type { Palette } from './palette.js';
import { withoutControls } from './plain.js';
import type { RemedyReport, ShownChange } from './remedy.js';
import { wrap } from './text.js';

const STATES: Readonly<Record<ShownChange['state'], string>> = {
  planned: '',
  done: 'done',
  'was-there': 'was so already',
  undone: 'put back',
  'nothing-to-undo': 'nothing to put back',
  left: 'left as it is',
  failed: 'FAILED',
};

const CONFIDENCE: Readonly<Record<RemedyReport['cures'][number]['confidence'], string>> = {
  confirmed: 'confirmed',
  likely: 'likely',
  possible: 'possible',
  next: 'what would stop the login next',
};

/** How to lay out. */
export interface RemedyTextOptions {
  readonly palette: Palette;
  readonly width?: number;
}

/** The changes of a plan, each with its exact call and what is there before and after. */
export function changesText(changes: readonly ShownChange[], { palette, width = 80 }: RemedyTextOptions): string {
  const columns = Math.max(40, Math.min(width, 100));
  const lines: string[] = [];
  withoutControls(changes).forEach(({ title, call, values, state, message }, index) => {
    const mark = STATES[state] === '' ? '' : ` [${STATES[state]}]`;
    lines.push(wrap(`${title}${mark}`, columns, `  ${index + 1}. `, '     '));
    lines.push(palette.quiet(`     ${call}`));
    for (const { name, before, after } of values) {
      const text = before === null ? `${name}: ${after ?? 'gone'}` : `${name}: ${before} -> ${after ?? 'gone'}`;
      for (const line of wrap(text, columns, '       ', '         ').split('\n')) lines.push(palette.quiet(line));
    }
    if (message !== undefined) lines.push(wrap(message, columns, '     ', '     '));
  });
  return lines.join('\n');
}

/** One change as it is made, in a line. */
export function stepText({ title, state, message }: ShownChange): string {
  const { title: words, message: why } = withoutControls({ title, message });
  return `  ${words} [${STATES[state]}]${why === undefined ? '' : ` ${why}`}`;
}

function times(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

/** A plan for the person who is to consent: the calls, and what they mean for others. */
export function planText(remedy: RemedyReport, options: RemedyTextOptions): string {
  const { palette, width = 80 } = options;
  const columns = Math.max(40, Math.min(width, 100));
  const { org, cures, changes, effects, left } = withoutControls(remedy);
  const lines: string[] = [];
  const say = (text: string, first = '  ', rest = first) => lines.push(wrap(text, columns, first, rest));
  for (const { id, title, confidence } of cures) {
    lines.push(palette.bad(id));
    say(`${title} (${CONFIDENCE[confidence]}).`);
  }
  if (cures.length > 0) {
    lines.push('', palette.heading(changes.length === 0 ? 'The plan' : `The plan: ${times(changes.length)} in ${org}`));
    if (changes.length > 0) lines.push(changesText(changes, options));
    if (effects.length > 0) lines.push('', palette.heading('What it means'));
    for (const effect of effects) say(effect, '  - ', '    ');
  }
  if (left.length > 0) {
    lines.push('', palette.heading(cures.length === 0 ? 'No change is planned' : 'What is left'));
    for (const { cause, title, why, steps } of left) {
      say(`${cause}: ${title}. ${why}`, '  - ', '    ');
      // With nothing to plan the whole report follows, with its steps.
      if (cures.length === 0) continue;
      steps.forEach(({ text, where, link, command }, index) => {
        say(text, `    ${index + 1}. `, '       ');
        if (where !== undefined) lines.push(palette.quiet(`       ${where}`));
        for (const copied of [link, command]) if (copied !== undefined) lines.push(palette.copy(`       ${copied}`));
      });
    }
  }
  return `${lines.join('\n').replace(/^\n+/, '')}\n`;
}
