import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { retryAfterOf, tryJob } from '../../src/fleet/attempt.js';
import { KeyRing } from '../../src/fleet/key-ring.js';
import { examineLogin } from '../../src/doctor.js';
import { closeAll, start } from '../simulator/support/client.js';

afterEach(closeAll);
const NOW = Date.parse('2026-11-27T01:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['5', 5000],
    ['Fri, 27 Nov 2026 01:00:30 GMT', 30_000],
    ['Fri, 27 Nov 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s ms', (value, ms) => {
    expect(retryAfterOf(value, NOW)).toBe(ms);
  });
});

describe('an attempt of a fleet', () => {
  const workshop = { network: { timeoutMs: 5000 }, keys: new KeyRing(), clock: Date.now, version: '1' };
  const loginOf = async (world: string, options?: Parameters<typeof start>[1]) => {
    const org = await start(world, options);
    const { login } = org.world;
    const key = { kind: 'variable', name: 'KEY', text: login.key } as const;
    const origin = org.loopback[login.instanceUrl]!;
    return {
      org,
      login: { origin, audience: login.instanceUrl, username: login.username, clientId: login.clientId, key },
    };
  };

  it.each(['user-not-preauthorized', 'approval-missing', 'wrong-username', 'certificate-mismatch', 'healthy'])(
    'says of %s what diagnose says',
    async (world) => {
      const { login } = await loginOf(world);
      const { result } = await tryJob({ id: 'a', tags: [], login }, { ...workshop, depth: 'login' });
      const { diagnosis } = await examineLogin(login, { probe: 'one' });
      expect(result.cause).toBe(diagnosis.cause?.id);
      expect(result.status).toBe(
        { healthy: 'works', 'cause-found': 'broken', inconclusive: 'open' }[diagnosis.verdict],
      );
    },
  );

  it.each([429, 503])('leaves a host alone that answers %i', async (status) => {
    const fault = {
      kind: 'raw',
      status,
      contentType: 'text/plain',
      body: 'later',
      path: '/services/oauth2/token',
    } as const;
    const { login, org } = await loginOf('healthy', { faults: [fault] });
    const job = { id: 'a', tags: [], login };
    expect(await tryJob(job, { ...workshop, depth: 'login' }, false)).toMatchObject({
      busy: {},
      result: { status: 'open' },
    });
    expect(org.requests).toHaveLength(1);
  });

  it.each([
    [200, 'application/json', '{}'],
    [200, 'application/json', '{"access_token":""}'],
    [200, 'application/json', '{"access_token":7}'],
    [200, 'application/json', '[]'],
    [200, 'text/html', '<html>Welcome</html>'],
    [204, 'text/plain', ''],
    [302, 'text/plain', ''],
    [403, 'application/json', '{"error":"unknown_word"}'],
    [500, 'text/html', '<html>'],
  ])('never counts %i %s %s as a login that works', async (status, contentType, body) => {
    const fault = { kind: 'raw', status, contentType, body, path: '/services/oauth2/token' } as const;
    const { login } = await loginOf('healthy', { faults: [fault] });
    const { result } = await tryJob({ id: 'a', tags: [], login }, { ...workshop, depth: 'login' });
    expect(result.status).not.toBe('works');
    expect(result.sentence).toMatch(/\w/);
  });

  const { privateKey: curve } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  it.each([
    ['is empty', ''],
    ['is no key', 'not a key'],
    ['is of another kind', curve.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('never counts a login as one that works whose key %s', async (_, text) => {
    const { login, org } = await loginOf('healthy');
    const job = { id: 'a', tags: [], login: { ...login, key: { ...login.key, name: text.slice(0, 40), text } } };
    const { result } = await tryJob(job, { ...workshop, depth: 'login' });
    expect(result.status).not.toBe('works');
    expect(org.attempts).toHaveLength(0);
  });

  it('reads the org with a session of its administrator, and names more', async () => {
    const { login, org } = await loginOf('approval-missing');
    const session = { ...org.openSession(), source: 'the administrator' };
    const job = { id: 'a', tags: [], login: { ...login, openSession: () => Promise.resolve(session) } };
    const { result } = await tryJob(job, { ...workshop, depth: 'org' });
    expect(result).toMatchObject({ status: 'broken', cause: 'approval-missing' });
  });
});
