import { XMLBuilder } from 'fast-xml-parser';
import { xmlText } from '../../report/formats/junit.js';
import type { Picture, Row } from '../picture.js';
import { sentenceOf, STATE_WORDS } from './words.js';

const SUITE = 'sf-jwt-doctor fleet';

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  format: true,
  suppressEmptyNode: true,
  attributeValueProcessor: (_, value) => xmlText(value),
  tagValueProcessor: (_, value) => xmlText(value),
});

function details({ result, warnings }: Row): string {
  const steps = (result?.steps ?? []).map(({ text, command }, index) =>
    [`${index + 1}. ${text}`, ...(command === undefined ? [] : [`   ${command}`])].join('\n'),
  );
  return [...(result?.why ?? []), ...steps, ...(result?.candidates ?? []), ...warnings.map(({ text }) => text)].join(
    '\n',
  );
}

/** A login as a test case. A login that was not tried is an error, because a skipped test looks green. */
function testCase(row: Row): object {
  const outcome = { '@message': sentenceOf(row), '@type': row.result?.cause ?? row.state, '#text': details(row) };
  return {
    '@classname': SUITE,
    '@name': row.id,
    ...(row.result !== undefined && { '@time': (row.result.ms / 1000).toFixed(3) }),
    ...(row.state === 'broken' && { failure: outcome }),
    ...((row.state === 'open' || row.state === 'not-tried') && { error: outcome }),
    ...(row.state === 'works' && row.warnings.length > 0 && { 'system-out': details(row) }),
  };
}

/** The picture as JUnit XML: a login is a test case. */
export function fleetJunit({ rows, totals, at }: Picture): string {
  const suite = {
    '@name': SUITE,
    '@tests': rows.length,
    '@failures': totals.broken,
    '@errors': totals.open + totals['not-tried'],
    ...(at !== undefined && { '@timestamp': at.slice(0, 19) }),
    properties: {
      property: Object.entries(totals).map(([state, count]) => ({
        '@name': STATE_WORDS[state as Row['state']],
        '@value': count,
      })),
    },
    testcase: rows.map(testCase),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites: { testsuite: suite } })}`;
}
