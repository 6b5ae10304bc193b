import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SEQUENCE } from '../../src/checks/index.js';
import { FactStore } from '../../src/facts/store.js';
import { CAUSE_IDS } from '../../src/salesforce/causes.js';
import { CAUSE_WORDS } from '../../src/report/words/causes.js';
import { findingSentence, hasSentence } from '../../src/report/words/findings.js';
import { hasQuestion } from '../../src/report/words/questions.js';
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
    expect([...asked].filter((fact) => !hasQuestion(fact as Parameters<typeof hasQuestion>[0]))).toEqual([]);
  });
});

describe.each(CAUSE_IDS)('the words for %s', (id) => {
  const words = CAUSE_WORDS[id];
  const subject = subjectOf(new FactStore());

  it('name a place or a value in every step, and never just "check your settings"', () => {
    const { summary: heading, steps } = words.remedy(subject);
    expect(words.title).toMatch(/^[A-Z]/);
    expect(words.summary(subject)).toMatch(/\.$/);
    expect(heading).toMatch(/\.$/);
    expect(steps.length).toBeGreaterThan(0);
    for (const { text } of steps) expect(text).not.toMatch(/check (your|the) settings/i);
    expect(JSON.stringify(steps)).not.toContain('undefined');
  });
});

it('every check has two titles that are statements', () => {
  for (const { title, failureTitle } of SEQUENCE) {
    expect(title).toMatch(/^[A-Z][^?]+[^.]$/);
    expect(failureTitle).toMatch(/^[A-Z][^?]+[^.]$/);
  }
});
