import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { carryOut, consentQuestion } from '../../../src/commands/changes/carry-out.js';
import { readTerminal } from '../../../src/commands/terminal/terminal.js';

it.each([
  [0, 0, undefined],
  [1, 0, 'Make this change?'],
  [4, 0, 'Make these 4 changes?'],
  [0, 1, 'Write this file?'],
  [3, 2, 'Write these 2 files and make these 3 changes?'],
])('asks for %d changes and %d files: %s', (changes, files, question) => {
  expect(consentQuestion(changes, files)).toBe(question);
});

it('asks with the numbers of the plan, files apart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 99 }), fc.integer({ min: 2, max: 99 }), (changes, files) => {
      expect(consentQuestion(changes, files)!.match(/\d+/g)).toEqual([String(files), String(changes)]);
    }),
  );
});

it('makes nothing before --apply', async () => {
  const made: string[] = [];
  const step = (name: string) => () => Promise.resolve(void made.push(name) as never);
  const code = await carryOut({
    options: {},
    terminal: readTerminal({ input: false }),
    plan: () => Promise.resolve({}),
    show: () => Promise.resolve(1),
    consent: () => ({ text: '', changes: 1, declined: 1 }),
    apply: step('apply'),
    verify: step('verify'),
    conclude: step('conclude'),
  });
  expect([code, made]).toEqual([1, []]);
});
