import { describe, expect, it } from '@jest/globals';
import type { Attempted } from '../../src/fleet/attempt.js';
import type { Job } from '../../src/fleet/job.js';
import { KeyRing } from '../../src/fleet/key-ring.js';
import type { Result } from '../../src/fleet/result.js';
import { runFleet } from '../../src/fleet/run.js';

type Answer = (job: Job, nth: number) => Omit<Attempted, 'result'> & { readonly status?: Result['status'] };

/** Runs jobs with answers of our own, on a clock that only waiting moves. */
async function play(
  ids: readonly string[],
  answer: Answer,
  { stopAt = Number.POSITIVE_INFINITY, hosts = ids, onResult = (): void => undefined } = {},
) {
  let now = 0;
  const stop = new AbortController();
  const [log, results]: [string[], Result[]] = [[], []];
  const tries = new Map<string, number>();
  let [inFlight, most] = [0, 0];
  const jobs = ids.map((id, index): Job => ({
    id,
    tags: [],
    login: { origin: `https://${hosts[index]!}.my.salesforce.com` },
  }));
  await runFleet(jobs, {
    depth: 'login',
    network: {},
    keys: new KeyRing(),
    version: '1',
    concurrency: 4,
    clock: () => now,
    random: () => 0,
    stop: stop.signal,
    journal: { start: (id) => log.push(id), result: (result) => (results.push(result), onResult()) },
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    attempt: async (job) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      const nth = (tries.get(job.id) ?? 0) + 1;
      tries.set(job.id, nth);
      await new Promise((resolve) => setImmediate(resolve));
      if (log.length >= stopAt) stop.abort();
      inFlight -= 1;
      const { status = 'works', ...rest } = answer(job, nth);
      return { result: { id: job.id, at: new Date(now).toISOString(), ms: 1, host: 'h', status }, ...rest };
    },
  });
  return { log, results, now, most };
}

const ids = Array.from({ length: 30 }, (_, index) => `org-${index}`);

describe('a run over many logins', () => {
  it('tries each once, with no more in flight than it may', async () => {
    const { log, results, most } = await play(ids, () => ({}));
    expect([...log].sort()).toEqual([...ids].sort());
    expect(results).toHaveLength(30);
    expect(most).toBe(4);
  });

  it('never tries a refused login again', async () => {
    const { log } = await play(ids, () => ({ status: 'broken' }));
    expect(log).toHaveLength(30);
  });

  it('asks a host without an answer once more, and tells of the second try', async () => {
    const { results } = await play(['a', 'b'], ({ id }, nth) => (id === 'a' && nth === 1 ? { unanswered: true } : {}));
    expect(results.find(({ id }) => id === 'a')).toMatchObject({ status: 'works', retries: 1 });
    const dead = await play(['a'], () => ({ status: 'open', unanswered: true }));
    expect(dead.log).toEqual(['a', 'a']);
  });

  it('comes back to a busy host after the time that it asked for, a few times at most', async () => {
    const { log, results, now } = await play(['a'], () => ({ status: 'open', busy: { retryAfterMs: 60_000 } }));
    expect(log).toHaveLength(4);
    expect(now).toBeGreaterThanOrEqual(180_000);
    expect(results).toMatchObject([{ status: 'open', retries: 3 }]);
  });

  it('goes on elsewhere while a host is left alone', async () => {
    const hosts = ids.map((_, index) => (index < 15 ? 'storm' : `calm-${index}`));
    const { results } = await play(ids, ({ id }, nth) => (Number(id.slice(4)) < 15 && nth === 1 ? { busy: {} } : {}), {
      hosts,
    });
    const calm = results.slice(0, 15).map(({ id }) => Number(id.slice(4)));
    expect(calm.every((number) => number >= 15)).toBe(true);
    expect(results).toHaveLength(30);
  });

  it('takes nothing more once it is stopped, and writes down what was in flight', async () => {
    const { log, results } = await play(ids, () => ({}), { stopAt: 6 });
    expect(log.length).toBeLessThan(12);
    expect(results.map(({ id }) => id).sort()).toEqual([...log].sort());
  });

  it('ends when a result cannot be written down', async () => {
    const full = () => {
      throw new Error('the disk is full');
    };
    await expect(play(ids, () => ({}), { onResult: full })).rejects.toThrow('the disk is full');
  });
});
