import { SEQUENCE } from '../checks/index.js';
import type { Against, Difference } from './against.js';
import { Page, type Layout } from './page.js';
import { withoutControls } from './plain.js';
import { shownValue } from './words/sections.js';

const STATUS: Readonly<Record<string, string>> = {
  pass: 'in order',
  fail: 'fails',
  warn: 'doubtful',
  unknown: 'not known',
  'not-applicable': 'does not apply',
  skipped: 'skipped',
  error: 'crashed',
};

function titleOf(id: string): string {
  return SEQUENCE.find((check) => check.id === id)?.title ?? id;
}

function rows(difference: Difference): string[] {
  return difference.facts.map(
    ({ name, here, there }) => `${name}: ${shownValue(name, here, 120)} here, ${shownValue(name, there, 120)} there`,
  );
}

/** The differences between a login that fails ("here") and one that works ("there"), for a terminal. */
export function toAgainstText(told: Against, layout: Layout): string {
  const { decisive, others, unknownHere, unknownThere, alike } = withoutControls(told);
  const page = new Page(layout);
  if (decisive.length === 0) page.text('No check judges the two logins differently.', '');
  else page.heading('What decides: checks that judge the two differently');
  for (const one of decisive) {
    const [here, there] = [STATUS[one.here] ?? one.here, STATUS[one.there] ?? one.there];
    page.bullets([`${titleOf(one.check)} (${one.check}): ${here} here, ${there} there`]);
    for (const row of rows(one)) page.text(row, '      ', '        ');
  }
  page.list('Different, too: no check fails for it on one side only', others.flatMap(rows));
  page.list('Known on one side only', [
    ...(unknownHere.length > 0 ? [`not known here: ${unknownHere.join(', ')}`] : []),
    ...(unknownThere.length > 0 ? [`not known there: ${unknownThere.join(', ')}`] : []),
  ]);
  page.line();
  page.text(
    `${alike} facts are the same. Names, hosts and keys are left out unless they decide: they differ between any two orgs.`,
    '',
  );
  return page.toString();
}
