import { Page, type Layout } from './page.js';
import { withoutControls } from './plain.js';
import type { RehearsalReport, ShownLogin } from './rehearsal.js';

const OUTCOMES: Readonly<Record<RehearsalReport['outcome'], string>> = {
  unchanged: 'Every login that works today still works.',
  better: 'Every login that works today still works, and more work than before.',
  breaks: 'This breaks a login that works today.',
  'not-cured': 'The plan does not make this login work.',
  idle: 'No login works on the twin today, so there is nothing to compare.',
};

const MARKS = { gained: 'gains', lost: 'LOSES', works: 'works', fails: 'fails' } as const;

function loginWords({ username, app, before, after, effect }: ShownLogin): string {
  const name = `${MARKS[effect]}: ${username} at ${app}`;
  if (effect === 'works') return name;
  return before === after ? `${name} (${after})` : `${name} (before: ${before}; after: ${after})`;
}

/** The lines of a rehearsal: the outcome, the steps, who gains and who loses, and what is assumed. */
export function writeRehearsal(page: Page, told: RehearsalReport): void {
  const { outcome, reproduction, steps, logins, breaks, refused, assumptions } = told;
  const isBad = outcome === 'breaks' || outcome === 'not-cured';
  page.painted(isBad ? page.palette.bad : page.palette.good, OUTCOMES[outcome], '  ');
  if (reproduction !== null) page.text(reproduction.sentence);
  for (const { username, app, cause, title, answer, file, line, element } of breaks) {
    page.line();
    page.painted(page.palette.bad, `${file}:${line}`, '  ');
    page.text(`${cause}: ${title}.`, '    ');
    const where = element === '' ? '' : ` (${element})`;
    page.text(`${username} can no longer log in to ${app}: ${answer}${where}`, '    ');
  }
  steps.forEach(({ title, problem, changed }, index) => {
    page.text(title, `  ${index + 1}. `, '     ');
    if (problem !== undefined) page.dim(`not played: ${problem}`, '     ');
    for (const login of changed) page.dim(loginWords(login), '     ', '       ');
  });
  const shown = logins.filter(({ effect, isOwn }) => isOwn || effect !== 'fails');
  const rest = logins.length - shown.length;
  page.list('Logins on the twin', [
    ...shown.map(loginWords),
    ...(rest > 0 ? [`${rest} more: ${rest === 1 ? 'it fails' : 'they fail'} before and after`] : []),
  ]);
  page.list(
    'The org would refuse',
    refused.map(({ file, problem }) => `${file}: ${problem}`),
  );
  page.list('Assumed', assumptions);
}

/** A rehearsal for a person. */
export function rehearsalText(report: RehearsalReport, layout: Layout): string {
  const page = new Page(layout);
  page.heading('Rehearsed on a twin of the org; nothing was changed');
  writeRehearsal(page, withoutControls(report));
  return page.toString();
}
