import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { REPOSITORY } from '../../src/report/repository.js';
import { toSarif } from '../../src/report/formats/sarif/index.js';
import type { Report } from '../../src/report/schema.js';
import { CAUSE_IDS, type CauseId } from '../../src/causes/index.js';
import { root } from '../support/cli.js';
import { goldenReport, goldenReports, hostile, HOSTILE, reportOn } from '../support/reports.js';

const ENDINGS = { healthy: 0, 'cause-found': 1, inconclusive: 3 } as const;

function json(file: string): object {
  return JSON.parse(readFileSync(`${root}${file}`, 'utf8')) as object;
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile(json('fixtures/schemas/sarif-2.1.0.schema.json'));

function problemsOf(text: string): unknown[] {
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

function runOf(report: Report) {
  return (JSON.parse(toSarif(report)) as Log).runs[0]!;
}

function resultsOf(report: Report): Result[] {
  return runOf(report).results!;
}

const frozen = goldenReport('frozen-user.json');
const inconclusive = goldenReport('html-answer.txt');
const METADATA = 'fixtures/metadata/Acme_CI.connectedApp-meta.xml';

describe.each(goldenReports())('the SARIF report of %s', (_input, report) => {
  it('is valid SARIF 2.1.0', () => {
    expect(problemsOf(toSarif(report))).toEqual([]);
  });

  it('is valid whatever the texts hold', () => {
    expect(problemsOf(toSarif(hostile(report)))).toEqual([]);
  });

  it('has a rule for each result, in the public order of the causes', () => {
    const { rules = [] } = runOf(report).tool.driver;
    for (const { ruleId, ruleIndex } of resultsOf(report)) expect(rules[ruleIndex!]?.id).toBe(ruleId);
    const order = rules.map(({ id }) => CAUSE_IDS.indexOf(id as CauseId)).filter((index) => index !== -1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('gives every result a place, whole sentences and a fingerprint of its own', () => {
    const results = resultsOf(report);
    for (const { locations, message } of results) {
      expect(locations).toHaveLength(1);
      expect(message.text).toMatch(/^[A-Z].*[.?"]$/s);
    }
    const prints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('says that the run worked and how it ended', () => {
    const [invocation] = runOf(report).invocations!;
    expect(invocation).toMatchObject({ executionSuccessful: true, exitCode: ENDINGS[report.verdict] });
  });
});

it('the validator refuses what is not SARIF', () => {
  expect(problemsOf(toSarif(frozen).replace('"level": "error"', '"level": "fatal"'))).not.toEqual([]);
});

it('names the repository of the package, and pages of the documentation that exist', () => {
  expect(json('package.json')).toMatchObject({ repository: { url: `git+${REPOSITORY}.git` } });
  const { informationUri, rules = [] } = runOf(inconclusive).tool.driver;
  expect(informationUri).toBe(REPOSITORY);
  for (const { helpUri } of rules) {
    const page = helpUri!.replace(`${REPOSITORY}/blob/main/`, '');
    expect(readFileSync(`${root}${page}`, 'utf8')).toMatch(/^# /);
  }
});

describe('results', () => {
  it('are the cause first, then what else is proven', () => {
    expect(resultsOf(frozen).map(({ ruleId, level, kind }) => [ruleId, level, kind])).toEqual([
      ['user-frozen', 'error', 'fail'],
      ['user-not-preauthorized', 'error', 'fail'],
    ]);
    expect(resultsOf(frozen)[0]!.message.text).toContain('Once that is fixed, this fails next: The user is not pre-');
  });

  it('are a warning where something is suspected, and a note where the answer disproves it', () => {
    const [fault] = frozen.diagnosis.alsoWrong;
    const level = (changes: object) =>
      resultsOf({ ...frozen, diagnosis: { ...frozen.diagnosis, alsoWrong: [{ ...fault!, ...changes }] } })[1]!;
    expect(level({ certainty: 'suspected' }).level).toBe('warning');
    expect(level({ contradicted: true })).toMatchObject({ level: 'note' });
    expect(level({ contradicted: true }).message.text).toContain('shows the opposite');
  });

  it('are notes about what remains and what to look at where no cause is named', () => {
    const results = resultsOf(inconclusive);
    expect(new Set(results.map(({ level }) => level))).toEqual(new Set(['note']));
    expect(results.map(({ ruleId }) => ruleId)).toEqual([
      ...inconclusive.diagnosis.alternatives.map(({ id }) => id),
      ...inconclusive.diagnosis.questions.map(() => 'evidence-missing'),
    ]);
  });

  it('are none where the login is not a Salesforce JWT login', () => {
    const outOfScope = { what: 'other-flow' as const, detail: 'password', summary: 'This is about another flow.' };
    const run = runOf({ ...frozen, outOfScope });
    expect(run.results).toEqual([]);
    expect(run.invocations![0]!.toolExecutionNotifications![0]!.message.text).toBe('This is about another flow.');
  });
});

describe('places', () => {
  const placeOf = (source: string, fact = 'user.frozen') => {
    const cause = { ...frozen.diagnosis.cause!, evidence: [{ fact, value: true, source }] };
    return resultsOf({ ...frozen, diagnosis: { ...frozen.diagnosis, cause } })[0]!.locations![0]!;
  };

  it('are file and line of the metadata that shows the cause', async () => {
    const report = await reportOn('fixtures/transcripts/seed.txt', METADATA);
    const line = readFileSync(`${root}${METADATA}`, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('<scopes>'));
    const [result] = resultsOf(report);
    expect(result).toMatchObject({
      ruleId: 'refresh-scope-missing',
      locations: [{ physicalLocation: { artifactLocation: { uri: METADATA }, region: { startLine: line + 1 } } }],
      relatedLocations: [{ message: { text: 'app.permittedUsers was read here.' } }],
    });
    expect(problemsOf(toSarif(report))).toEqual([]);
  });

  it.each([
    ['./force-app/My App.connectedApp-meta.xml, line 7', 'force-app/My%20App.connectedApp-meta.xml'],
    ['/srv/app/a#b.xml, line 7 (the profile CI)', 'file:///srv/app/a%23b.xml'],
    ['C:\\work\\a.xml, line 7, which has no certificate element', 'file:///C:/work/a.xml'],
  ])('of "%s" are %s', (source, uri) => {
    expect(placeOf(source).physicalLocation).toEqual({ artifactLocation: { uri }, region: { startLine: 7 } });
  });

  it.each(['the admin', 'standard input, line 3', 'https://acme.example.com/a.xml, line 3', 'a.xml, line 0'])(
    'are the fact where "%s" is no file with a line',
    (source) => {
      expect(placeOf(source).logicalLocations).toEqual([
        { name: 'user.frozen', fullyQualifiedName: 'user.frozen', kind: 'fact' },
      ]);
    },
  );

  it('are the host where the answer itself is the evidence', () => {
    expect(placeOf('standard input', 'token.answers').logicalLocations).toMatchObject([
      { name: 'acme.my.salesforce.com', kind: 'host' },
    ]);
  });
});

describe('fingerprints', () => {
  it('do not change with values, sources and times', () => {
    const { cause } = frozen.diagnosis;
    const evidence = cause!.evidence.map(({ fact }) => ({ fact, value: '2026-11-23T09:00:00Z', source: 'another' }));
    const other = { ...frozen, diagnosis: { ...frozen.diagnosis, cause: { ...cause!, evidence } } };
    const prints = (report: Report) => resultsOf(report).map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(other)).toEqual(prints(frozen));
    expect(prints(frozen)[0]).toEqual({ 'sfJwtDoctor/v1': 'user-frozen/user.frozen' });
  });
});

it('holds nothing that a terminal would obey, and no link that somebody else wrote', () => {
  const text = toSarif(hostile(frozen));
  // eslint-disable-next-line no-control-regex -- these characters are the point
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u0085\u202e]|\p{Surrogate}|\\u[\da-f]{4}/u);
  expect(HOSTILE).toContain('](https:');
  for (const { message } of resultsOf(hostile(frozen))) expect(message.text).not.toContain('](');
});
