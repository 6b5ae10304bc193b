import { expect, it } from '@jest/globals';
import { elapsedText } from '../../../src/commands/terminal/progress.js';

it.each([
  [0, ''],
  [999, ''],
  [1000, '1 s'],
  [61_500, '61 s'],
])('tells after %d ms of a step: "%s"', (milliseconds, text) => {
  expect(elapsedText(5000, 5000 + milliseconds)).toBe(text);
});
