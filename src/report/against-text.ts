import { SEQUENCE } from '../checks/index.js';
import type { Against, Difference } from './against.js';
import type { Palette } from './palette.js';
import { withoutControls } from './plain.js';
import { wrap } from './text.js';
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

/** What differs between a login that fails ("here") and one that works ("there"), for a terminal. */
export function toAgainstText(told: Against, { palette, width = 80 }: { palette: Palette; width?: number }): string {
  const { decisive, others, unknownHere, unknownThere, alike } = withoutControls(told);
  const columns = Math.max(40, Math.min(width, 100));
  const lines: string[] = [];
  const say = (text: string, first = '', rest = first) => lines.push(wrap(text, columns, first, rest));
  if (decisive.length === 0) say('No check judges the two logins differently.');
  else lines.push(palette.heading('What decides: checks that judge the two differently'));
  for (const one of decisive) {
    say(
      `${titleOf(one.check)} (${one.check}): ${STATUS[one.here] ?? one.here} here, ${STATUS[one.there] ?? one.there} there`,
      '  - ',
      '    ',
    );
    for (const row of rows(one)) say(row, '      ', '        ');
  }
  if (others.length > 0) lines.push('', palette.heading('Different, too: no check fails for it on one side only'));
  for (const row of others.flatMap(rows)) say(row, '  - ', '    ');
  if (unknownHere.length + unknownThere.length > 0) lines.push('', palette.heading('Known on one side only'));
  if (unknownHere.length > 0) say(`not known here: ${unknownHere.join(', ')}`, '  - ', '    ');
  if (unknownThere.length > 0) say(`not known there: ${unknownThere.join(', ')}`, '  - ', '    ');
  lines.push('');
  say(
    `${alike} facts are the same. Names, hosts and keys are left out unless they decide: they differ between any two orgs.`,
  );
  return `${lines.join('\n')}\n`;
}
