import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { examine } from '../../../../src/doctor.js';
import { expectedLines, successIn } from '../../../../src/sources/files/events/success.js';
import { ScrubbedStore } from '../../../../src/redaction/scrubbed-store.js';
import { readPaste } from '../../../../src/sources/files/read.js';

const AUTHORIZED = 'Successfully authorized ci@acme.example.com with org ID 00D8d000004XyZaEAK';

/** What people write beside an error, and what stands in their code. */
const TALK = [
  'I made sure that the URL is https://test.salesforce.com since my Connected App is in a sandbox.',
  'The salesforce user is authorized for the app by the profile.',
  'In Setup the salesforce app is authorized for all users.',
  'Our Salesforce org is connected to Heroku.',
  'How do I make sure that an access token is issued?',
  'The token should be received at this point.',
  'Expected: access token received.',
  'When I log in by hand, authentication is successful.',
  'Once authentication succeeded, the flow goes on to the API.',
  `Expected result: ${AUTHORIZED}`,
  `### Expected result\n\n${AUTHORIZED}`,
  `What did you expect to happen?\n\n\`\`\`\n${AUTHORIZED}\n\`\`\``,
  `The output should be:\n\n    ${AUTHORIZED}`,
  `It should print \`${AUTHORIZED}\`.`,
  'The token was received by mail from the administrator.',
  'The refresh token is obtained once and stored.',
  'We are logged in to Salesforce as an administrator.',
  'Am I connected to Salesforce at all?',
  'My workflow executed successfully until last week.',
  'The access token issued by our identity provider is fine.',
  'Password login succeeded.',
  'Web login successful.',
  'Documentation: POST https://login.salesforce.com/services/oauth2/token returns HTTP/1.1 200 OK',
  "const res = await axios.post('https://login.salesforce.com/services/oauth2/token'); // 200 OK when it works",
  "console.log('Salesforce connected');",
  'logger.info("salesforce: token received")',
  "print('access token obtained')",
  "System.debug('Login successful');",
];

const FAILURES = [
  "Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here's the error: JwtAuthError::Error authenticating with JWT config due to: user hasn't approved this consumer",
  '{"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}',
  '2026-11-17 09:44:12 ERROR salesforce token request failed: 400 {"error":"invalid_client_id","error_description":"client identifier invalid"}',
];

describe('words of success beside a failure', () => {
  it('of people, of expectations and of code make no login healthy, wherever they stand', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FAILURES),
        fc.array(fc.constantFrom(...TALK), { minLength: 1, maxLength: 3 }),
        fc.array(fc.constantFrom(...TALK), { maxLength: 2 }),
        async (failure, after, before) => {
          const text = ['We set up the JWT bearer flow with Salesforce.', ...before, failure, ...after].join('\n\n');
          expect(examine(await readPaste(text, 'issue.md')).diagnosis.verdict).not.toBe('healthy');
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(TALK)('are none: %s', async (words) => {
    const text = `Salesforce JWT bearer login:\n${FAILURES[1]}\n\n${words}\n`;
    expect(examine(await readPaste(text, 'issue.md')).diagnosis.verdict).not.toBe('healthy');
  });

  it.each([
    `sf org login web\n${AUTHORIZED}`,
    `$ sfdx force:auth:web:login -a x\n${AUTHORIZED}`,
    `sf org login sfdx-url --sfdx-url-file a\n${AUTHORIZED}`,
    `sf org login access-token\n${AUTHORIZED}`,
    `The documentation shows:\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{"access_token":"00D"}`,
  ])('are none of another way to log in, or of what is documented: %s', async (words) => {
    const failed = `$ sf org login jwt --username ci@acme.example.com --instance-url https://acme.my.salesforce.com\n${FAILURES[0]}`;
    const { diagnosis } = examine(await readPaste(`${failed}\n\n${words}\n`, 'issue.md'));
    expect(diagnosis.verdict).not.toBe('healthy');
  });

  it.each(['authorization_code', 'password', 'client_credentials', 'refresh_token'])(
    'of a request with the grant %s do not make the failed login one of that grant',
    async (grant) => {
      const failed = `$ sf org login jwt --username ci@acme.example.com\n${FAILURES[0]}`;
      const other = `But this works:\ncurl https://login.salesforce.com/services/oauth2/token -d grant_type=${grant} -d client_id=3MVG9abc\n{"access_token":"00D","scope":"api"}`;
      const { diagnosis } = examine(await readPaste(`${failed}\n\n${other}\n`, 'issue.md'));
      expect([diagnosis.outOfScope, diagnosis.symptom?.answer]).toEqual([null, 'notApproved']);
    },
  );

  it.each([
    AUTHORIZED,
    'salesforce: token acquired',
    'Salesforce token refreshed',
    'access token received, expires in 7200 s',
    'Salesforce login ok',
    'connected to salesforce, user id 0058d000006AbCdAAK',
    'salesforce: authorized, deploy 0Af8d00000XyZ1 started',
    'USER_DEBUG|[12]|DEBUG|token received',
    'Restforce authenticated',
    '2026-11-18 02:00:01 INFO The Salesforce access token was received',
  ])('count as a program prints them: %s', async (line) => {
    const text = `Salesforce JWT bearer login:\n${FAILURES[1]}\n${line}\n`;
    expect(examine(await readPaste(text, 'job.log')).diagnosis.verdict).toBe('healthy');
  });
});

describe('a success that is told after a failure', () => {
  const failed = `sf org login jwt --username $USER --set-default-dev-hub --alias devhub\n${FAILURES[0]}`;
  it.each([
    ['on another machine', `It works fine on my machine:\n${AUTHORIZED}`, 'other-machine'],
    ['of another org', `Production works: ${AUTHORIZED}`, 'other-org'],
    ['of another user', `With another user:\n${AUTHORIZED}`, 'other-user'],
  ])('%s is a control', async (_title, words, what) => {
    const facts = await readPaste(`${failed}\n\n${words}\n`, 'issue.md');
    expect(examine(facts).diagnosis.verdict).not.toBe('healthy');
    expect(new ScrubbedStore(facts).value('controls')).toMatchObject([{ what, works: true }]);
  });

  it.each(["Yesterday's run for comparison:", 'The last successful run:', 'Last week:', 'Previously:'])(
    'was before it: %s',
    async (heading) => {
      const { diagnosis } = examine(await readPaste(`${failed}\n\n${heading}\n${AUTHORIZED}\n`, 'issue.md'));
      expect(diagnosis.symptom?.answer).toBe('notApproved');
    },
  );

  it('of a day before that of the failure does not come after it', async () => {
    const text = `Monday:\n${AUTHORIZED}\n\nYesterday:\n${failed}\n`;
    expect(examine(await readPaste(text, 'issue.md')).diagnosis.symptom?.answer).toBe('notApproved');
  });

  it('is the present state where nothing else is told', async () => {
    const { diagnosis } = examine(await readPaste(`${failed}\n${failed.split('\n')[0]}\n${AUTHORIZED}\n`, 'job.log'));
    expect(diagnosis.verdict).toBe('healthy');
  });
});

it('an address has no words of a sentence', () => {
  const line = 'Successfully authorized if@should.example.com with org ID 00D8d000004XyZaEAK';
  expect(successIn(line, line)).toBe('sure');
});

it('what is expected ends at the next heading, or after its paragraph', () => {
  const lines = ['### Expected behavior', '', 'one', '', 'two', '### Actual', 'three'];
  expect([...expectedLines(lines)]).toEqual([2, 4]);
  expect([...expectedLines(['The answer should be:', '', 'one', '', 'two'])]).toEqual([2]);
});
