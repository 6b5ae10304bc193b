import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInShard, readShard, shardOfEngine, WHOLE } from '../../src/fleet/shard.js';

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 200 });

describe('shards', () => {
  it('share the logins out, each to one', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 12 }), (all, total) => {
        const shards = Array.from({ length: total }, (_, index) =>
          all.filter((id) => isInShard(id, { index: index + 1, total })),
        );
        expect(shards.flat().sort()).toEqual([...all].sort());
      }),
      { numRuns: 100 },
    );
  });

  it('keep a login where it is, whatever is added', () => {
    const before = isInShard('acme-uat', { index: 2, total: 5 });
    expect(isInShard('acme-uat', { index: 2, total: 5 })).toBe(before);
    expect([1, 2, 3, 4, 5].filter((index) => isInShard('acme-uat', { index, total: 5 }))).toHaveLength(1);
  });

  it('are about equal in size', () => {
    const sizes = [1, 2, 3, 4].map(
      (index) =>
        Array.from({ length: 4000 }, (_, n) => `org-${n}`).filter((id) => isInShard(id, { index, total: 4 })).length,
    );
    for (const size of sizes) expect(Math.abs(size - 1000)).toBeLessThan(150);
  });
});

describe('the shard of a run', () => {
  it.each([
    ['GitLab', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '8' }, 2, 8],
    ['AWS Batch', { AWS_BATCH_JOB_ARRAY_INDEX: '0', AWS_BATCH_JOB_ARRAY_SIZE: '10' }, 1, 10],
    ['Azure Pipelines', { SYSTEM_JOBPOSITIONINPHASE: '3', SYSTEM_TOTALJOBSINPHASE: '3' }, 3, 3],
    ['CircleCI', { CIRCLE_NODE_INDEX: '3', CIRCLE_NODE_TOTAL: '4' }, 4, 4],
    ['Buildkite', { BUILDKITE_PARALLEL_JOB: '0', BUILDKITE_PARALLEL_JOB_COUNT: '2' }, 1, 2],
    ['Kubernetes', { JOB_COMPLETION_INDEX: '4', JOB_COMPLETIONS: '5' }, 5, 5],
  ])('is what %s exports', (from, env, index, total) => {
    expect(shardOfEngine(env)).toEqual({ index, total, from });
  });

  it('is the whole inventory where no engine runs it', () => {
    expect(shardOfEngine({ CI: 'true' })).toEqual(WHOLE);
  });

  it.each([
    ['an index without a total', { JOB_COMPLETION_INDEX: '1' }, /number of runs is unknown; export JOB_COMPLETIONS/],
    ['an index beyond the total', { CI_NODE_INDEX: '9', CI_NODE_TOTAL: '8' }, /shard 9 of 8 does not exist/],
    ['no number', { CI_NODE_INDEX: 'x', CI_NODE_TOTAL: '8' }, /not a shard/],
  ])('is refused for %s', (_, env, words) => {
    expect(() => shardOfEngine(env)).toThrow(words);
  });

  it.each(['0/3', '4/3', '1', '1/2/3', 'a/b', '1/', '-1/2', '1.5/2'])('is refused as --shard %s', (text) => {
    expect(() => readShard(text)).toThrow(/--shard/);
  });
});
