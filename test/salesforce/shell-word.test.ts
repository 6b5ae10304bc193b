import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setupLink } from '../../src/salesforce/setup.js';
import { shellWord } from '../../src/salesforce/shell-word.js';

const echoed = (word: string): string => execFileSync('/bin/sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' });

it.each(['', 'a b', "it's", '$(touch x)', '`x`', 'a;b', '~root', '#x', '=x', 'a\\', '!x', '*', '{a,b}', 'a&&b', '-n'])(
  'a shell takes %j as it is',
  (text) => {
    expect(echoed(shellWord(text))).toBe(text);
  },
);

it('a shell takes any text as one word', () => {
  const printable = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(printable, (text) => {
      // eslint-disable-next-line no-control-regex -- these characters become blanks
      expect(echoed(shellWord(text))).toBe(text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' '));
    }),
    { numRuns: 40 },
  );
});

it.each([
  'https://evil.test/x.my.salesforce.com',
  'https://evil.test#.my.salesforce.com',
  'https://a b.my.salesforce.com',
])('%s becomes no link', (origin) => {
  expect(setupLink('myDomain', origin)).toBeUndefined();
});
