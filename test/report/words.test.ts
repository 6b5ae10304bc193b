import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SEQUENCE } from '../../src/checks/index.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { CAUSE_IDS, causeOf } from '../../src/causes/index.js';
import { findingSentence, hasSentence } from '../../src/report/words/findings.js';
import { FACTS, isFactName } from '../../src/facts/names.js';
import { subjectOf } from '../../src/report/words/subject.js';
import { root } from '../support/cli.js';

const checks = `${root}src/checks`;
const sources = readdirSync(checks, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${checks}/${file}`, 'utf8'));

/** The finding codes that stand in the checks; those that end in a variable are listed by their kinds. */
const written = [
  ...new Set(
    sources
      .flatMap((text) => [...text.matchAll(/'([a-z-]+\/[a-z0-9-]+)'/g)].map((match) => match[1]!))
      .filter((code) => !code.startsWith('application/')),
  ),
];
const kinds = readFileSync(`${root}src/sources/key/types.ts`, 'utf8');
const keyProblems = [...kinds.slice(kinds.indexOf('KeyProblemKind')).matchAll(/\| '([a-z-]+)'/g)].map(
  (match) => `key/${match[1]!}`,
);
const decode = readFileSync(`${root}src/sources/assertion/decode.ts`, 'utf8');
const assertionProblems = [...decode.matchAll(/return '([a-z-]+)'/g)].map((match) => `assertion/${match[1]!}`);

describe('sentences', () => {
  it('there is one for every finding', () => {
    expect(written.length).toBeGreaterThan(100);
    expect([...written, ...keyProblems, ...assertionProblems].filter((code) => !hasSentence(code))).toEqual([]);
  });

  it('are sentences without their evidence, too', () => {
    for (const code of written) expect(findingSentence(code, [])).toMatch(/\.$/);
  });
});

describe('questions', () => {
  it('there is one for every fact that an open finding may ask for', () => {
    const asked = new Set(
      sources.flatMap((text) =>
        [...text.matchAll(/open\(\s*'[a-z-]+'((?:,\s*'[a-zA-Z.]+')+)/g)].flatMap((match) =>
          [...match[1]!.matchAll(/'([a-zA-Z.]+)'/g)].map((fact) => fact[1]!),
        ),
      ),
    );
    expect(asked.size).toBeGreaterThan(25);
    expect([...asked].filter((fact) => !isFactName(fact) || FACTS[fact].question === null)).toEqual([]);
  });
});

/** What a step without a place in Setup and without a line to copy names itself. */
const NAMES = new RegExp(
  [
    ' > ', // a path of clicks
    '"[^"]+"', // what is to be chosen or written
    'https?://|/services/|\\.my\\.',
    '[a-z]+_[a-z_]+|[A-Z]+_[A-Z_]+|--[a-z]', // a field, a variable, a flag
    'server\\.(key|crt)|\\.bak',
    '\\bclaim |\\b(iss|sub|aud|exp)\\b|RS256',
    '\\d+ (to \\d+ )?(minutes|bits)|\\ban hour\\b', // how long, how large
  ].join('|'),
);

function known(kind: 'connected-app' | 'external-client-app'): SourceFact[] {
  return [
    { name: 'app.kind', value: kind, source: 'test' },
    { name: 'app.name', value: 'Acme_CI', source: 'test' },
    { name: 'app.permittedUsers', value: 'self-authorize', source: 'test' },
    { name: 'assertion.subject', value: 'ci@acme.example.com', source: 'test' },
    { name: 'assertion.issuer', value: '3MVG9ci.example.consumer.key.of.the.app', source: 'test' },
    { name: 'request.url', value: 'https://acme.my.salesforce.com/services/oauth2/token', source: 'test' },
    { name: 'org.myDomain', value: 'https://acme.my.salesforce.com', source: 'test' },
  ];
}

describe.each(CAUSE_IDS)('the words for %s', (id) => {
  const words = causeOf(id);
  // Nothing is known of the login, then all that can be: of a connected app, and of an External Client App.
  const subjects = [[], ...(['connected-app', 'external-client-app'] as const).map(known)].map((facts) =>
    subjectOf(new ScrubbedStore(facts)),
  );

  it('are sentences, and steps that name a place or a value', () => {
    for (const subject of subjects) {
      const { summary: heading, steps } = words.remedy(subject);
      expect(words.title).toMatch(/^[A-Z]/);
      expect(words.summary(subject)).toMatch(/[.]$/);
      expect(heading).toMatch(/\.$/);
      expect(steps.length).toBeGreaterThan(0);
      expect(JSON.stringify(steps)).not.toContain('undefined');
      for (const { text, where, command } of steps) {
        expect(text).toMatch(/^\S.*[.:]$/s);
        expect(text).not.toMatch(/(check|verify|review) (your|the|all)? ?(settings|configuration|set-up)/i);
        if (where === undefined && command === undefined) expect(text).toMatch(NAMES);
        if (where !== undefined) expect(where).toMatch(/^Setup > /);
      }
    }
  });
});

it('every check has two titles that are statements', () => {
  for (const { title, failureTitle } of SEQUENCE) {
    expect(title).toMatch(/^[A-Z][^?]+[^.]$/);
    expect(failureTitle).toMatch(/^[A-Z][^?]+[^.]$/);
  }
});
