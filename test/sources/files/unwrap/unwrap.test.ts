import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { examine } from '../../../../src/doctor.js';
import { joinReadings, readReading } from '../../../../src/sources/files/read.js';
import { unwrap } from '../../../../src/sources/files/unwrap/index.js';
import { fixturesDir } from '../../../simulator/support/client.js';
import { WRAPS } from './wrappings.js';

const folder = `${fixturesDir}/transcripts`;
const FIXTURES = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));

/** The verdict on a text, its cause, and the words that it explains. */
async function verdict(text: string, name: string): Promise<string> {
  const { diagnosis } = examine(await joinReadings([await readReading(text, name)]));
  const { symptom, cause } = diagnosis;
  return [diagnosis.verdict, cause?.id, symptom?.error, symptom?.description, symptom?.url].join(' | ');
}

describe('evidence in any wrapping', () => {
  it.each(Object.keys(WRAPS))('%s changes no verdict', async (wrap) => {
    for (const { name, text } of FIXTURES)
      expect([name, await verdict(WRAPS[wrap]!(text, 0), name)]).toEqual([name, await verdict(text, name)]);
  });

  it('four wrappings at random change no verdict', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FIXTURES),
        fc.array(fc.constantFrom(...Object.keys(WRAPS)), { minLength: 1, maxLength: 4 }),
        fc.nat(9999),
        async ({ name, text }, wraps, seed) => {
          const wrapped = wraps.reduce((inner, wrap) => WRAPS[wrap]!(inner, seed), text);
          expect(await verdict(wrapped, name)).toBe(await verdict(text, name));
        },
      ),
      {
        numRuns: Number(process.env['FC_RUNS'] ?? 200),
        seed: Number(process.env['FC_SEED'] ?? 20261127),
        endOnFailure: true,
      },
    );
  });
});

describe('the lines of a wrapped text', () => {
  it('keep their numbers', () => {
    const { lines, numbers } = unwrap(
      `${JSON.stringify({ level: 'info', msg: 'one\ntwo' })}\n${JSON.stringify({ level: 'error', msg: 'three' })}\n`,
    );
    expect(lines).toEqual(['one', 'two', 'three', '']);
    expect(numbers).toEqual([1, 1, 2, 3]);
  });

  it('keep their times', () => {
    const { lines, raw } = unwrap('> 2026-11-12T21:05:40.118Z ERROR invalid_grant\n> 2026-11-12T21:05:41.118Z done\n');
    expect(lines[0]).toBe('invalid_grant');
    expect(raw[0]).toContain('2026-11-12T21:05:40.118Z ERROR');
  });

  it.each([
    ['a path', 'cannot open "C:\\new\\table.key"'],
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |'],
    [
      'the request of curl -v',
      '> POST /services/oauth2/token HTTP/1.1\n> Host: x.my.salesforce.com\n< HTTP/1.1 400 Bad Request',
    ],
    ['settings', 'SF_URL=https://a.example\nSF_USER=b\nSF_KEY=c'],
  ])('%s stays as it is', (_, text) => {
    expect(unwrap(text).lines.join('\n')).toBe(text);
  });
});
