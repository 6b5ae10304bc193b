import { matchAnswer } from '../../../src/answers/match-answer.js';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import type { FactStore } from '../../../src/facts/store.js';
import { ScrubbedStore } from '../../../src/redaction/scrubbed-store.js';
import type { FactName } from '../../../src/facts/names.js';
import { toReport } from '../../../src/report/document.js';
import { readPaste } from '../../../src/sources/files/read.js';
import { fixturesDir } from '../../simulator/support/client.js';

async function store(text: string): Promise<FactStore> {
  return new ScrubbedStore(await readPaste(text, 'paste.txt'));
}

async function valueOf(text: string, fact: FactName): Promise<unknown> {
  return (await store(text)).value(fact);
}

const TOKEN = 'https://login.salesforce.com/services/oauth2/token';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

describe('a curl command', () => {
  it.each([
    [`curl ${TOKEN} -d grant_type=${GRANT} -d assertion=$JWT`, 'POST', 'application/x-www-form-urlencoded'],
    [`curl -X POST ${TOKEN} -F grant_type=${GRANT}`, 'POST', 'multipart/form-data'],
    [
      `curl --request PUT --url ${TOKEN} --data-urlencode 'grant_type=${GRANT}'`,
      'PUT',
      'application/x-www-form-urlencoded',
    ],
    [
      `curl -sSXPOST '${TOKEN}' -H 'Content-Type: application/json' -d '{"grant_type":"x"}'`,
      'POST',
      'application/json',
    ],
    [`curl -G ${TOKEN} --data-urlencode 'grant_type=${GRANT}'`, 'GET', undefined],
    [`$ curl \\\n  ${TOKEN} \\\n  --data "grant_type=${GRANT}"`, 'POST', 'application/x-www-form-urlencoded'],
    [`curl.exe \`\n  "${TOKEN}" \`\n  -d "grant_type=${GRANT}"`, 'POST', 'application/x-www-form-urlencoded'],
    [`curl ^"${TOKEN}^" ^\n  --data-raw ^"grant_type=${GRANT}^"`, 'POST', 'application/x-www-form-urlencoded'],
  ])('%s', async (command, method, type) => {
    const facts = await store(command);
    expect(facts.value('request.url')).toBe(TOKEN);
    expect(facts.value('request.method')).toBe(method);
    if (type !== undefined) expect(facts.value('request.contentType')).toBe(type);
  });

  it('tells grant type and parameters, and nothing of a variable', async () => {
    const facts = await store(`curl ${TOKEN} -d "grant_type=${GRANT}" -d "assertion=$JWT" -d scope=api`);
    expect(facts.value('request.grantType')).toBe(GRANT);
    expect(facts.value('request.parameters')).toEqual(['grant_type', 'assertion', 'scope']);
    expect(facts.names().filter((name) => name.startsWith('assertion.'))).toEqual([]);
  });

  it.each([
    ['its body', '{"error":"invalid_grant","error_description":"invalid assertion"}', 400],
    ['its body and the status of -w', '{"error":"invalid_grant","error_description":"invalid assertion"}\n403', 403],
    [
      'the answer of -i',
      'HTTP/2 400\ndate: x\n\n{"error":"invalid_grant","error_description":"invalid assertion"}',
      400,
    ],
    ['no more than the status, with -f', 'curl: (22) The requested URL returned error: 400', 400],
  ])('takes what stands below for the answer: %s', async (_what, output, status) => {
    const answers = await valueOf(`curl ${TOKEN} -d grant_type=${GRANT}\n${output}\n`, 'token.answers');
    expect(answers).toMatchObject([{ url: TOKEN, status }]);
  });

  it('is read with what --trace-ascii wrote', async () => {
    const trace = [
      '== Info: Connected to login.salesforce.com',
      '=> Send header, 172 bytes (0xac)',
      '0000: POST /services/oauth2/token HTTP/1.1',
      '0026: Host: login.salesforce.com',
      '0044: Content-Type: application/x-www-form-urlencoded',
      '0075: ',
      '=> Send data, 80 bytes (0x50)',
      '0000: grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajw',
      '0040: t-bearer&scope=api',
      '<= Recv header, 26 bytes (0x1a)',
      '0000: HTTP/1.1 400 Bad Request',
      '<= Recv header, 2 bytes (0x2)',
      '0000: ',
      '<= Recv data, 76 bytes (0x4c)',
      '0000: {"error":"invalid_request","error_description":"scope param',
      '0040: eter not supported"}',
    ].join('\n');
    const facts = await store(trace);
    expect(facts.value('request.grantType')).toBe(GRANT);
    expect(facts.value('request.parameters')).toContain('scope');
    expect(facts.value('token.answers')).toMatchObject([{ url: TOKEN, status: 400, error: 'invalid_request' }]);
  });
});

describe('a Postman collection', () => {
  const collection = {
    info: { name: 'x', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      {
        name: 'folder',
        item: [
          {
            request: {
              method: 'POST',
              url: { raw: `${TOKEN}` },
              body: {
                mode: 'urlencoded',
                urlencoded: [
                  { key: 'grant_type', value: GRANT },
                  { key: 'assertion', value: '{{jwt}}' },
                  { key: 'scope', value: 'api', disabled: true },
                ],
              },
            },
            response: [{ code: 400, body: '{"error":"invalid_grant","error_description":"audience is invalid"}' }],
          },
        ],
      },
    ],
  };

  it('tells its token request and the saved answer; a variable and a field that is off tell nothing', async () => {
    const facts = await store(JSON.stringify(collection));
    expect(facts.value('request.parameters')).toEqual(['grant_type', 'assertion']);
    expect(facts.value('token.answers')).toMatchObject([{ url: TOKEN, description: 'audience is invalid' }]);
    expect(facts.value('assertion.problem')).toBeUndefined();
  });
});

const NOT_APPROVED = '{"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}';

// What clients print around the answer, as their sources and their users show it.
const CLIENTS: [string, string, string | undefined][] = [
  [
    'simple-salesforce',
    "simple_salesforce.exceptions.SalesforceAuthenticationFailed: invalid_grant: user hasn't approved this consumer",
    'simple-salesforce',
  ],
  [
    'simple-salesforce, newer',
    "SalesforceAuthenticationFailed: Authentication failed (code: invalid_grant): user hasn't approved this consumer",
    'simple-salesforce',
  ],
  [
    'jsforce',
    "invalid_grant: user hasn't approved this consumer\n    at oauth2.js (/app/node_modules/jsforce/lib/oauth2.js:1:1)",
    'jsforce',
  ],
  ['restforce', "Restforce::AuthenticationError: invalid_grant: user hasn't approved this consumer (400)", 'restforce'],
  ['Guzzle', `Client error: \`POST ${TOKEN}\` resulted in a \`400 Bad Request\` response: ${NOT_APPROVED}`, 'guzzle'],
  ['axios', "data: { error: 'invalid_grant', error_description: \"user hasn't approved this consumer\" }", undefined],
  ['a wrapper', "Unable to authenticate: invalid_grant (user hasn't approved this consumer)", undefined],
  ['a wrapper with a status', `Salesforce login failed (400): ${NOT_APPROVED}`, undefined],
  [
    'Mule',
    `org.mule.runtime.api.connection.ConnectionException: Invalid status code: 400, response body: ${NOT_APPROVED}`,
    'mulesoft',
  ],
  [
    'Kafka Connect',
    `Could not authenticate to Salesforce, please check the provided credentials.\ncom.google.api.client.http.HttpResponseException: 400 Bad Request\n${NOT_APPROVED}`,
    'kafka-connect',
  ],
  ['Apex', `Auth.JWTBearerTokenExchange.JWTBearerTokenExchangeException: Error 400: ${NOT_APPROVED}`, 'apex'],
  [
    'a named credential',
    "System.CalloutException: Unable to complete the JWT token exchange. Error: invalid_grant. Error description: user hasn't approved this consumer..",
    'apex',
  ],
  [
    'the New Relic exporter',
    `sfdc token request failed. http-status-code:400, reason: ${NOT_APPROVED}, full response <Response [400]>`,
    'newrelic-exporter',
  ],
  ['CumulusCI', `Error retrieving access token: ${NOT_APPROVED}`, 'cumulusci'],
  ['Java', `IllegalStateException: Salesforce Response : ${NOT_APPROVED}`, undefined],
  [
    'JSON within a log',
    `msg="{\\"error\\":\\"invalid_grant\\",\\"error_description\\":\\"user hasn't approved this consumer\\"}"`,
    undefined,
  ],
  [
    'a Python dictionary',
    "{'error': 'invalid_grant', 'error_description': \"user hasn't approved this consumer\"}",
    undefined,
  ],
  ['a mangled apostrophe', 'invalid_grant: user hasnâ€™t approved this consumer', undefined],
  ['a quotation in a ticket', "> invalid_grant: user hasn't approved this consumer\n> at line 3", undefined],
];

describe('the words of a client', () => {
  it.each(CLIENTS)('%s', async (_name, text, client) => {
    const facts = await store(text);
    const [answer] = facts.value('token.answers') ?? [];
    expect(matchAnswer(undefined, answer?.description)).toBe('notApproved');
    expect(facts.value('client.name')).toBe(client);
  });
});

describe('what is not about a JWT login at Salesforce', () => {
  it.each([
    [
      'Google',
      `{"error":"invalid_grant","error_description":"Invalid JWT Signature."}\nPOST https://oauth2.googleapis.com/token`,
    ],
    ['Microsoft', 'https://login.microsoftonline.com/x/oauth2/v2.0/token AADSTS50034: invalid_grant'],
    ['Okta', 'POST https://acme.okta.com/oauth2/v1/token\ninvalid_grant: The subject is not valid'],
    ['Auth0', 'POST https://acme.auth0.com/oauth/token 403 invalid_grant'],
    ['a refresh token', 'Error (1): Error authenticating with the refresh token due to: expired access/refresh token'],
    [
      'a password',
      `POST ${TOKEN}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=password&username=a@b.c\n\nHTTP/1.1 400 Bad Request\n\n{"error":"invalid_grant","error_description":"authentication failure"}`,
    ],
    ['client credentials', '{"error":"invalid_grant","error_description":"no client credentials user enabled"}'],
    ['a login that worked', 'Successfully authorized ci@acme.example.com with org ID 00D000000000001'],
  ])('names no cause: %s', async (_name, text) => {
    const report = toReport(examine(await readPaste(text, 'paste.txt')), { version: '0' });
    expect(report.diagnosis.cause).toBeNull();
    expect(report.outOfScope !== null || report.verdict === 'healthy').toBe(true);
  });

  it('and a log without a login tells nothing, and an empty text is refused in one sentence', async () => {
    expect(await readPaste('Step 1/3: npm ci\nadded 3 packages\n', 'build.log')).toEqual([]);
    await expect(readPaste(' \n', 'build.log')).rejects.toThrow(/^build\.log: no Salesforce login error/);
  });
});

describe('several texts in one paste', () => {
  const mixed = readFileSync(`${fixturesDir}/transcripts/mixed.txt`, 'utf8');

  it('are all read, each at its line', async () => {
    const facts = await store(mixed);
    expect(facts.value('login.history')).toMatchObject([{ status: 'Failed: Not approved for access' }]);
    expect(facts.read('app.permittedUsers')).toMatchObject({ value: 'admin-approved', source: 'paste.txt, line 16' });
    expect(facts.value('token.answers')).toHaveLength(1);
  });

  it('are read in any order, with carriage returns, quoted and in a code fence', async () => {
    const parts = mixed.split('\n\n');
    const told = (facts: FactStore) =>
      ['login.history', 'app.permittedUsers', 'app.scopes', 'token.answers'].map((name) =>
        facts.value(name as FactName),
      );
    const expected = told(await store(mixed));
    const fence = '```';
    for (const other of [
      parts.reverse().join('\n\n'),
      mixed.replace(/\n/g, '\r\n'),
      `${fence}\n${mixed}\n${fence}`,
      mixed.replace(/^> .*\n/m, '').replace(/^/gm, '> '),
    ])
      expect(told(await store(other))).toEqual(expected);
  });
});

describe('a certificate and a key in a paste', () => {
  const certificate = readFileSync(`${fixturesDir}/keys/ci-2048.crt`, 'utf8');
  const key = readFileSync(`${fixturesDir}/keys/ci-2048.key`, 'utf8');

  it('tell the key that belongs to both', async () => {
    const facts = await store(`the certificate:\n${certificate}\nand the key\n${key}`);
    const thumbprint = facts.value('key.thumbprint');
    expect(thumbprint).toMatch(/^[0-9a-f]{64}$/);
    expect(facts.value('certificate.file')).toMatchObject({ thumbprint });
  });

  it('say that the key is exposed, and never show it', async () => {
    const report = JSON.stringify(toReport(examine(await readPaste(key, 'paste.txt')), { version: '0' }));
    expect(report).toContain('The pasted text contains a private key');
    for (const line of key.split('\n').filter((one) => one.length > 20 && !one.includes('-----')))
      expect(report).not.toContain(line);
  });

  it('tell nothing wrong of a key that was cut', async () => {
    const cut = key.split('\n').slice(0, 8).concat('-----END PRIVATE KEY-----').join('\n');
    expect((await store(cut)).value('key.problem')).toBeUndefined();
  });
});

describe('the set-up audit trail', () => {
  it('is read as Setup exports it, and as a query gives it', async () => {
    const exported = `Date,User,Source Namespace Prefix,Action,Section,Delegate User\n"11/16/2026 5:00:00 PM PST",admin@acme.example.com,,"Changed Permitted Users of connected app Acme CI",Connected Apps,\n"11/16/2026 5:00:01 PM PST",admin@acme.example.com,,"Changed page layout",Customize,\n`;
    expect(await valueOf(exported, 'org.changes')).toEqual([
      { at: '2026-11-17T01:00:00.000Z', display: 'Changed Permitted Users of connected app Acme CI' },
    ]);
    const queried = `CreatedDate,Action,Section,Display\n2026-11-17T01:00:00.000Z,changeUserRuntimeAccessPolicy,Connected Apps,Changed\n`;
    expect(await valueOf(queried, 'org.changes')).toMatchObject([
      { action: 'changeUserRuntimeAccessPolicy', display: 'Changed' },
    ]);
  });
});

it('reads UTF-16 as PowerShell writes it', () => {
  const text = Buffer.from(`\ufeff${NOT_APPROVED}`, 'utf16le');
  const out = execFileSync(process.execPath, ['dist/cli.js', 'triage', '-', '--json', '--exit-zero'], {
    input: text,
  }).toString();
  expect(JSON.parse(out)).toMatchObject({ symptom: { description: "user hasn't approved this consumer" } });
});
