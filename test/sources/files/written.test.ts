import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { ScrubbedStore } from '../../../src/redaction/scrubbed-store.js';
import { joinReadings, readReading } from '../../../src/sources/files/read.js';
import { fixturesDir } from '../../simulator/support/client.js';

const file = (name: string) => readFileSync(`${fixturesDir}/files/${name}`, 'utf8');
const TOKEN = '/services/oauth2/token';

/** The logins that a file sets up, each as the values of its facts; what a template makes is `undefined`. */
async function logins(name: string) {
  const { logins: found = [], facts } = await readReading(file(name), name);
  expect(facts).toEqual([]);
  return found.map((login) =>
    Object.fromEntries(login.facts.map((fact) => [fact.name, 'value' in fact ? fact.value : undefined])),
  );
}

const login = (subject: string | undefined, host: string | undefined, others: object = {}) => ({
  ...(subject !== undefined && { 'assertion.subject': subject }),
  ...(host !== undefined && { 'request.url': `https://${host}${TOKEN}` }),
  ...others,
});
const issuer = (name: string) => ({ 'assertion.issuer': `3MVG9${name}.example.consumer.key.of.the.app` });
const aud = (host: string) => ({ 'assertion.audience': `https://${host}` });
const [LOGIN, TEST] = ['login.salesforce.com', 'test.salesforce.com'];

const FILES: readonly (readonly [string, readonly object[]])[] = [
  ['workflow.yml', [login('deploy@acme.example.com.uat', TEST, { 'assertion.issuer': undefined })]],
  ['action.yml', [login(undefined, LOGIN, { 'assertion.issuer': undefined, 'assertion.subject': undefined })]],
  ['gitlab-ci.yml', [login('ci@acme.example.com.uat', TEST), login('ci@acme.example.com', LOGIN)]],
  ['bitbucket-pipelines.yml', [login('bb@acme.example.com', 'acme.my.salesforce.com')]],
  ['circleci.yml', [login('circle@acme.example.com.qa', undefined, { 'request.url': undefined })]],
  ['azure-pipelines.yml', [login('azure@acme.example.com', LOGIN, { 'assertion.issuer': undefined })]],
  ['travis.yml', [login('travis@acme.example.com', undefined)]],
  ['Jenkinsfile', [login('jenkins@acme.example.com', LOGIN, { 'assertion.issuer': undefined })]],
  ['deploy.sh', [login('deploy@acme.example.com.qa', TEST, issuer('deploy'))]],
  ['deploy.ps1', [login('ps@acme.example.com', 'acme.my.salesforce.com')]],
  [
    'login.py',
    [
      login('py@acme.example.com', LOGIN, {
        ...issuer('python'),
        ...aud('acme.my.salesforce.com'),
        'assertion.algorithm': 'HS256',
        'request.contentType': 'application/json',
      }),
    ],
  ],
  ['sync.py', [login('sync@acme.example.com.uat', TEST, { 'client.name': 'simple-salesforce' })]],
  ['login.mjs', [login('node@acme.example.com', LOGIN, { ...aud(TEST), 'assertion.algorithm': 'RS256' })]],
  ['Login.java', [login('java@acme.example.com', LOGIN, { ...issuer('java'), ...aud(LOGIN) })]],
  ['Login.cs', [login('dotnet@acme.example.com.uat', TEST, { ...issuer('csharp'), ...aud(TEST) })]],
  ['login.php', [login('php@acme.example.com', LOGIN, { 'request.contentType': 'application/json' })]],
  ['login.go', [{ 'assertion.issuer': 'go@acme.example.com', 'assertion.audience': [`https://${LOGIN}`] }]],
  ['login.rb', [login('ruby@acme.example.com', LOGIN, { 'assertion.algorithm': 'RS256' })]],
  ['Login.cls', [login('apex@acme.example.com', 'acme.my.salesforce.com', { ...issuer('apex'), ...aud(LOGIN) })]],
  ['token.bru', [login(undefined, TEST, { 'request.contentType': 'application/json' })]],
  ['main.tf', [login('terraform@acme.example.com.uat', 'acme--uat.sandbox.my.salesforce.com', issuer('terraform'))]],
  ['mule.xml', [login('mule@acme.example.com', 'acme.my.salesforce.com', aud(LOGIN))]],
  [
    'app.env',
    [login('app@acme.example.com', LOGIN, issuer('prod')), login('app@acme.example.com.uat', TEST, issuer('uat'))],
  ],
  ['app.properties', [login('spring@acme.example.com', LOGIN, issuer('properties'))]],
  ['n8n.json', [login('n8n@acme.example.com', LOGIN, issuer('n8n'))]],
  ['airflow.json', [login('airflow@acme.example.com', TEST, issuer('airflow'))]],
  ['deployment.yaml', [login('k8s@acme.example.com', 'acme.my.salesforce.com')]],
  [
    'docker-compose.yml',
    [login('compose@acme.example.com', undefined, { ...issuer('compose'), 'request.url': undefined })],
  ],
  ['insomnia.json', [login('insomnia@acme.example.com', LOGIN, { ...issuer('insomnia'), ...aud(LOGIN) })]],
];

describe('a file that sets up a login', () => {
  it.each(FILES)('%s gives its logins', async (name, expected) => {
    const found = await logins(name);
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
  });

  it('is believed less than what was seen', async () => {
    const readings = [
      await readReading(file('login.py'), 'login.py'),
      await readReading(
        '{"iss":"3MVG9other.consumer.key","sub":"seen@acme.example.com","aud":"https://login.salesforce.com"}',
        'claims.json',
      ),
    ];
    const { facts } = examine(await joinReadings(readings));
    expect(facts.value('assertion.subject')).toBe('seen@acme.example.com');
    expect(facts.value('assertion.algorithm')).toBe('HS256');
  });

  it('with several logins gives the one with the user of the other evidence, and else what they share', async () => {
    const settings = await readReading(file('gitlab-ci.yml'), 'gitlab-ci.yml');
    const hostWith = async (text: string) =>
      examine(await joinReadings([settings, await readReading(text, 'x')])).facts.read('request.url');
    expect(await hostWith('invalid_grant\nuser=ci@acme.example.com')).toMatchObject({ unknown: 'absent-in-reply' });
    const claims = '{"iss":"3MVG9other.consumer.key","sub":"ci@acme.example.com","aud":"https://login.salesforce.com"}';
    expect(await hostWith(claims)).toMatchObject({ value: `https://${LOGIN}${TOKEN}` });
  });

  it.each([
    '${{ secrets.X }}',
    '$(clientId)',
    '${env.X ?: "y"}',
    '${}',
    '<< pipeline.x >>',
    '{{ x }}',
    '[clientId]',
    '<consumer key>',
    '%KEY%',
    '#{Key}',
  ])('takes %s for unknown', async (template) => {
    const text = `#!/bin/sh\nsf org login jwt --client-id ${template} --jwt-key-file k.pem --username ci@acme.example.com\n`;
    const { logins: [found] = [] } = await readReading(text, 'x.sh');
    expect(found?.facts.find(({ name }) => name === 'assertion.issuer')).not.toHaveProperty('value');
    expect(found?.facts.find(({ name }) => name === 'assertion.subject')).toMatchObject({
      value: 'ci@acme.example.com',
    });
  });
});

const answer = (error: string, description?: string) =>
  JSON.stringify({ error, ...(description && { error_description: description }) });

const NOT_APPROVED = answer('invalid_grant', "user hasn't approved this consumer");
const AUDIENCE = answer('invalid_grant', 'audience is invalid');
const GRANT = answer('unsupported_grant_type', 'grant type not supported');
const KEY = answer('invalid_client_id', 'client identifier invalid');
const ASSERTION = answer('invalid_grant', 'invalid assertion');

/** A program of a few lines with these claims. */
const program = (iss: string, sub: string, exp: string) =>
  [
    'import jwt, requests, time',
    `payload = {"iss": ${iss}, "sub": ${sub}, "aud": "https://login.salesforce.com", "exp": ${exp}}`,
    'assertion = jwt.encode(payload, key, algorithm="RS256")',
    'requests.post("https://login.salesforce.com/services/oauth2/token", data={"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": assertion})',
  ].join('\n');

const collection = (aud: string) =>
  JSON.stringify({
    info: { name: 'x', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      {
        event: [
          { listen: 'prerequest', script: { exec: ['const payload = {', '  iss: key,', `  aud: '${aud}',`, '};'] } },
        ],
        request: {
          method: 'POST',
          url: 'https://test.salesforce.com/services/oauth2/token',
          header: [{ key: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
        },
      },
    ],
  });

async function verdictOn(...texts: readonly (readonly [name: string, text: string])[]): Promise<string> {
  const readings = await Promise.all(texts.map(([name, text]) => readReading(text, name)));
  const { cause, alternatives } = examine(await joinReadings(readings)).diagnosis;
  if (cause) return `${cause.id} (${cause.confidence})`;
  return alternatives
    .slice(0, 2)
    .map(({ id }) => id)
    .join(', ');
}

// What an expert would say: a file explains the answer, or it excludes what would be the first guess without it.
describe('a vague answer and the file that explains it', () => {
  it.each([
    ['login.go', KEY, 'wrong-consumer-key (likely)'],
    ['login.go', NOT_APPROVED, 'wrong-username (likely)'],
    ['login.go', AUDIENCE, 'wrong-audience (likely)'],
    ['login.py', ASSERTION, 'algorithm-unsupported (likely)'],
    ['login.py', KEY, 'wrong-consumer-key, algorithm-unsupported'],
    ['login.php', GRANT, 'wrong-http-request (likely)'],
    ['login.php', answer('invalid_request', 'scope parameter not supported'), 'scope-parameter-sent (likely)'],
    ['token.bru', GRANT, 'wrong-http-request (likely)'],
    ['login.mjs', AUDIENCE, 'wrong-audience (likely)'],
    ['login.rb', AUDIENCE, 'wrong-login-host (likely)'],
    ['Login.java', AUDIENCE, 'wrong-login-host (likely)'],
    ['Login.cs', AUDIENCE, 'wrong-login-host (likely)'],
    ['Login.cls', AUDIENCE, 'wrong-audience (likely)'],
    ['insomnia.json', AUDIENCE, 'wrong-login-host (likely)'],
    // At a My Domain the host is not the first thing to look at; at a generic host it is.
    ['Login.cls', NOT_APPROVED, 'approval-missing, user-not-preauthorized'],
    ['bitbucket-pipelines.yml', NOT_APPROVED, 'approval-missing, user-not-preauthorized'],
    ['deploy.ps1', NOT_APPROVED, 'approval-missing, user-not-preauthorized'],
    ['deployment.yaml', NOT_APPROVED, 'approval-missing, user-not-preauthorized'],
    ['main.tf', NOT_APPROVED, 'approval-missing, user-not-preauthorized'],
    ['mule.xml', NOT_APPROVED, 'approval-missing, user-not-preauthorized'],
    ['workflow.yml', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    ['action.yml', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    ['azure-pipelines.yml', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    ['Jenkinsfile', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    ['deploy.sh', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    ['sync.py', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    ['app.properties', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    ['n8n.json', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    ['airflow.json', NOT_APPROVED, 'wrong-login-host, approval-missing'],
    // Two logins, or none with a host: what they do not share stays open.
    ['gitlab-ci.yml', NOT_APPROVED, 'approval-missing, wrong-login-host'],
    ['circleci.yml', NOT_APPROVED, 'approval-missing, wrong-login-host'],
    ['travis.yml', NOT_APPROVED, 'approval-missing, wrong-login-host'],
    ['docker-compose.yml', NOT_APPROVED, 'approval-missing, wrong-login-host'],
    ['app.env', NOT_APPROVED, 'approval-missing, wrong-login-host'],
  ])('%s and %s', async (name, text, verdict) => {
    expect(await verdictOn([name, file(name)], ['answer.json', text])).toBe(verdict);
  });

  it.each([
    [
      'an expiry in the past',
      'key_id',
      '"ci@acme.example.com"',
      'int(time.time()) - 300',
      answer('invalid_grant', 'expired authorization code'),
      'assertion-expired (likely)',
    ],
    [
      'an expiry ahead',
      'consumer_key',
      'username',
      'int(time.time()) + 300',
      KEY,
      'wrong-consumer-key, wrong-login-host',
    ],
    [
      'claims the wrong way round',
      'username',
      'consumer_key',
      'int(time.time()) + 300',
      KEY,
      'wrong-consumer-key (likely)',
    ],
  ])('a program with %s', async (_, iss, sub, exp, text, verdict) => {
    expect(await verdictOn(['login.py', program(iss, sub, exp)], ['answer.json', text])).toBe(verdict);
  });

  it('the pre-request script of a Postman collection', async () => {
    const tokenUrl = collection('https://test.salesforce.com/services/oauth2/token');
    expect(await verdictOn(['x.json', tokenUrl], ['answer.json', AUDIENCE])).toBe('wrong-login-host (likely)');
    const other = collection('https://login.salesforce.com');
    expect(await verdictOn(['x.json', other], ['answer.json', AUDIENCE])).toBe('wrong-audience (likely)');
  });
});

describe('a program with the output of its run below it', () => {
  const lines = [
    'import jwt, requests, time',
    "claims = {'iss': '3MVG9ci.example.consumer.key', 'sub': 'ci@acme.example.com'}",
    "claims['aud'] = 'https://login.salesforce.com'",
    "claims['exp'] = int(time.time()) + 180",
    "assertion = jwt.encode(claims, key, algorithm='RS256')",
    "requests.post('https://login.salesforce.com/services/oauth2/token', data={'assertion': assertion})",
  ].join('\n');

  it.each([
    'simple_salesforce.exceptions.SalesforceAuthenticationFailed: invalid_grant: audience is invalid',
    '18:29:26:041 EXCEPTION_THROWN [33]|Auth.JWTBearerTokenExchange: Error 400: {"error":"invalid_grant","error_description":"audience is invalid"}',
    '[2026-11-20T08:12:04Z] token request failed: {"error":"invalid_grant","error_description":"audience is invalid"}',
    'Client error: `POST https://login.salesforce.com/services/oauth2/token` resulted in a `400 Bad Request` response: {"error":"invalid_grant","error_description":"audience is invalid"}',
    'Exception in thread "main" java.lang.RuntimeException: invalid_grant: audience is invalid',
    'PHP Fatal error: Uncaught Exception: invalid_grant: audience is invalid',
    'JwtGrantError: invalid_grant: audience is invalid',
  ])('the answer in %s is not lost', async (output) => {
    const store = new ScrubbedStore((await readReading(`${lines}\n\n${output}\n`, 'question.txt')).facts);
    expect(store.value('token.answers')?.at(-1)).toMatchObject({ description: 'audience is invalid' });
  });

  it('an error in a comment of it was printed by no run', async () => {
    const text = `${lines}\n# invalid_grant: user hasn't approved this consumer\n`;
    const store = new ScrubbedStore((await readReading(text, 'login.py')).facts);
    expect(store.value('token.answers')).toBeUndefined();
  });
});
