import { Page, type Layout } from './page.js';
import { withoutControls } from './plain.js';
import { writeRehearsal } from './rehearsal-text.js';
import type { RemedyReport, ShownChange } from './remedy.js';

const STATES: Readonly<Record<ShownChange['state'], string>> = {
  planned: '',
  done: 'done',
  'was-there': 'already done',
  undone: 'undone',
  'nothing-to-undo': 'nothing to undo',
  left: 'not changed',
  failed: 'FAILED',
};

/** Writes the changes of a plan, each with its exact call and the values before and after. */
export function writeChanges(page: Page, changes: readonly ShownChange[]): void {
  changes.forEach(({ title, call, values, state, message }, index) => {
    const mark = STATES[state] === '' ? '' : ` [${STATES[state]}]`;
    page.text(`${title}${mark}`, `  ${index + 1}. `, '     ');
    page.line(page.palette.quiet(`     ${call}`));
    for (const { name, before, after } of values) {
      const from = before === null ? '' : `${before} -> `;
      page.dim(`${name}: ${from}${after ?? 'gone'}`, '       ', '         ');
    }
    if (message !== undefined) page.text(message, '     ');
  });
}

/** The changes of a plan. */
export function changesText(changes: readonly ShownChange[], layout: Layout): string {
  const page = new Page(layout);
  writeChanges(page, withoutControls(changes));
  return page.toString().trimEnd();
}

/** One change as it is made, in a line. */
export function stepText({ title, state, message }: ShownChange): string {
  const { title: words, message: why } = withoutControls({ title, message });
  return `  ${words} [${STATES[state]}]${why === undefined ? '' : ` ${why}`}`;
}

function times(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

/** A plan for the person who consents: the calls, and their effects on others. */
export function planText(remedy: RemedyReport, layout: Layout): string {
  const page = new Page(layout);
  const { org, cures, changes, effects, left, rehearsal } = withoutControls(remedy);
  for (const { id, title, confidence } of cures) {
    page.line(page.palette.bad(id));
    page.text(`${title} (${confidence === 'next' ? 'fails next' : confidence}).`);
  }
  if (cures.length > 0) {
    page.heading(changes.length === 0 ? 'The plan' : `The plan: ${times(changes.length)} in ${org}`);
    writeChanges(page, changes);
    page.list('Effects', effects);
    if (rehearsal !== null) {
      page.heading('Rehearsed on a twin of the org');
      writeRehearsal(page, rehearsal);
    }
  }
  if (left.length > 0) page.heading(cures.length === 0 ? 'No change is planned' : 'What is left');
  for (const { cause, title, why, steps } of left) {
    page.bullets([`${cause}: ${title}. ${why}`]);
    // With nothing to plan the whole report follows, with its steps.
    if (cures.length > 0) page.steps(steps, '    ');
  }
  return page.toString();
}
