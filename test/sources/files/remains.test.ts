import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { toReport } from '../../../src/report/document.js';
import { readPaste } from '../../../src/sources/files/read.js';

async function reportOf(text: string) {
  return toReport(examine(await readPaste(text, 'paste')), { version: '1' });
}

function tokenRequest(grant: string): string {
  return `POST https://acme.my.salesforce.com/services/oauth2/token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=${grant}\n\nHTTP/1.1 400 Bad Request\n\n{"error":"invalid_grant","error_description":"invalid assertion"}`;
}

describe('a text without the words of a known answer', () => {
  it.each([
    ['Google', "google.auth.exceptions.RefreshError: ('invalid_grant: Invalid grant: account not found', {})"],
    ['Google', '{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token"}'],
    [
      'Google',
      'System.CalloutException: Unable to complete the JWT token exchange. Error: invalid_scope. Error description: Invalid OAuth scope or ID token audience provided..',
    ],
    ['Microsoft', '{"error":"invalid_grant","error_description":"AADSTS70008: The refresh token has expired."}'],
    ['DocuSign', 'oauth said {"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}'],
  ])('that holds words of %s is said to be theirs, and names no cause', async (vendor, text) => {
    const { outOfScope, diagnosis } = await reportOf(text);
    expect(outOfScope).toMatchObject({ what: 'other-vendor', detail: vendor });
    expect(diagnosis).toMatchObject({ cause: null, alternatives: [] });
  });

  it('that an endpoint of another host answered is said to be that', async () => {
    const { outOfScope } = await reportOf(
      'https://identity.vendor.example/connect/token: 400 {"error":"invalid_grant"}',
    );
    expect(outOfScope).toMatchObject({ what: 'other-vendor', detail: 'https://identity.vendor.example' });
  });

  it('of a Salesforce host is no other vendor, whatever its words', async () => {
    const { outOfScope } = await reportOf(
      'POST https://acme.my.salesforce.com/services/oauth2/token\n\nHTTP/1.1 400 Bad Request\n\n{"error":"invalid_grant","error_description":"Session not active"}',
    );
    expect(outOfScope).toBeNull();
  });

  it.each([
    ['password', 'simple_salesforce: INVALID_LOGIN: Invalid username, password, security token; or user locked out.'],
    ['password', 'Error: invalid_grant - authentication failure, grant_type=password&username=ci'],
    ['token-exchange', tokenRequest('urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=***')],
    ['saml2-bearer', tokenRequest('urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&assertion=***')],
    ['refresh_token', 'Error (1): Error authenticating with the refresh token due to: something new'],
  ])('that tells of a %s login is said to be that', async (flow, text) => {
    expect((await reportOf(text)).outOfScope).toMatchObject({ what: 'other-flow', detail: flow });
  });

  it('about a password login beside a known answer is about the answer', async () => {
    const { outOfScope, symptom } = await reportOf(
      'INVALID_LOGIN with the password, and with the JWT:\ninvalid_grant: audience is invalid',
    );
    expect(outOfScope).toBeNull();
    expect(symptom?.description).toBe('audience is invalid');
  });

  it.each([
    ['2026-11-17 INFO salesforce oauth token obtained\n2026-11-17 INFO sync 3 rows'],
    ['{"level":"info","msg":"salesforce sync done"}'],
  ])('and without an error is said to hold none', async (text) => {
    const { outOfScope, verdict } = await reportOf(text);
    expect(outOfScope).toMatchObject({ what: 'no-error' });
    expect(verdict).toBe('inconclusive');
  });

  it.each([
    [
      'requests.exceptions.HTTPError: 400 Client Error: Bad Request for url: https://login.salesforce.com/services/oauth2/token',
      { url: 'https://login.salesforce.com/services/oauth2/token', status: 400 },
    ],
    ['502 Bad Gateway from https://acme.my.salesforce.com/services/oauth2/token', { status: 502 }],
    ['ERROR_HTTP_503: <html>Service Unavailable</html> salesforce', { status: 503 }],
    ['System.CalloutException: Unable to complete the JWT token exchange.', { status: 400 }],
    ['Bad request - please check your parameters (n8n, Salesforce)', { status: 400 }],
    ['invalid_grant', { error: 'invalid_grant' }],
    ['salesforce: got {"error":"something_new","error_description":"nobody knows"}', { description: 'nobody knows' }],
  ])('keeps what is left of the answer: %s', async (text, answer) => {
    const facts = await readPaste(text, 'paste');
    const told = facts.find(({ name }) => name === 'token.answers');
    expect(told).toMatchObject({ value: [answer] });
  });

  it.each([
    '[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]',
    'Access token has expired. Updating...\nAccess token has expired. Updating...\nsf data query',
    'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
  ])('after the login tells what the API said: %s', async (text) => {
    const facts = await readPaste(text, 'paste');
    expect(facts).toContainEqual(
      expect.objectContaining({
        name: 'api.answers',
        value: [expect.objectContaining({ errorCode: 'INVALID_SESSION_ID' })],
      }),
    );
  });

  it('in a line of a structured log is read as its message', async () => {
    const { diagnosis } = await reportOf('{"level":"error","err":{"msg":"invalid_grant: ip restricted"}}');
    expect(diagnosis.cause?.id).toBe('ip-restricted');
  });
});

describe('what a client says before it sends anything', () => {
  it('that a Lightning address is no login host names the host', async () => {
    const { diagnosis } = await reportOf(
      "Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here's the error: LightningDomain::Invalid instance URL. It should NOT be a lightning domain.",
    );
    expect(diagnosis.cause).toMatchObject({ id: 'wrong-login-host', check: 'token-request' });
  });
});

describe('claims and requests', () => {
  it('tell an audience that is a list', async () => {
    const { diagnosis } = await reportOf(
      "{'iss': '3MVG9a.b.c.d.e.f', 'sub': 'ci@acme.example.com', 'aud': ['https://login.salesforce.com'], 'exp': 1795439211}\n{\"error\":\"invalid_grant\",\"error_description\":\"audience is invalid\"}",
    );
    expect(diagnosis.cause).toMatchObject({ id: 'wrong-audience', confidence: 'confirmed' });
  });

  it('with an assertion for the page of the browser go to the wrong address', async () => {
    const { diagnosis } = await reportOf(
      'curl https://login.salesforce.com/services/oauth2/authorize -d "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer" -d assertion=$A',
    );
    expect(diagnosis.cause).toMatchObject({ id: 'wrong-http-request' });
  });
});
