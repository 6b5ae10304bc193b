import { expect, it } from '@jest/globals';
import type { Diagnosis } from '../../src/diagnosis/diagnose.js';
import type { Bench } from '../../src/remedies/draft.js';
import { planRemedy } from '../../src/remedies/plan.js';

/** What an open diagnosis leaves, and what would fail later. */
const open = (alternatives: object[], next: object[] = []) =>
  ({ cause: null, next, alternatives }) as unknown as Diagnosis;

// Whoever looks at the org has begun to plan.
const unseen: object = new Proxy(
  {},
  {
    get: () => {
      throw new Error('the org was looked at');
    },
  },
);
const bench = {
  reading: unseen,
  writer: unseen,
  facts: unseen,
  now: 0,
  certificate: () => undefined,
} as unknown as Bench;

it.each([
  ['one cause that could not be named', [{ id: 'certificate-missing' }], []],
  ['causes with different remedies', [{ id: 'certificate-missing' }, { id: 'user-frozen' }], []],
  ['a cause that a fact speaks against', [{ id: 'certificate-missing' }, { id: 'jwt-flow-disabled', against: {} }], []],
  [
    'what would fail after an open cause',
    [{ id: 'wrong-username' }, { id: 'wrong-audience' }],
    [{ id: 'user-frozen' }],
  ],
])('plans nothing for %s', async (_, alternatives, next) => {
  await expect(planRemedy(open(alternatives, next), bench)).resolves.toEqual({
    cures: [],
    changes: [],
    effects: [],
    left: [],
  });
});

it('plans where one remedy cures each of them', async () => {
  const diagnosis = open([{ id: 'certificate-missing' }, { id: 'jwt-flow-disabled' }]);
  await expect(planRemedy(diagnosis, bench)).rejects.toThrow('the org was looked at');
});
