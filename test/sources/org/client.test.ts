import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { OrgClient } from '../../../src/sources/org/client.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** A client of an API that gives these answers, in turn, to queries. */
async function clientOf(...answers: object[]): Promise<{ client: OrgClient; asked: string[] }> {
  const asked: string[] = [];
  server = createServer(({ url = '' }, reply) => {
    reply.setHeader('content-type', 'application/json');
    if (url === '/services/data') return reply.end(JSON.stringify([{ version: '68.0' }]));
    asked.push(url);
    return reply.end(JSON.stringify(answers[asked.length - 1] ?? {}));
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const instanceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { client: new OrgClient({ instanceUrl, accessToken: '00D000000000000!x', source: 'a test' }), asked };
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
