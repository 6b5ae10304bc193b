import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { guarded } from '../../../src/sources/files/guarded.js';
import { joinReadings, PasteError, readReading } from '../../../src/sources/files/read.js';
import { InputError } from '../../../src/facts/input-error.js';
import { fixturesDir } from '../../simulator/support/client.js';

const FILES = readdirSync(`${fixturesDir}/files`).map((name) => readFileSync(`${fixturesDir}/files/${name}`, 'utf8'));
const BROKEN = [
  '${{',
  '${}',
  '${env.X ?: "y"}',
  '$((',
  '<<',
  '{{',
  '*a',
  '&a [*a]',
  '"',
  "'",
  '\\',
  '`',
  '/*',
  '"""',
  '\t',
  '\u0000',
  ']]>',
  '<!--',
];

it('no damage to a file that sets up a login makes reading it fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILES),
      fc.array(
        fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), put: fc.constantFrom(...BROKEN), cut: fc.nat(40) }),
        { maxLength: 5 },
      ),
      async (file, changes) => {
        const text = changes.reduce((whole, { at, put, cut }) => {
          const from = Math.floor(at * whole.length);
          return whole.slice(0, from) + put + whole.slice(from + cut);
        }, file);
        const reading = await readReading(text, 'x');
        await joinReadings([reading]);
        expect(reading.problems ?? []).toEqual([]);
      },
    ),
    { numRuns: Number(process.env['FC_RUNS'] ?? 300), seed: 20261127 },
  );
});

it('a reader that fails becomes a sentence about the file, and a refusal stays one', async () => {
  const broken = () => {
    throw new TypeError('x is not a function');
  };
  expect(await guarded('a.yml', 'a workflow', broken)).toEqual({
    facts: [],
    problems: ['a.yml: this looks like a workflow, and could not be read; the rest was'],
  });
  await expect(guarded('a.json', 'an evidence file', () => Promise.reject(new PasteError('wrong')))).rejects.toThrow(
    InputError,
  );
});
