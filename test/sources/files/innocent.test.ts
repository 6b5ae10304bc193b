import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { joinReadings, readReading } from '../../../src/sources/files/read.js';

// Texts in the manner of public ones, in which no Salesforce JWT login failed. Each has words that a careless reader takes
// for an error or a setting.
const INNOCENT: Readonly<Record<string, string>> = {
  'a tutorial on the flow':
    "# OAuth 2.0 JWT bearer flow\n\nFirst create a connected app and upload the certificate. If you see `user hasn't approved this consumer`, the user has not approved the app yet.\nSet the audience to https://login.salesforce.com for production, or https://test.salesforce.com for a sandbox.\n",
  'a list of common errors':
    '## Common errors\n\n- `invalid_grant: audience is invalid` means that the audience does not fit the host.\n- `invalid_client_id` is returned when the consumer key is wrong.\n- `user is not admin approved to access this app`: assign the permission set.\n',
  'a table of errors':
    '| error | meaning |\n|---|---|\n| invalid_grant | the grant was refused |\n| invalid_client | the client is unknown |\n| unsupported_grant_type | the grant type is wrong |\n',
  'a code review':
    "> +  if (error.code === 'invalid_grant') {\n> +    throw new AuthError('user hasn\\'t approved this consumer');\n\nNit: could we share this constant with the other client? Looks good otherwise.\n",
  'a review of a test':
    'I\'d rather not assert on the text "audience is invalid" in the spec, because the server may change it.\n',
  'a pull request':
    'Fix retries when Salesforce is slow\n\nThis used to fail with a timeout. Now we retry three times. No change in the OAuth code.\n',
  'release notes':
    '## 4.2.0\n\n- Fixed: `invalid_client_id` was reported as a timeout\n- Added: support for External Client Apps\n- Changed: the default login URL is now the My Domain\n',
  'release notes of Salesforce':
    "Connected app creation is restricted. Starting in Spring '26 you can no longer create connected apps in Setup. Existing connected apps keep working.\n",
  'the log of a web shop':
    '2026-11-17T09:44:06Z INFO order 17 created\n2026-11-17T09:44:07Z WARN payment declined: insufficient funds\n2026-11-17T09:44:09Z ERROR could not send mail to customer\n',
  'the log of a database':
    '2026-11-17 09:44:06 UTC [312] FATAL: password authentication failed for user "app"\n2026-11-17 09:44:06 UTC [312] DETAIL: Role "app" does not exist.\n',
  'the log of an SSH server':
    'Nov 17 09:44:06 host sshd[312]: Failed password for invalid user admin from 203.0.113.9 port 40022 ssh2\nNov 17 09:44:08 host sshd[312]: Connection closed by authenticating user root 203.0.113.9 port 40022 [preauth]\n',
  'the log of a build':
    'npm warn deprecated glob@7.2.3\nadded 812 packages in 14s\n\n> app@1.0.0 test\n> jest\n\nTests: 2 failed, 40 passed, 42 total\n',
  'a compiler': "src/app.ts(14,7): error TS2322: Type 'string' is not assignable to type 'number'.\nFound 1 error.\n",
  'a Google login':
    '{"error":"invalid_grant","error_description":"Invalid JWT Signature.","uri":"https://oauth2.googleapis.com/token"}',
  'a Microsoft login':
    "AADSTS700016: Application with identifier 'x' was not found in the directory\nPOST https://login.microsoftonline.com/common/oauth2/v2.0/token failed with 400 invalid_client\n",
  'an Okta login':
    'POST https://acme.okta.com/oauth2/default/v1/token 400 {"error":"invalid_grant","error_description":"The refresh token is invalid or expired."}\n',
  'a GitHub login':
    "remote: Invalid username or token. Password authentication is not supported for Git operations.\nfatal: Authentication failed for 'https://github.com/acme/app.git/'\n",
  'a login to a registry':
    'npm error code E401\nnpm error Unable to authenticate, your authentication token seems to be invalid.\n',
  'a login to a cloud':
    'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n',
  'a login to a cluster': 'error: You must be logged in to the server (Unauthorized)\n',
  'a deployment that failed':
    'Deploying v63.0 metadata to admin@acme.example.com\nError (1): Component Failures [1]\nApexClass  Foo  Variable does not exist: bar (14:7)\n',
  'failing Apex tests':
    'Test Results\nOutcome  Failed\nFAIL  AccountTest.inserts  System.AssertException: Assertion Failed: Expected: 1, Actual: 2\n',
  'a query that failed':
    "ERROR running data query: SELECT Id, Foo FROM Account\nNo such column 'Foo' on entity 'Account'.\n",
  'a successful login': 'Successfully authorized ci@acme.example.com with org ID 00D5g000004XyzAEAS\n',
  'the list of orgs':
    '$ sf org list\n Alias  Username               Org Id              Status\n prod   ci@acme.example.com    00D5g000004XyzAEAS  Connected\n',
  'an OpenAPI file':
    'openapi: 3.0.0\ninfo:\n  title: Orders\npaths:\n  /token:\n    post:\n      responses:\n        "400":\n          description: invalid_grant or invalid_client\n',
  'a workflow without a login':
    'name: CI\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm test\n',
  'a settings file of another product':
    'DATABASE_URL=postgres://app@db/app\nOKTA_CLIENT_ID=0oa1b2c3d4\nOKTA_USERNAME=app@acme.example.com\nOKTA_LOGIN_URL=https://acme.okta.com\n',
  'a settings template':
    '# copy to .env\nSF_CLIENT_ID=<consumer key>\nSF_USERNAME=[username]\nSF_LOGIN_URL=https://MyDomainName.my.salesforce.com\nSF_KEY_FILE=path/to/server.key\n',
  'a program of another vendor':
    'import jwt\nimport time\n\nclaims = {\n    "iss": "robot@acme.iam.gserviceaccount.com",\n    "aud": "https://oauth2.googleapis.com/token",\n    "exp": int(time.time()) + 3600,\n}\nassertion = jwt.encode(claims, key, algorithm="RS256")\n',
  'an error handler':
    "const HINTS = {\n  invalid_grant: 'Check the approval of the user',\n  invalid_client_id: 'Check the consumer key',\n};\n\nexport function hint(code) {\n  return HINTS[code] ?? 'Unknown error';\n}\n",
  'a mail about a meeting':
    'Hi all,\n\nthe login workshop is on Thursday. We will talk about OAuth, JWT and what to do when a login is denied.\n\nJo\n',
  'a job advertisement':
    'We look for a Salesforce developer who knows Connected Apps, OAuth 2.0 and CI/CD with the Salesforce CLI.\n',
  'a privacy notice':
    'We use cookies. If you deny consent, some features are unavailable. Your session expires after 30 minutes.\n',
  'a question before trying':
    'We plan to use the JWT bearer flow. Does the user need the permission API Enabled? Should the app be an External Client App?\n',
  'a changelog of a client library':
    '* 12.9.0 - retry on 503\n* 12.8.1 - fix "expired access/refresh token" loop\n* 12.8.0 - JWT bearer flow: accept a My Domain as audience\n',
  'minutes of a meeting':
    'Decisions: rotate the certificate in March. Action: Kim checks whether the old certificate is still used anywhere.\n',
  'a stack trace of another product':
    "java.sql.SQLException: Access denied for user 'app'@'10.0.0.3' (using password: YES)\n\tat com.mysql.cj.jdbc.ConnectionImpl.<init>(ConnectionImpl.java:456)\n",
  'a maintenance page of a shop':
    '<!DOCTYPE html>\n<html><head><title>Back soon</title></head><body><h1>We are down for maintenance</h1></body></html>\n',
  'a log of JSON records':
    '{"level":"info","time":1795813500000,"msg":"request completed","statusCode":200}\n{"level":"error","time":1795813501000,"msg":"cache miss","key":"user:17"}\n',
  'a CSV of orders': 'Order,Status,Date\n17,Failed,2026-11-17\n18,Success,2026-11-17\n',
  'a chat about a film':
    'Kim: did the login scene fail for you as well?\nJo: yes, the audience is invalid as a character, haha\n',
};

// Facts about the client, and that something else failed, name nothing of a login.
const HARMLESS = new Set(['client.name', 'client.version', 'client.command']);
// The facts that these texts do state.
const STATED: Readonly<Record<string, readonly string[]>> = {
  'a successful login': ['token.answers'],
  // The address of the other vendor, by which the text is recognised as one of it.
  'a Microsoft login': ['request.url'],
  'an Okta login': ['request.url'],
  'a program of another vendor': ['request.url'],
};

describe('an innocent text', () => {
  it('is one of at least 40', () => {
    expect(Object.keys(INNOCENT).length).toBeGreaterThanOrEqual(40);
  });

  it.each(Object.entries(INNOCENT))('%s names no cause', async (_, text) => {
    const { diagnosis } = examine(await joinReadings([await readReading(text, 'text.txt')]));
    expect(diagnosis.cause?.id).toBeUndefined();
  });

  it.each(Object.entries(INNOCENT))(
    '%s states no setting of an app, a user, a request or an org',
    async (name, text) => {
      const { facts } = examine(await joinReadings([await readReading(text, 'text.txt')]));
      const told = facts
        .names()
        .filter(
          (fact) => 'value' in facts.read(fact) && /^(?:app|user|org|assertion|request|key|approval)\./.test(fact),
        );
      expect(told.filter((fact) => !HARMLESS.has(fact) && !(STATED[name] ?? []).includes(fact))).toEqual([]);
    },
  );
});
