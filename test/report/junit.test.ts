import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import { SEQUENCE } from '../../src/checks/index.js';
import { toJunit } from '../../src/report/formats/junit.js';
import type { Report } from '../../src/report/schema.js';
import { root } from '../support/cli.js';
import { goldenReport, goldenReports, hostile } from '../support/reports.js';

const schema = readFileSync(`${root}fixtures/schemas/jenkins-junit.xsd`, 'utf8');

interface Told {
  readonly message: string;
  readonly type?: string;
  readonly '#text'?: string;
}
interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly failure?: Told;
  readonly error?: Told;
  readonly skipped?: Told;
  readonly 'system-out'?: string;
}
interface Suite {
  readonly tests: string;
  readonly failures: string;
  readonly errors: string;
  readonly skipped: string;
  readonly testcase: readonly TestCase[];
  readonly 'system-out': string;
}

async function problemsOf(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema });
  return errors.map(({ rawMessage }) => rawMessage);
}

function suiteOf(report: Report): Suite {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    isArray: (name) => name === 'testcase',
  });
  return (parser.parse(toJunit(report)) as { testsuites: { testsuite: Suite } }).testsuites.testsuite;
}

function caseOf(report: Report, check: string): TestCase {
  return suiteOf(report).testcase.find(({ classname }) => classname === `sf-jwt-doctor.${check}`)!;
}

const frozen = goldenReport('frozen-user.json');
const inconclusive = goldenReport('html-answer.txt');

function withCheck(id: string, changes: Partial<Report['checks'][number]>): Report {
  return { ...frozen, checks: frozen.checks.map((check) => (check.id === id ? { ...check, ...changes } : check)) };
}

describe.each(goldenReports())('the JUnit report of %s', (_input, report) => {
  it('is valid for Jenkins', async () => {
    expect(await problemsOf(toJunit(report))).toEqual([]);
  });

  it('is valid whatever the texts hold', async () => {
    expect(await problemsOf(toJunit(hostile(report)))).toEqual([]);
  });

  it('has a test case for each check and counts right', () => {
    const { testcase, ...counts } = suiteOf(report);
    const count = (kind: 'failure' | 'error' | 'skipped') => testcase.filter((one) => one[kind] !== undefined).length;
    expect(testcase.map(({ classname, name }) => [classname, name])).toEqual(
      SEQUENCE.map(({ id, title }) => [`sf-jwt-doctor.${id}`, title]),
    );
    expect(counts).toMatchObject({
      tests: String(SEQUENCE.length),
      failures: String(count('failure')),
      errors: String(count('error')),
      skipped: String(count('skipped')),
    });
  });

  it('fails for the named cause, and is the same every time', () => {
    const { cause } = report.diagnosis;
    if (report.outOfScope) expect(suiteOf(report).skipped).toBe(String(SEQUENCE.length));
    expect(toJunit(report)).toBe(toJunit(report));
    if (cause) expect(caseOf(report, cause.check).failure?.type).toBe(cause.id);
    else expect(suiteOf(report).failures).toBe('0');
  });
});

it('the validator refuses what Jenkins would not read', async () => {
  expect(await problemsOf(toJunit(frozen).replace('<skipped ', '<omitted '))).not.toEqual([]);
});

describe('a test case', () => {
  it('that fails shows the evidence, what to do and what fails next', () => {
    const { failure } = caseOf(frozen, 'user');
    expect(failure?.message).toMatch(/^The user is frozen or locked \(confirmed\)\. /);
    expect(failure?.['#text']).toMatch(/user\.frozen = true \(the admin\)[^]+2\. Open ci@acme.*[^]+invalid_app_access/);
  });

  it('names the cause that the answer names, though its check knows nothing', () => {
    const report = goldenReport('two-clients.txt');
    expect(report.checks.find(({ id }) => id === 'permitted-users')?.status).toBe('unknown');
    const { failure, skipped } = caseOf(report, 'permitted-users');
    expect(failure?.type).toBe('user-not-preauthorized');
    expect(skipped).toBeUndefined();
  });

  it('is added for the cause whose check did not run', () => {
    const report = { ...frozen, checks: frozen.checks.filter(({ id }) => id !== 'user') };
    expect(suiteOf(report).testcase.at(-1)).toMatchObject({
      classname: 'sf-jwt-doctor.user',
      failure: { type: 'user-frozen' },
    });
  });

  it('that fails beside the cause has its own way out', () => {
    const { failure } = caseOf(frozen, 'permitted-users');
    expect(failure?.type).toBe('user-not-preauthorized');
    expect(failure?.['#text']).toMatch(/user\.assigned = false[^]+What to do: Give the user access to the app/);
  });

  it('is skipped with the facts that are missing', () => {
    expect(caseOf(inconclusive, 'permitted-users').skipped?.message).toBe(
      'Not known: app.permittedUsers, user.assigned.',
    );
  });

  it('is skipped with the reason that it was left out for, or cannot apply', () => {
    const left = withCheck('rate', { status: 'skipped', reason: 'left out on request', findings: [] });
    expect(caseOf(left, 'rate').skipped?.message).toBe('Skipped: left out on request.');
    expect(caseOf(frozen, 'oauth-sessions').skipped?.message).toMatch(
      /^Not applicable\. Permitted Users is "Admin approved users/,
    );
  });

  it('that crashed is an error', () => {
    const crashed = withCheck('rate', { status: 'error', reason: 'it broke', findings: [] });
    expect(caseOf(crashed, 'rate').error?.message).toBe('it broke');
    expect(suiteOf(crashed).errors).toBe('1');
  });

  it('with a warning passes and tells it', () => {
    const warned = withCheck('rate', { status: 'warn', findings: [{ verdict: 'warn', summary: 'Nearly used up.' }] });
    const { failure, skipped, ...rest } = caseOf(warned, 'rate');
    expect([failure, skipped, rest['system-out']]).toEqual([undefined, undefined, 'Nearly used up.']);
  });
});

it('tells what remains and what to look at where no cause is named', () => {
  expect(suiteOf(inconclusive)['system-out']).toMatch(
    /^inconclusive\n[^]+Possible causes, the likeliest first\n {2}- wrong-login-host: [^]+Look at this first\n {2}1\. /,
  );
});

it('removes what XML 1.0 forbids and what a terminal would obey', () => {
  const xml = toJunit(hostile(frozen));
  // eslint-disable-next-line no-control-regex -- these characters are the point
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u0085\u202e\ufffe\uffff]|\p{Surrogate}/u);
  expect(caseOf(hostile(frozen), 'user').failure?.message).toContain('<script>alert(1)</script>]]>&');
});
