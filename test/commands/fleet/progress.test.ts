import { expect, it } from '@jest/globals';
import { progressLine, timeLeft } from '../../../src/commands/fleet/progress.js';

it.each([
  [5, '5 s left'],
  [89.2, '90 s left'],
  [600, '10 min left'],
  [9000, '2.5 h left'],
  [Number.POSITIVE_INFINITY, ''],
])('%s seconds are "%s"', (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});

it('shows a bar, counts, rate, time left and failures', () => {
  expect(progressLine(50, 3, 200, 10_000)).toBe('[#####...............] 50/200, 5.0/s, 30 s left, 3 failing');
  expect(progressLine(0, 0, 0, 0)).toBe('[####################] 0/0, 0.0/s, 0 failing');
});
