import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meaningOf } from '../../src/report/meaning.js';

it.each([
  ['Enforce', 'ENFORCE'],
  ['ALL_USERS', 'All users'],
  ['true', true],
  ['3600', 3600],
  ['https://Acme.my.salesforce.com/', 'https://acme.my.salesforce.com'],
  [
    ['api', 'refresh_token'],
    ['refresh_token', 'api', 'api'],
  ],
  [
    { start: '10.0.0.1', end: '10.0.0.9' },
    { end: '10.0.0.9', start: '10.0.0.1' },
  ],
])('%j means the same as %j', (a, b) => expect(meaningOf(a)).toEqual(meaningOf(b)));

it.each([
  ['Enforce', 'Bypass'],
  ['https://acme.my.salesforce.com', 'https://acme.my.salesforce.com/x'],
  [['api'], ['api', 'web']],
  [true, false],
  [null, []],
])('%j does not mean the same as %j', (a, b) => expect(meaningOf(a)).not.toEqual(meaningOf(b)));

it('ignores the case of words and the order of lists, and nothing else', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 6 });
  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(meaningOf(a.map((word) => word.toUpperCase()).reverse())).toEqual(meaningOf(a));
      const same = new Set(a).size === new Set(b).size && a.every((word) => b.includes(word));
      expect(JSON.stringify(meaningOf(a)) === JSON.stringify(meaningOf(b))).toBe(same);
    }),
  );
});
