import { causesOfAnswer } from '../../src/causes/explanations.js';
import { describe, expect, it } from '@jest/globals';
import { SEQUENCE } from '../../src/checks/index.js';
import { runChecks } from '../../src/checks/run.js';
import { defineCheck } from '../../src/checks/check.js';
import { FactStore } from '../../src/facts/store.js';
import { type AnswerId, ANSWERS } from '../../src/answers/index.js';
import { checkText } from '../support/check-text.js';

it('stands in the order in which a login meets the hurdles', () => {
  expect(SEQUENCE.map(({ id }) => id)).toEqual([
    'private-key',
    'client',
    'network',
    'token-request',
    'assertion',
    'consumer-key',
    'certificate',
    'clock',
    'login-domain',
    'app-availability',
    'user',
    'permitted-users',
    'oauth-sessions',
    'scopes',
    'login-policy',
    'rate',
    'propagation',
    'access-token',
    'api-access',
  ]);
});

it('has a check that can explain each answer by each cause the catalogue gives it', () => {
  const namers = SEQUENCE.map(({ id, rejects }) => ({
    rejects,
    text: checkText(id),
  }));
  const missing = (Object.keys(ANSWERS) as AnswerId[]).flatMap((answer) =>
    causesOfAnswer(answer)
      .filter(
        ({ cause }) => !namers.some(({ rejects, text }) => rejects.includes(answer) && text.includes(`'${cause}'`)),
      )
      .map(({ cause }) => `${answer}: ${cause}`),
  );
  expect(missing).toEqual([]);
});

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
  const store = new FactStore([{ name: 'user.username', value: 'a@b.co', source: 'x' }]);

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
    expect(runChecks(SEQUENCE, new FactStore()).filter(({ status }) => status === 'pass' || status === 'fail')).toEqual(
      [],
    );
  });

  it('lets a disputed fact decide nothing', () => {
    const disputed = new FactStore([
      { name: 'user.active', value: true, source: 'a' },
      { name: 'user.active', value: false, source: 'b' },
    ]);
    expect(runChecks(SEQUENCE, disputed).find(({ id }) => id === 'user')!.status).toBe('unknown');
  });
});
