import { expect, it } from '@jest/globals';
import { verify, type Attempted } from '../../src/remedies/verify.js';

/** Verifies with answers that are given, and tells when the login was tried. */
async function tries(answers: readonly Attempted[], { limitMs = 600_000, expected = [] as string[] } = {}) {
  const at: number[] = [];
  const announced: string[] = [];
  let now = 0;
  const last = await verify({
    limitMs,
    expected,
    attempt: () => {
      at.push(now / 1000);
      return Promise.resolve(answers[Math.min(at.length, answers.length) - 1]!);
    },
    pause: (milliseconds, { number, of }) => {
      now += milliseconds;
      announced.push(`${number} of ${of}`);
      return Promise.resolve();
    },
  });
  return { at, announced, last };
}

const fails = { works: false, cause: 'approval-missing' };

it('tries five times in ten minutes, at once and then at 1, 2.5, 5 and 10', async () => {
  const { at, announced, last } = await tries([fails]);
  expect(at).toEqual([0, 60, 150, 300, 600]);
  expect(announced).toEqual(['2 of 5', '3 of 5', '4 of 5', '5 of 5']);
  expect(last).toEqual(fails);
});

it('stops where the login works', async () => {
  expect((await tries([fails, { works: true }])).at).toEqual([0, 60]);
});

it('stops where the login gets as far as it can', async () => {
  expect((await tries([fails], { expected: ['approval-missing'] })).at).toEqual([0]);
});

it('tries once without a wait', async () => {
  expect((await tries([fails], { limitMs: 0 })).at).toEqual([0]);
});
