import { describe, expect, it } from '@jest/globals';
import { SEQUENCE } from '../../src/checks/index.js';
import { runChecks } from '../../src/checks/run.js';
import { FACTS } from '../../src/facts/names.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { CAUSE_IDS, causeOf } from '../../src/causes/index.js';
import { findingSentence } from '../../src/report/words/findings.js';
import { subjectOf } from '../../src/report/words/subject.js';
import { decodeAssertion } from '../../src/sources/assertion/decode.js';
import type { KeyProblemKind } from '../../src/sources/key/types.js';

/** The code of every finding, by the sentences of the checks. */
const CODES = SEQUENCE.flatMap(({ sentences = {} }) => Object.keys(sentences));

// The compiler demands a new kind of problem here.
const KEY_PROBLEMS: Readonly<Record<KeyProblemKind, true>> = {
  'assertion-instead-of-key': true,
  binary: true,
  certificate: true,
  'certificate-request': true,
  ciphertext: true,
  empty: true,
  'encrypted-without-passphrase': true,
  'inconsistent-key': true,
  'keystore-alias-needed': true,
  'keystore-unsupported': true,
  'keystore-without-key': true,
  'keystore-without-password': true,
  masked: true,
  'not-a-key': true,
  'openssh-key': true,
  'path-instead-of-text': true,
  'pgp-key': true,
  placeholder: true,
  'public-key': true,
  'putty-key': true,
  'several-keys': true,
  'ssh-public-key': true,
  'too-large': true,
  truncated: true,
  'unreadable-key': true,
  'wrong-passphrase': true,
};

/** One part of an assertion. */
function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const CLAIMS = part({ iss: '3MVG9', sub: 'ci@acme.example.com', aud: 'https://login.salesforce.com', exp: 1 });
const DAMAGED_ASSERTIONS = {
  empty: '',
  pem: '-----BEGIN CERTIFICATE-----',
  'five parts': 'a.b.c.d.e',
  'two parts': 'a.b',
  blanks: 'a. b.c',
  'standard base64': 'a+.b.c',
  'other characters': 'a%.b.c',
  'a header of text': 'a.b.c',
  'claims of text': `${part({ alg: 'RS256' })}.b.c`,
  'no claims': `${part({ alg: 'RS256' })}.${part({})}.c`,
  'a claim is missing': `${part({ alg: 'RS256' })}.${part({ iss: '3MVG9' })}.c`,
  'no signature': `${part({ alg: 'RS256' })}.${CLAIMS}.`,
};

describe('sentences', () => {
  it('are sentences without their evidence, too', () => {
    for (const code of CODES) expect(findingSentence(code, [])).toMatch(/\.$/);
  });

  it.each(Object.keys(KEY_PROBLEMS))('there is one for the key problem %s', (kind) => {
    expect(CODES).toContain(`key/${kind}`);
  });

  it.each(Object.entries(DAMAGED_ASSERTIONS))('there is one for an assertion: %s', (_, text) => {
    const problem = decodeAssertion(text, 'test').facts.find(({ name }) => name === 'assertion.problem')!;
    const [kind] = String('value' in problem && problem.value).split(':');
    expect(CODES).toContain(`assertion/${kind}`);
  });
});

describe('questions', () => {
  it('there is one for every fact that is asked for when nothing is known', () => {
    const findings = runChecks(SEQUENCE, new ScrubbedStore([])).flatMap((result) => result.findings);
    const asked = findings.flatMap((finding) => (finding.verdict === 'open' ? finding.missing : []));
    expect(asked).not.toEqual([]);
    expect(asked.filter((fact) => FACTS[fact].question === null)).toEqual([]);
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
      const { summary: heading, ways } = words.remedy(subject);
      const steps = ways.flatMap((way) => way.steps);
      // A way is no good advice unless one of its steps names a place, a value or a line to copy.
      for (const { steps: some } of ways)
        expect(some.some(({ text, where, command }) => (where ?? command) !== undefined || NAMES.test(text))).toBe(
          true,
        );
      expect(words.title).toMatch(/^[A-Z]/);
      expect(words.summary(subject)).toMatch(/[.]$/);
      expect(heading).toMatch(/\.$/);
      expect(steps.length).toBeGreaterThan(0);
      expect(JSON.stringify(steps)).not.toContain('undefined');
      for (const { text, where } of steps) {
        expect(text).toMatch(/^\S.*[.:]$/s);
        expect(text).not.toMatch(/(check|verify|review) (your|the|all)? ?(settings|configuration|set-up)/i);
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
