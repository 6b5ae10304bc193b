import { describe, expect, it } from '@jest/globals';
import { readReading } from '../../../src/sources/files/read.js';

const URL = 'https://login.salesforce.com/services/oauth2/token';
const ANSWER = '{"error":"unsupported_grant_type","error_description":"grant type not supported"}';

async function factsOf(text: string): Promise<Record<string, unknown>> {
  const { facts } = await readReading(text, 'console');
  return Object.fromEntries(facts.flatMap((fact) => ('value' in fact ? [[fact.name, fact.value]] : [])));
}

describe('the console of Postman', () => {
  it('shows method, content type, grant and answer as indented lines', async () => {
    const facts = await factsOf(
      [
        `▶ POST ${URL}   400   312 ms`,
        '  Request Headers',
        '    Content-Type: application/json',
        '    User-Agent: PostmanRuntime/7.43.0',
        '  Request Body',
        '    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer"',
        '    assertion: "********"',
        '  Response Body',
        ANSWER,
        'these words come after it',
      ].join('\n'),
    );
    expect(facts).toMatchObject({
      'request.url': URL,
      'request.method': 'POST',
      'request.contentType': 'application/json',
      'request.grantType': 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      'token.answers': [{ url: URL, status: 400, error: 'unsupported_grant_type' }],
    });
  });

  it('shows the same as members of an object', async () => {
    const facts = await factsOf(
      [
        `GET ${URL}: {`,
        '  "Request Headers": {',
        '    "user-agent": "PostmanRuntime/7.43.0",',
        '    "host": "login.salesforce.com"',
        '  },',
        '  "Response Headers": {',
        '    "content-type": "application/json"',
        '  },',
        `  "Response Body": ${JSON.stringify(ANSWER)}`,
        '}',
      ].join('\n'),
    );
    expect(facts).toMatchObject({ 'request.method': 'GET', 'token.answers': [{ error: 'unsupported_grant_type' }] });
  });

  it('tells that no content type was sent only where it lists the headers', async () => {
    const head = `POST ${URL}   400   12 ms`;
    const answer = `  Response Body\n${ANSWER}`;
    const listed = await factsOf(`${head}\n  Request Headers\n    User-Agent: PostmanRuntime/7.43.0\n${answer}`);
    expect(listed['request.contentType']).toBe('none');
    const cut = await factsOf(`${head}\n  Request Headers\n    Accept: */*\n${answer}`);
    expect(cut['request.contentType']).toBeUndefined();
  });
});
