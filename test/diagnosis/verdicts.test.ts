import { describe, expect, it } from '@jest/globals';
import { examine } from '../../src/doctor.js';
import { readGivenFact } from '../../src/facts/evidence.js';
import { ANSWERS, type AnswerId } from '../../src/answers/index.js';
import { readPaste } from '../../src/sources/files/read.js';

const body = (id: AnswerId) => JSON.stringify({ error: ANSWERS[id].error, error_description: ANSWERS[id].description });
const exchange = (host: string, status: number, text: string) =>
  `POST https://${host}/services/oauth2/token HTTP/1.1\n\nHTTP/1.1 ${status} X\n\n${text}\n\n`;
const token = '{"access_token":"[removed]","scope":"api"}';
const HOME = 'acme.my.salesforce.com';

async function verdict(paste: string, ...facts: string[]): Promise<string> {
  const { diagnosis } = examine([...(await readPaste(paste, 'a paste')), ...facts.map(readGivenFact)]);
  if (diagnosis.outOfScope) return `not this: ${diagnosis.outOfScope.what}`;
  return diagnosis.cause ? `${diagnosis.cause.id} (${diagnosis.cause.confidence})` : diagnosis.verdict;
}

/** What a paste says, and what may be concluded from it. */
const VERDICTS: [string, string, string[], string][] = [
  ['a 200 that carries no token', exchange(HOME, 200, '{"status":"ok"}'), [], 'inconclusive'],
  ['a 200 of a guest wifi', exchange(HOME, 200, 'Please log in to the guest wifi'), [], 'inconclusive'],
  ['a 200 whose body is left out', exchange(HOME, 200, ''), [], 'inconclusive'],
  ['a token', exchange(HOME, 200, token), [], 'healthy'],
  ['a masked token', exchange(HOME, 200, '{"access_token":"***","scope":"api refresh_token"}'), [], 'healthy'],
  [
    'a token without the api scope',
    exchange(HOME, 200, '{"access_token":"***","scope":"id"}'),
    [],
    'api-scope-missing (confirmed)',
  ],
  [
    'a refusal after a token',
    exchange(HOME, 400, body('notApproved')) + exchange(HOME, 200, token) + exchange(HOME, 400, body('notApproved')),
    [],
    'inconclusive',
  ],
  ['a token after a refusal', exchange(HOME, 400, body('notApproved')) + exchange(HOME, 200, token), [], 'healthy'],
  [
    'prose with a number',
    `${exchange(HOME, 400, body('notApproved'))}\n200 OK is what Postman gives me`,
    [],
    'inconclusive',
  ],
  [
    'prose with another number',
    `${exchange(HOME, 400, body('notAdminApproved'))}\n500 Users are affected`,
    [],
    'user-not-preauthorized (likely)',
  ],
  [
    'a signature under the answer',
    `${exchange(HOME, 400, body('notAdminApproved'))}Any ideas? Thanks, Bob`,
    [],
    'user-not-preauthorized (likely)',
  ],
  [
    'curl -v',
    `> POST /services/oauth2/token HTTP/2\n> Host: ${HOME}\n>\n{ [82 bytes data]\n< HTTP/2 400\n<\n* Connection #0 left intact\n${body('notAdminApproved')}* closing`,
    [],
    'user-not-preauthorized (likely)',
  ],
  [
    'another host that lacks the app, beside the right one',
    exchange('test.salesforce.com', 400, body('clientAppNotInstalled')) + exchange(HOME, 400, body('notApproved')),
    [`org.myDomain=https://${HOME}`],
    'inconclusive',
  ],
  [
    'two orgs in one paste',
    exchange('prod.my.salesforce.com', 200, token) +
      exchange('acme--uat.sandbox.my.salesforce.com', 400, body('notApproved')),
    [],
    'inconclusive',
  ],
  [
    'the My Domain that gets further than the generic host',
    exchange('login.salesforce.com', 400, body('clientAppNotInstalled')) +
      exchange(HOME, 400, body('notAdminApproved')),
    [
      'token.answers=[{"url":"https://login.salesforce.com/services/oauth2/token","error":"app_not_found","intended":true}]',
    ],
    'wrong-login-host (confirmed)',
  ],
  [
    'a hidden assertion',
    `POST https://${HOME}/services/oauth2/token HTTP/1.1\n\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=REDACTED\n\nHTTP/1.1 400 X\n\n${body('assertionInvalid')}`,
    [],
    'inconclusive',
  ],
  [
    'a masked audience',
    exchange(HOME, 400, body('audienceInvalid')),
    ['assertion.audience=["***"]'],
    'wrong-audience (likely)',
  ],
  [
    'an introspection after a login that worked',
    `${exchange(HOME, 200, token)}POST https://${HOME}/services/oauth2/introspect HTTP/1.1\n\ntoken=aaaa\n\nHTTP/1.1 401 X\n\n${body('clientCredentialsInvalid')}`,
    [],
    'healthy',
  ],
  [
    'another vendor, with the same words',
    exchange('auth.acme.com', 400, '{"error":"invalid_grant","error_description":"Invalid audience"}').replace(
      '/services/oauth2',
      '/oauth',
    ),
    [],
    'not this: other-vendor',
  ],
  [
    'a target without a host',
    `POST /services/oauth2/token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\nHTTP/1.1 400 Bad Request\n\n${body('notAdminApproved')}`,
    [],
    'user-not-preauthorized (likely)',
  ],
  [
    'an API call that worked',
    `${exchange(HOME, 200, token)}GET https://${HOME}/services/data/v60.0/limits HTTP/1.1\n\nHTTP/1.1 200 OK\n\n{}`,
    ['user.apiEnabled=false'],
    'healthy',
  ],
  [
    'an API error for its own sake',
    `${exchange(HOME, 200, token)}GET https://${HOME}/services/data/v60.0/x HTTP/1.1\n\nHTTP/1.1 404 X\n\n[{"errorCode":"NOT_FOUND","message":"no"}]`,
    [],
    'healthy',
  ],
  [
    'a user of whom all is well',
    exchange(HOME, 400, body('authenticationFailure')),
    [`org.myDomain=https://${HOME}`, 'user.exists=true', 'user.active=true', 'user.frozen=false'],
    'high-assurance-required (likely)',
  ],
  [
    'an assigned user who is refused',
    exchange(HOME, 400, body('notAdminApproved')),
    ['user.assigned=true'],
    'inconclusive',
  ],
  [
    'an address inside, refused for its address',
    exchange(HOME, 400, body('ipRestricted')),
    ['client.ip=203.0.113.7', 'user.loginIpRanges=[{"start":"203.0.113.0","end":"203.0.113.255"}]'],
    'inconclusive',
  ],
  [
    'a file that npm misses',
    "npm ERR! enoent ENOENT: no such file or directory, open '/app/package.json'",
    [],
    'inconclusive',
  ],
  [
    'a key file that a login misses',
    "sf org login jwt -f server.key\nENOENT: no such file or directory, open 'server.key'",
    [],
    'private-key-unreadable (confirmed)',
  ],
  ['a database that refuses', 'Error: connect ECONNREFUSED 127.0.0.1:5432', [], 'inconclusive'],
  [
    'a login that worked, and something else that failed',
    'Successfully authorized ci@acme.example.com with org ID 00D000000000001AAA\nTypeError: fetch failed https://api.github.com',
    [],
    'inconclusive',
  ],
  ['words inside another sentence', 'sf: removed 3 inactive users\ninvalid assertion count', [], 'inconclusive'],
  [
    'a refresh token that is refused',
    'Error authenticating with the refresh token due to: ip restricted',
    [],
    'not this: other-flow',
  ],
  [
    'a code that has expired',
    'Error authenticating with auth code due to: expired authorization code',
    [],
    'not this: other-flow',
  ],
  [
    'thumbprints in two spellings',
    exchange(HOME, 400, body('notApproved')),
    [
      'app.certificate={"thumbprint":"AA:BB"}',
      'key.thumbprint=aabb',
      'app.permittedUsers=self-authorize',
      'approval.tokens=[]',
      'approval.attempts=[]',
    ],
    'approval-missing (confirmed)',
  ],
  ['an org that is Active', exchange(HOME, 400, body('inactiveOrg')), ['org.status=Active'], 'inconclusive'],
  [
    'hours over midnight',
    exchange(HOME, 400, body('ipOrHoursRestricted')),
    [
      'token.answers=[{"url":"https://acme.my.salesforce.com/services/oauth2/token","error":"invalid_grant","description":"IP restricted or invalid login hours","at":"2026-11-23T23:30:00Z"}]',
      'user.loginHours={"timeZone":"UTC","days":{"Monday":[{"start":"22:00","end":"06:00"}]}}',
    ],
    'ip-restricted (likely)',
  ],
  [
    'a My Domain that is no URL',
    exchange('login.salesforce.com', 400, body('notApproved')),
    ['org.myDomain=acme'],
    'inconclusive',
  ],
  [
    'a log of another vendor',
    'ErrorCode: invalid_grant AADSTS65001 Request: POST https://login.microsoftonline.com/x/oauth2/v2.0/token 400',
    [],
    'not this: other-vendor',
  ],
  [
    'a HAR file with the exchange among others',
    JSON.stringify({
      log: {
        entries: [
          {
            request: { method: 'GET', url: 'https://app.acme.example.com/x.js', headers: [] },
            response: { status: 200, headers: [], content: { text: 'x' } },
          },
          {
            request: {
              method: 'POST',
              url: `https://${HOME}/services/oauth2/token`,
              headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
              postData: {
                params: [
                  { name: 'grant_type', value: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
                  { name: 'assertion', value: '[redacted]' },
                ],
              },
            },
            response: {
              status: 400,
              headers: [],
              content: { encoding: 'base64', text: Buffer.from(body('notAdminApproved')).toString('base64') },
            },
          },
        ],
      },
    }),
    [],
    'user-not-preauthorized (likely)',
  ],
  [
    'a HAR file of a console that shows the error of its server',
    JSON.stringify({
      log: {
        entries: [
          {
            request: { method: 'POST', url: 'https://etl.acme.example.com/check' },
            response: {
              status: 200,
              content: {
                text: JSON.stringify({ message: `Salesforce login failed (400): ${body('assertionExpired')}` }),
              },
            },
          },
        ],
      },
    }),
    [],
    'assertion-expired (likely)',
  ],
  [
    'a HAR file without Salesforce',
    JSON.stringify({
      log: {
        entries: [
          {
            request: { method: 'GET', url: 'https://x.example' },
            response: { status: 401, content: { text: '{"error":"login_required"}' } },
          },
        ],
      },
    }),
    [],
    'not this: no-error',
  ],
  [
    'an answer right below the request line',
    `POST https://${HOME}/services/oauth2/token\n\n${body('notAdminApproved')}`,
    [],
    'user-not-preauthorized (likely)',
  ],
  [
    'two users who are refused although the app selects a permission set',
    `# the job\n${exchange(HOME, 400, body('notAdminApproved'))}# as another user, same app and key\n${exchange(HOME, 400, body('notAdminApproved'))}`,
    ['app.assignments=[{"via":"permission-set","name":"Sync_Users","usable":true}]'],
    'inconclusive',
  ],
  [
    'two users who are refused',
    `# the job\n${exchange(HOME, 400, body('notAdminApproved'))}# as another user, same app and key\n${exchange(HOME, 400, body('notAdminApproved'))}`,
    [],
    'user-not-preauthorized (likely)',
  ],
  [
    'a scope that is asked for after a change of the scopes',
    `We tidied up the OAuth scopes of the app.\n${exchange(HOME, 400, body('refreshScopeRequired'))}`,
    [],
    'refresh-scope-missing (likely)',
  ],
  [
    'an unknown client ID after a refresh of the sandbox',
    `We refreshed the sandbox on Friday.\n${exchange('acme--uat.sandbox.my.salesforce.com', 400, body('clientIdInvalid'))}`,
    [],
    'app-not-in-org (likely)',
  ],
  [
    'an answer without words where the app has many scopes',
    'POST https://acme.my.salesforce.com/services/oauth2/token -> 400\n{"error":"invalid_request"}\n',
    ['app.scopes=["api","refresh_token","web","openid","profile","email","chatter_api","wave_api"]'],
    'inconclusive',
  ],
];

describe('the verdict on', () => {
  it.each(VERDICTS)('%s', async (_name, paste, facts, expected) => {
    let found: string;
    try {
      found = await verdict(paste, ...facts);
    } catch (error) {
      found = String(error);
    }
    expect(found).toBe(expected);
  });
});
