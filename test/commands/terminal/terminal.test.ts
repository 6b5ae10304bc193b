import { afterEach, expect, it } from '@jest/globals';
import { readTerminal } from '../../../src/commands/terminal/terminal.js';

const { isTTY, columns } = process.stderr;
afterEach(() => {
  Object.assign(process.stderr, { isTTY, columns });
});

it.each([
  { wide: 80, env: {}, moves: true },
  { wide: 0, env: {}, moves: false },
  { wide: 80, env: { CI: 'true' }, moves: false },
  { wide: 80, env: { TERM: 'dumb' }, moves: false },
])('shows progress on a terminal of $wide columns with $env: $moves', ({ wide, env, moves }) => {
  Object.assign(process.stderr, { isTTY: true, columns: wide });
  expect(readTerminal({}, env).canAnimate()).toBe(moves);
});
