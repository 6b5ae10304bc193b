import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { ScrubbedStore } from '../../../src/redaction/scrubbed-store.js';
import { readReading } from '../../../src/sources/files/read.js';

const URL = 'https://acme.my.salesforce.com/services/oauth2/token';
const ANSWER = '{"error":"unsupported_grant_type","error_description":"grant type not supported"}';

const har = (headers: object[], postData?: object, method = 'POST') =>
  JSON.stringify({
    log: {
      entries: [
        {
          startedDateTime: '2026-11-20T10:00:00.000Z',
          request: { method, url: URL, headers, ...(postData && { postData }) },
          response: { status: 400, headers: [], content: { text: ANSWER } },
        },
      ],
    },
  });

async function read(text: string) {
  const { facts } = await readReading(text, 'input');
  return { store: new ScrubbedStore(facts), diagnosis: examine(facts).diagnosis };
}

describe('the content type of a request in a HAR', () => {
  const FORM = 'application/x-www-form-urlencoded';
  it.each([
    ['is that of the header', har([{ name: 'Content-Type', value: FORM }]), FORM],
    ['is that of the body, where no header is listed', har([], { mimeType: 'application/json' }), 'application/json'],
    ['is none, where other headers are listed', har([{ name: 'Accept', value: '*/*' }]), 'none'],
    ['is not known, where headers were left out', har([]), undefined],
    ['is not asked of a GET', har([{ name: 'Accept', value: '*/*' }], undefined, 'GET'), undefined],
  ])('%s', async (_, text, type) => {
    expect((await read(text)).store.value('request.contentType')).toBe(type);
  });

  it('leads to the request and not to the grant', async () => {
    const { diagnosis } = await read(har([{ name: 'Accept', value: '*/*' }]));
    expect(diagnosis.cause?.id).toBe('wrong-http-request');
  });
});

describe('an assertion that curl takes from a file', () => {
  it.each(['--data-urlencode assertion@assertion.jwt', '-d grant_type=x -d @body.txt'])(
    'is unknown: %s',
    async (data) => {
      const { store, diagnosis } = await read(
        `$ curl -s ${URL} ${data}\n{"error":"invalid_grant","error_description":"invalid assertion"}\n`,
      );
      expect(store.value('assertion.problem')).toBeUndefined();
      expect(diagnosis.cause?.id).not.toBe('assertion-malformed');
    },
  );
});

describe('an assertion that was accepted before', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const assertion = (jti?: string) =>
    `${part({ alg: 'RS256' })}.${part({ iss: '3MVG9abcdefghijklmnop', sub: 'ci@acme.example.com', aud: 'https://acme.my.salesforce.com', exp: 1_795_439_211, ...(jti && { jti }) })}.c2ln`;
  const exchange = (sent: string, status: string, body: string) =>
    `POST /services/oauth2/token HTTP/1.1\nHost: acme.my.salesforce.com\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=${sent}\n\nHTTP/1.1 ${status}\nContent-Type: application/json\n\n${body}\n\n`;
  const twice = (first: string, second: string) =>
    exchange(first, '200 OK', '{"access_token":"********","token_type":"Bearer"}') +
    exchange(second, '400 Bad Request', '{"error":"invalid_grant","error_description":"invalid assertion"}');

  it('is the cause where it has a unique ID', async () => {
    expect((await read(twice(assertion('a-1'), assertion('a-1')))).diagnosis.cause?.id).toBe('assertion-replayed');
  });

  it('is not, where the ID is another one or there is none', async () => {
    for (const text of [twice(assertion('a-1'), assertion('a-2')), twice(assertion(), assertion())])
      expect((await read(text)).diagnosis.cause?.id).not.toBe('assertion-replayed');
  });
});
