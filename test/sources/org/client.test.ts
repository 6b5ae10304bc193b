import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { OrgClient } from '../../../src/sources/org/client.js';
import { limitedTransport } from '../../../src/sources/org/transport.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** A client of an API that answers calls in turn: with JSON, XML or a page; a fault has the status 500. */
async function clientOf(...answers: (object | string)[]): Promise<{ client: OrgClient; asked: string[] }> {
  const asked: string[] = [];
  server = createServer(({ url = '' }, reply) => {
    if (url === '/services/data') return reply.end(JSON.stringify([{ version: '68.0' }]));
    asked.push(url);
    const answer = answers[asked.length - 1] ?? {};
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    const type = text.startsWith('{') ? 'application/json' : text.startsWith('<?xml') ? 'text/xml' : 'text/html';
    reply.writeHead(text.includes('Fault') ? 500 : 200, { 'content-type': `${type}; charset=utf-8` });
    return reply.end(text);
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const instanceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { client: new OrgClient({ instanceUrl, accessToken: '00D000000000000!x', source: 'a test' }), asked };
}

function envelope(body: string): string {
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
}

describe('an answer that comes in parts', () => {
  const first = { done: false, nextRecordsUrl: '/services/data/v68.0/query/01g-2000', records: [{ Id: '1' }] };

  it('is read to the end', async () => {
    const { client, asked } = await clientOf(first, { done: true, records: [{ Id: '2' }] });
    expect(await client.query('SELECT Id FROM User')).toMatchObject({ ok: true, value: [{ Id: '1' }, { Id: '2' }] });
    expect(asked[1]).toBe(first.nextRecordsUrl);
  });

  it.each([
    ['the rest is lost', [first, { message: 'nothing' }]],
    ['it does not say where the rest is', [{ ...first, nextRecordsUrl: 'https://elsewhere.example.com/' }]],
  ])('proves nothing where %s', async (_what, answers) => {
    const { client } = await clientOf(...answers);
    expect(await client.query('SELECT Id FROM User')).toMatchObject({ ok: false, reason: 'failed' });
  });

  it('ends with the limit of requests', async () => {
    const { client, asked } = await clientOf(...Array.from({ length: 99 }, () => first));
    expect(await client.query('SELECT Id FROM User')).toMatchObject({ ok: false, reason: 'not-asked' });
    expect(asked.length).toBeLessThanOrEqual(25);
  });
});

describe('an answer that is not one of the API', () => {
  it.each([
    ['a page', '<html><body>Down for maintenance</body></html>'],
    ['a page that says it is XML', '<?xml version="1.0"?><html><body>Down for maintenance</body></html>'],
    ['half an answer', envelope('<listMetadataResponse><result>').slice(0, -30)],
  ])('is no empty list of components: %s', async (_what, answer) => {
    const { client } = await clientOf(answer);
    expect(await client.list(['ConnectedApp'])).toMatchObject({ ok: false, reason: 'failed' });
  });

  it.each([
    ['a page', '<html>'],
    ['nothing', ''],
    ['no records', { done: true }],
  ])('is no empty answer to a query: %s', async (_what, answer) => {
    const { client } = await clientOf(answer);
    expect(await client.query('SELECT Id FROM User')).toMatchObject({ ok: false, reason: 'failed' });
  });

  it('ends nothing where it is a row', async () => {
    const { client } = await clientOf({ done: true, records: [null, { Id: '1' }] });
    expect(await client.query('SELECT Id FROM User')).toMatchObject({ ok: true, value: [null, { Id: '1' }] });
  });
});

describe('metadata', () => {
  it('is an empty list where the org has no component', async () => {
    const { client } = await clientOf(
      envelope('<listMetadataResponse xmlns="http://soap.sforce.com/2006/04/metadata"/>'),
    );
    expect(await client.list(['ConnectedApp'])).toEqual({ ok: true, value: [], via: 'Metadata API' });
  });

  it('holds the elements that the org gave, and no others', async () => {
    const { client } = await clientOf(
      envelope(
        `<readMetadataResponse><result><records xsi:type="ConnectedApp" xmlns:xsi="x">
          <fullName>Acme_CI</fullName><description xsi:nil="true"/>
          <oauthConfig><consumerKey>3MVG9&amp;</consumerKey><scopes>Api</scopes><scopes>Web</scopes></oauthConfig>
        </records></result></readMetadataResponse>`,
      ),
    );
    const read = await client.read('ConnectedApp', ['Acme_CI']);
    expect(read.ok && Object.fromEntries(read.value)).toEqual({
      Acme_CI: {
        fullName: 'Acme_CI',
        description: '',
        oauthConfig: { consumerKey: '3MVG9&', scopes: ['Api', 'Web'] },
      },
    });
  });

  it('says by a code, not by a sentence, that the session lacks a permission', async () => {
    const fault = '<s:Fault><faultcode>sf:INSUFFICIENT_ACCESS</faultcode><faultstring>no</faultstring></s:Fault>';
    const { client } = await clientOf(envelope(fault));
    expect(await client.list(['ConnectedApp'])).toMatchObject({ reason: 'denied', lacksPermission: true });
  });
});

describe('the transport below jsforce', () => {
  it('sends nothing to another host, and nothing beyond the limit', async () => {
    const { client, asked } = await clientOf();
    const { httpRequest } = limitedTransport({ origin: client.origin, network: {}, spend: () => false }) as {
      httpRequest: (request: object) => Promise<unknown>;
    };
    const problemOf = (url: string) => httpRequest({ method: 'GET', url }).catch((error: unknown) => error);
    expect(await problemOf('https://elsewhere.example.com/')).toMatchObject({ problem: 'another-host' });
    expect(await problemOf(`${client.origin}/services/data/v68.0/limits`)).toMatchObject({
      problem: 'no-requests-left',
    });
    expect(asked).toEqual([]);
  });
});
