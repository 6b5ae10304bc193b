import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { send } from '../../src/sources/http.js';
import { Routes } from '../../src/sources/routes.js';
import { limitOfRun, networkOfRun } from '../../src/sources/run-network.js';
import { wayTo } from '../../src/sources/way.js';
import { Ways } from '../../src/sources/ways.js';

const open: Server[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

/** A server that takes connections and does with them what it is told; its address, and the connections so far. */
async function server(answer: (socket: Socket) => void): Promise<{ url: string; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const listening = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    answer(socket);
  }).listen(0, '127.0.0.1');
  open.push(listening);
  await once(listening, 'listening');
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`, sockets };
}

const silence = (socket: Socket): void => void socket.resume();
const get = (url: string) => ({ method: 'GET' as const, url });

describe('a proxy that never answers', () => {
  it('is given up with its connection when the time is over', async () => {
    const { url: proxy, sockets } = await server(silence);
    const reply = await send(get('https://acme.my.salesforce.com/'), { proxy, timeoutMs: 200 });
    expect(reply).toMatchObject({ problem: 'timeout' });
    if (!sockets[0]!.closed) await once(sockets[0]!, 'close');
  });

  it('is not asked again in the same run, whatever the host', async () => {
    const { url: proxy, sockets } = await server(silence);
    const network = { proxy, timeoutMs: 200, routes: new Routes() };
    for (const host of ['acme.my', 'login', 'test'])
      expect((await send(get(`https://${host}.salesforce.com/`), network)).problem).toBe('timeout');
    expect(sockets.length).toBe(1);
    await send(get('https://login.salesforce.com/'), { ...network, routes: new Routes() });
    expect(sockets.length).toBe(2);
  });

  it('is told apart from a host behind it that never answers', async () => {
    const { url: proxy, sockets } = await server((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n')),
    );
    const network = { proxy, timeoutMs: 200, routes: new Routes() };
    for (const host of ['acme.my', 'acme.my', 'test']) await send(get(`https://${host}.salesforce.com/`), network);
    expect(sockets.length).toBe(2);
  });
});

describe('a proxy that opens no tunnel', () => {
  const answers = (text: string) => (socket: Socket) => socket.once('data', () => socket.end(text));

  it.each([
    ['asks for a password', 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 2\r\n\r\n{}'],
    ['shows a page', 'HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\n\r\n<html>{"error":"invalid_grant"}</html>'],
    ['answers as if it were the host', 'HTTP/1.1 400 Bad Request\r\n\r\n{"error":"invalid_grant"}'],
    ['ends the connection', ''],
    ['speaks no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ])('is never taken for the host: it %s', async (_what, text) => {
    const { url: proxy } = await server(answers(text));
    const reply = await send(get('https://acme.my.salesforce.com/'), { proxy, timeoutMs: 5000 });
    expect(reply).toEqual({ headers: {}, text: '', problem: 'proxy' });
  });
});

describe('a SOCKS proxy', () => {
  it('is asked for the host by its name, and carries the answer', async () => {
    const asked: string[] = [];
    const { url } = await server((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from([5, 0]));
        socket.once('data', (request: Buffer) => {
          asked.push(request.subarray(5, 5 + request[4]!).toString());
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 80]));
          socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
        });
      });
    });
    const proxy = url.replace('http:', 'socks5h:');
    expect(await send(get('http://acme.my.salesforce.com/'), { proxy, timeoutMs: 5000 })).toMatchObject({ text: '{}' });
    expect(asked).toEqual(['acme.my.salesforce.com']);
  });

  it('that never answers is given up with its connection', async () => {
    const { url, sockets } = await server(silence);
    const proxy = url.replace('http:', 'socks5h:');
    const reply = await send(get('https://acme.my.salesforce.com/'), { proxy, timeoutMs: 200 });
    expect(reply).toMatchObject({ problem: 'timeout' });
    if (!sockets[0]!.closed) await once(sockets[0]!, 'close');
  });
});

describe('NO_PROXY', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it.each([
    ['', true],
    ['other.example', true],
    ['acme.my.salesforce.com', false],
    ['.salesforce.com', false],
    ['*.my.salesforce.com', false],
    ['acme.my.salesforce.com:8443', true],
    ['*', false],
  ])('%j: through the proxy is %s', async (value, isThrough) => {
    process.env = { ...before, HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: value };
    const way = await wayTo('https://acme.my.salesforce.com/services/oauth2/token');
    expect(way.proxy !== undefined).toBe(isThrough);
  });

  it('is for the environment, not for a proxy that is given', async () => {
    process.env = { ...before, NO_PROXY: '*' };
    expect((await wayTo('https://acme.my.salesforce.com/', 'http://127.0.0.1:9')).proxy).toBeDefined();
  });
});

describe('a host', () => {
  it('that never answers is asked once', async () => {
    const { url, sockets } = await server(silence);
    const network = { timeoutMs: 200, routes: new Routes() };
    await send(get(url), network);
    await send(get(`${url}/again`), network);
    expect(sockets.length).toBe(1);
  });

  it('that answered once is asked again after it was slow', async () => {
    let isQuick = true;
    const { url, sockets } = await server((socket) => {
      if (isQuick) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
    const network = { timeoutMs: 200, routes: new Routes() };
    expect((await send(get(url), network)).status).toBe(200);
    isQuick = false;
    await send(get(url), network);
    await send(get(url), network);
    expect(sockets.length).toBe(3);
  });

  it('is not asked after the run is over', async () => {
    const { url, sockets } = await server(silence);
    const network = networkOfRun({ deadline: AbortSignal.abort() }, 200);
    expect(await send(get(url), network)).toMatchObject({ problem: 'timeout' });
    expect(sockets.length).toBe(0);
  });
});

describe('the connections of a run', () => {
  const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

  it('are used again, and end with the run', async () => {
    const { url, sockets } = await server((socket) => socket.on('data', () => socket.write(OK)));
    const ways = new Ways();
    for (const path of ['/a', '/b', '/c', '/d', '/e'])
      expect(await send(get(`${url}${path}`), { ways, timeoutMs: 5000 })).toMatchObject({ status: 200, text: '{}' });
    await ways.close();
    expect(sockets.length).toBeLessThan(3);
    for (const socket of sockets) if (!socket.closed) await once(socket, 'close');
  });

  it.each([
    ['a read is sent again', 'GET', { status: 200 }, 3],
    ['anything else is sent once', 'POST', { problem: 'reset' }, 2],
  ] as const)('that the server closed: %s', async (_, method, wanted, requests) => {
    let seen = 0;
    const { url } = await server((socket) =>
      socket.on('data', () => {
        seen += 1;
        if (seen === 2) socket.destroy();
        else socket.write(OK);
      }),
    );
    const network = { ways: new Ways(), timeoutMs: 5000 };
    await send(get(url), network);
    expect(await send({ method, url }, network)).toMatchObject(wanted);
    expect(seen).toBe(requests);
    await network.ways.close();
  });
});

describe('the limit of a run', () => {
  const GENEROUS = 20;

  it('is six times that of a request, and 30 s at least', () => {
    expect([1, 5, 15].map((seconds) => limitOfRun(seconds * 1000))).toEqual([30_000, 30_000, 90_000]);
  });

  it('ends a request that is never answered, long before the limit of that request', async () => {
    const { url } = await server(silence);
    const [timeoutMs, limitMs, begun] = [60_000, 200, performance.now()];
    expect(await send(get(url), networkOfRun({}, timeoutMs, limitMs))).toMatchObject({ problem: 'timeout' });
    expect(performance.now() - begun).toBeLessThan(GENEROUS * limitMs);
  });

  it('ends a row of requests, each of which is answered in time', async () => {
    const { url } = await server((socket) =>
      setTimeout(() => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'), 20),
    );
    const [limitMs, begun] = [200, performance.now()];
    const network = networkOfRun({}, 60_000, limitMs);
    const answers: unknown[] = [];
    while (performance.now() - begun < GENEROUS * limitMs) {
      const { status, problem } = await send(get(url), network);
      answers.push(problem ?? status);
      if (problem !== undefined) break;
    }
    expect([answers[0], answers.at(-1)]).toEqual([200, 'timeout']);
  });
});
