import { expect, it } from '@jest/globals';
import { defined } from '../../src/facts/defined.js';

it('drops undefined members and keeps the others, falsy ones too, in their order', () => {
  const kept = defined({ b: undefined, d: null, a: 0, c: '', e: false });
  expect(Object.entries(kept)).toEqual([
    ['d', null],
    ['a', 0],
    ['c', ''],
    ['e', false],
  ]);
});
