import { readFileSync } from 'node:fs';
import type { Report } from '../../src/report/schema.js';
import { root } from './cli.js';

/** What a paste may hold: it leaves a text, an attribute, a comment and a style, and turns the direction of writing. */
export const HOSTILE = `"'><script>window.hacked=1</script><img src=x onerror="window.hacked=2">--></style></title>&amp;\u202e`;

/** Words of the report's own; all other texts may come from a paste. */
const OWN = new Set([
  ...['name', 'verdict', 'kind', 'shape', 'what', 'id', 'cause', 'side', 'confidence', 'because', 'basis'],
  ...['certainty', 'status', 'gate', 'check', 'unknown', 'decides', 'error'],
]);

const LINKS = [
  'https://acme.my.salesforce.com/setup?a=1&b=2#c',
  'javascript:alert(1)',
  'JavaScript:alert(1)//https://acme.my.salesforce.com',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'http://acme.my.salesforce.com/',
  'https://admin@evil.example.com/',
  'https://acme.my.salesforce.com/" onclick="alert(1)',
  `https://acme.my.salesforce.com/'`,
  'https:\\\\evil.example.com',
  '//evil.example.com/',
  'https://',
];

function spoil<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (OWN.has(key) ? value : `${value} ${HOSTILE} ${'x'.repeat(200)}`) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => spoil(item, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoil(item as unknown, name)])) as T;
}

/** A report in which every text that can come from a paste is hostile, and very long; every section is there. */
export function hostileReport(): Report {
  const report = JSON.parse(readFileSync(`${root}fixtures/golden/two-clients.txt.report.json`, 'utf8')) as Report;
  const { diagnosis } = report;
  const cause = diagnosis.cause!;
  const evidence = [{ fact: 'app.name', value: { deep: ['a text'] }, source: 'a paste' }];
  const fault = { id: cause.id, check: 'user', summary: 'It is wrong.', evidence };
  const spoiled = spoil<Report>({
    ...report,
    diagnosis: {
      ...diagnosis,
      cause: { ...cause, evidence },
      next: [
        {
          id: 'api-not-enabled',
          title: 'The next one',
          expect: { error: 'e', description: 'a' },
          or: [{ error: 'e', description: 'b' }],
          basis: 'reported',
        },
      ],
      alsoWrong: [
        { ...fault, certainty: 'proven', contradicted: false },
        { ...fault, certainty: 'suspected', contradicted: false },
        { ...fault, certainty: 'proven', contradicted: true },
      ],
    },
    checks: [
      ...report.checks,
      { id: 'own', title: 'A check', status: 'error', provedByAnswer: false, reason: 'it fell over', findings: [] },
      {
        id: 'other',
        title: 'Another check',
        status: 'warn',
        provedByAnswer: false,
        reason: null,
        findings: [{ verdict: 'warn', summary: 'Worth a look.' }],
      },
    ],
    facts: { ...report.facts, 'user.profile': { unknown: 'denied', source: 'the org', detail: 'no right' } },
    conflicts: [{ fact: 'app.name', values: [...evidence, ...evidence] }],
  });
  const steps = LINKS.map((link) => ({ text: HOSTILE, where: HOSTILE, link, command: HOSTILE }));
  return {
    ...spoiled,
    diagnosis: { ...spoiled.diagnosis, cause: { ...spoiled.diagnosis.cause!, remedy: { summary: HOSTILE, steps } } },
  };
}
