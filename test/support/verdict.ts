import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { examine } from '../../src/doctor.js';
import type { FactName } from '../../src/facts/names.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ANSWERS, type AnswerId } from '../../src/answers/index.js';
import { fixturesDir, world, worldNames } from '../simulator/support/client.js';
import { answerFact, factsOf } from './world-facts.js';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

/** Everything about a verdict but the names in its sentences. */
export function verdictOf(facts: Iterable<SourceFact>) {
  const { diagnosis, checks } = examine(facts);
  const { cause, alternatives, alsoWrong, next, ruledOut, questions, symptom } = diagnosis;
  return {
    cause: cause && [cause.id, cause.confidence, cause.check],
    alternatives: alternatives.map(({ id, code, missing, against }) => [id, code, missing, against !== undefined]),
    alsoWrong: alsoWrong.map(({ id, certainty, contradicted }) => [id, certainty, contradicted]),
    next: next.map(({ id }) => id),
    ruledOut: ruledOut.map(({ cause: id, by }) => [id, by]),
    questions: questions.map(({ fact }) => fact),
    symptom: symptom && [symptom.kind, symptom.answer, symptom.shape],
    checks: checks.map(({ id, status, findings }) => [
      id,
      status,
      findings.map((finding) => 'code' in finding && finding.code),
    ]),
  };
}

/** The paths of every fixture that can be triaged. */
export function fixtureFiles(): string[] {
  return ['transcripts', 'evidence', 'metadata'].flatMap((folder) =>
    readdirSync(join(fixturesDir, folder)).map((name) => join(fixturesDir, folder, name)),
  );
}

// What people put in the place of a value, and how they write one.
const ODD: Readonly<Partial<Record<FactName, readonly unknown[]>>> = {
  'assertion.subject': [
    '',
    ' maria@acme.example.com',
    'maria@acme.example.com',
    'maria@acme.example.com.uat',
    'Maria@Acme.example.COM',
    'maria&#64;acme.example.com',
    'maria.o&apos;neil@acme.example.com',
    'maria%40acme.example.com',
    '0055g00000XyZaBAAX',
    '3MVG9odJFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDL',
    'maria schmidt@acme.example.com',
    'maria@acme',
    'Maria Schmidt',
    'user1-0a1b2c@redacted.example',
  ],
  'assertion.issuer': [
    '',
    '3MVG9odJFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDL',
    '3MVG9odJFCrnl2edIBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDL',
    '3MVG9odjFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDL',
    ' 3MVG9odJFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDL\n',
    '0H45g00000XyZaB',
    'maria@acme.example.com',
    'maria@acme',
    'https://acme.my.salesforce.com',
    'https://acme/login',
    'Acme Nightly',
    'Acme',
    'acme-nightly-client',
    'Acme/Nightly!',
    '[consumer secret removed]',
  ],
  'assertion.audience': [
    '',
    'https://login.salesforce.com',
    'https://test.salesforce.com/',
    'http://login.salesforce.com',
    'https://acme.my.salesforce.com',
    'https://ACME.my.salesforce.com/',
    'https://acme--uat.sandbox.my.salesforce.com',
    'https://acme--uat.my.salesforce.com',
    'https://acme.lightning.force.com',
    'https://acme.my.site.com/partners',
    'https://acme.my.sfcrmproducts.cn',
    'https://acme.my.salesforce.mil',
    'https://acme.salesforce.com',
    'https://eu55.salesforce.com',
    'https://gs1.salesforce.com',
    'https://login.acme.example.com',
    'https://acme',
    'acme.my.salesforce.com',
    'login.salesforce.com',
    ['https://login.salesforce.com'],
    'https://127.0.0.1:8443',
    'Acme',
  ],
  'request.url': [
    'https://login.salesforce.com/services/oauth2/token',
    'https://test.salesforce.com/services/oauth2/token',
    'https://test.salesforce.com/services/oauth2/token/',
    'https://acme.my.salesforce.com/services/oauth2/token?grant_type=x',
    'https://acme--uat.sandbox.my.salesforce.com/services/oauth2/token',
    'https://acme.develop.my.salesforce.com/services/oauth2/token',
    'https://acme.my.site.com/partners/services/oauth2/token',
    'https://acme.lightning.force.com/services/oauth2/token',
    'https://acme.my.salesforce-setup.com/services/oauth2/token',
    'https://acme.my.sfcrmproducts.cn/services/oauth2/token',
    'https://acme.my.salesforce.com/services/oauth2/authorize',
    'https://acme.my.salesforce.com/services/Soap/u/63.0',
    'https://acme.my.salesforce.com/nightly/acme',
    'http://acme.my.salesforce.com/services/oauth2/token',
    'https://oauth2.googleapis.com/token',
    'https://acme.okta.com/oauth2/v1/token',
    'https://na139.salesforce.com/services/oauth2/token',
    'https://sso.acme.example.com/services/oauth2/token',
  ],
  'org.myDomain': [
    'https://acme.my.salesforce.com',
    'https://Acme.my.salesforce.com/',
    'https://acme--uat.sandbox.my.salesforce.com',
    'https://other.my.salesforce.com',
    'acme.my.salesforce.com',
    'https://acme.lightning.force.com',
  ],
};

/** Values as people write them, in place of right ones. */
const odd = fc.record(
  Object.fromEntries(Object.entries(ODD).map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
);

/** What is known of an org, with what its endpoint would answer; each fact may be missing, and some are disputed. */
export const anyEvidence = fc
  .tuple(
    // Where there is no app yet, little is known.
    fc.constantFrom(...worldNames().filter((one) => !one.startsWith('setup-'))),
    fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }),
    fc.option(fc.constantFrom('token' as const, ...(Object.keys(ANSWERS) as AnswerId[]))),
    fc.nat(30),
    odd,
  )
  .map(([name, kept, answer, disputed, others]): SourceFact[] => {
    const org = world(name);
    const facts = factsOf(org, NOW);
    const replaced = Object.entries(others).map(
      ([fact, value]) => ({ name: fact, value, source: 'a person' }) as SourceFact,
    );
    const chosen = [...facts.filter(({ name: fact }, index) => kept[index] !== 0 && !(fact in others)), ...replaced];
    const other = chosen[disputed];
    const dispute: SourceFact[] =
      other !== undefined && 'value' in other && typeof other.value === 'boolean'
        ? [{ ...other, value: !other.value, source: 'another source' }]
        : [];
    return [...chosen, ...dispute, ...(answer === null ? [] : [answerFact(org, answer, NOW)])];
  });
