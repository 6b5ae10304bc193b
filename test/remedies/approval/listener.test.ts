import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listenForRedirect, type Listener } from '../../../src/remedies/approval/listener.js';
import { ask, freePort } from './support.js';

const STATE = 'a-state-of-ours';
let callback: URL;
let listener: Listener;
let strange: string[];

beforeEach(async () => {
  callback = new URL(`http://localhost:${await freePort()}/OauthRedirect`);
  strange = [];
  listener = await listenForRedirect({
    callback,
    state: STATE,
    where: '--callback-url',
    onStrange: (why) => strange.push(why),
  });
});
afterEach(() => listener.close());

const answer = (query: string, options = {}) => ask(`${callback.href}?${query}`, options);

describe('the listener on the callback', () => {
  it('takes the answer with the right state, and shows a page without anything of it', async () => {
    const reply = await answer(`code=aPrxSecretCode&state=${STATE}`);
    expect(await listener.answer).toEqual({ kind: 'code', code: 'aPrxSecretCode' });
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('Go back to the terminal');
    expect(reply.text).not.toContain('aPrxSecretCode');
    expect(reply.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  it('takes a refusal, with its words', async () => {
    const reply = await answer(`error=access_denied&error_description=end-user+denied+authorization&state=${STATE}`);
    expect(reply.text).toContain('No approval was given');
    expect(await listener.answer).toEqual({
      kind: 'error',
      error: 'access_denied',
      description: 'end-user denied authorization',
    });
  });

  it.each([
    ['another state', 'code=aPrxTheirs&state=another', 'wrong-state'],
    ['no state', 'code=aPrxTheirs', 'no-state'],
    ['neither code nor error', `state=${STATE}`, 'no-answer'],
  ])('refuses %s and goes on waiting', async (_what, query, why) => {
    expect((await answer(query)).status).toBe(400);
    expect(strange).toEqual([why]);
    await answer(`code=aPrxOurs&state=${STATE}`);
    expect(await listener.answer).toEqual({ kind: 'code', code: 'aPrxOurs' });
  });

  it('takes no other path, method or host', async () => {
    const good = `code=aPrxOurs&state=${STATE}`;
    expect((await ask(new URL(`/else?${good}`, callback).href)).status).toBe(404);
    expect((await answer(good, { method: 'POST' })).status).toBe(405);
    expect((await answer(good, { host: `evil.example:${callback.port}` })).status).toBe(403);
    expect((await answer(good, { host: '' })).status).toBeGreaterThanOrEqual(400);
    expect((await answer(good)).status).toBe(200);
  });

  it('listens on loopback only, on both of its addresses', async () => {
    expect((await answer('code=x&state=y', { address: '::1' })).status).toBe(400);
    const others = Object.values(networkInterfaces())
      .flatMap((one) => one ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others)
      await expect(answer('code=x&state=y', { address })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('stops at once, and the port is free again', async () => {
    await listener.close();
    await expect(answer('code=x&state=y')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const again = await listenForRedirect({ callback, state: STATE, where: '', onStrange: () => undefined });
    await again.close();
  });

  it('does not stop for a connection that says nothing', async () => {
    const { connect } = await import('node:net');
    const silent = connect(Number(callback.port), '127.0.0.1').on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));
    const closed = new Promise((resolve) => silent.once('close', resolve));
    await listener.close();
    await closed;
  });
});

describe('a port that somebody holds', () => {
  let other: Server;
  afterEach(() => new Promise((resolve) => other.close(resolve)));

  it.each(['127.0.0.1', '::1'])('is told in one sentence: %s', async (address) => {
    const port = await freePort();
    other = createServer();
    await new Promise<void>((resolve) => other.listen(port, address, resolve));
    const taken = listenForRedirect({
      callback: new URL(`http://localhost:${port}/cb`),
      state: STATE,
      where: '--callback-url',
      onStrange: () => undefined,
    });
    await expect(taken).rejects.toMatchObject({
      name: 'CallbackError',
      message: expect.stringMatching(new RegExp(`^--callback-url http://localhost:${port}/cb: port ${port} is in use`)),
    });
    // What was opened before is closed again.
    if (address === '::1')
      await expect(ask(`http://localhost:${port}/cb`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
