import { describe, expect, it } from '@jest/globals';
import { clear, defineCheck, fail, moot, open, warn, type Finding } from '../../src/checks/check.js';
import { SEQUENCE } from '../../src/checks/index.js';
import { runChecks } from '../../src/checks/run.js';
import type { NotKnown, SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';

describe('the runner', () => {
  const crashing = defineCheck({
    id: 'crashing',
    title: 'x',
    failureTitle: 'y',
    gates: [],
    rejects: [],
    needs: ['app.name'],
    examine() {
      throw new Error('out of order');
    },
  });
  const curious = defineCheck({
    id: 'curious',
    title: 'x',
    failureTitle: 'y',
    gates: [],
    rejects: [],
    needs: ['app.name'],
    examine: ({ facts }) => {
      const hidden = (facts as unknown as { get: (name: string) => unknown }).get('user.username');
      return [{ verdict: 'warn', code: String(hidden), evidence: [] }];
    },
  });
  const store = new ScrubbedStore([{ name: 'user.username', value: 'a@b.co', source: 'x' }]);

  it('turns a crash into the result of that check, and goes on', () => {
    expect(runChecks([crashing, curious], store).map(({ status, reason }) => [status, reason])).toEqual([
      ['error', 'out of order'],
      ['warn', undefined],
    ]);
  });

  it('hands a check the facts it needs, and no others', () => {
    expect(runChecks([curious], store)[0]!.findings).toEqual([{ verdict: 'warn', code: 'undefined', evidence: [] }]);
  });

  it('leaves out what was skipped, and says so', () => {
    expect(runChecks([curious], store, { skip: ['curious'] })[0]).toMatchObject({
      status: 'skipped',
      reason: 'left out on request',
    });
    expect(runChecks([curious], store, { only: ['other'] })[0]).toMatchObject({ status: 'skipped' });
    const skip = ['curious', { check: 'curious', reason: 'it is rotated' }];
    expect(runChecks([curious], store, { skip })[0]).toMatchObject({ status: 'skipped', reason: 'it is rotated' });
  });

  it('knows nothing without facts: no check passes', () => {
    expect(
      runChecks(SEQUENCE, new ScrubbedStore()).filter(({ status }) => status === 'pass' || status === 'fail'),
    ).toEqual([]);
  });

  it.each(['not-asked', 'denied', 'masked', 'failed'] as const)('passes no check on facts that are %s', (unknown) => {
    const needs = new Set(SEQUENCE.flatMap((check) => check.needs));
    const facts = [...needs].map((name) => ({ name, unknown, source: 'x' }) satisfies { name: string } & NotKnown);
    const results = runChecks(SEQUENCE, new ScrubbedStore(facts as SourceFact[]), { now: 1 });
    expect(results.filter(({ status }) => status !== 'unknown')).toEqual([]);
  });

  it('lets a disputed fact decide nothing', () => {
    const disputed = new ScrubbedStore([
      { name: 'user.active', value: true, source: 'a' },
      { name: 'user.active', value: false, source: 'b' },
    ]);
    const decided = runChecks(SEQUENCE, disputed).flatMap(({ findings }) => findings);
    expect(decided.filter(({ verdict }) => verdict !== 'open')).toEqual([]);
  });
});

describe('the status of a check', () => {
  const cause = 'user-frozen';
  const FAIL = fail(cause, 'a/b', []);
  const HINT = fail(cause, 'a/b', [], 'hint');
  const BLOCK: Finding = { verdict: 'fail', cause, code: 'a/b', certainty: 'hint', blocks: true, evidence: [] };
  const [CLEAR, MOOT, OPEN, WARN] = [clear(cause, 'a/b', []), moot(cause, 'a/b'), open(cause), warn('a/b', [])];

  it.each([
    ['fail', [CLEAR, FAIL]],
    ['fail', [CLEAR, fail(cause, 'a/b', [], 'suspected')]],
    ['fail', [WARN, OPEN, BLOCK]],
    ['warn', [CLEAR, OPEN, HINT]],
    ['warn', [OPEN, WARN]],
    ['unknown', [CLEAR, OPEN]],
    ['pass', [MOOT, CLEAR]],
    ['not-applicable', [MOOT]],
    ['not-applicable', []],
  ])('is %s by its gravest finding', (status, findings) => {
    const check = defineCheck({
      id: 'x',
      title: 'x',
      failureTitle: 'y',
      gates: [],
      rejects: [],
      needs: [],
      examine: () => findings,
    });
    expect(runChecks([check], new ScrubbedStore())[0]!.status).toBe(status);
  });

  it('asks for no fact that is known, and for one that is disputed', () => {
    const disputed = ['a', 'b'].map((value): SourceFact => ({ name: 'user.username', value, source: value }));
    const known: SourceFact = { name: 'app.name', value: 'x', source: 'a' };
    const examine = () => [open(cause, 'app.name', 'user.username', 'org.id')];
    const check = defineCheck({ id: 'x', title: 'x', failureTitle: 'y', gates: [], rejects: [], needs: [], examine });
    expect(runChecks([check], new ScrubbedStore([known, ...disputed]))[0]!.findings).toEqual([
      open(cause, 'user.username', 'org.id'),
    ]);
  });
});
