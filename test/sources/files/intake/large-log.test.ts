import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { looksLikeLog } from '../../../../src/sources/files/intake/log.js';
import { readBytes } from '../../../../src/sources/files/read-taken.js';
import { readPaste } from '../../../../src/sources/files/read.js';
import { fixturesDir } from '../../../simulator/support/client.js';
import { THOROUGH } from '../../../support/thorough.js';
import { verdictOf } from '../../../support/verdict.js';

const folder = `${fixturesDir}/transcripts`;
const TRANSCRIPTS = readdirSync(folder)
  .filter((name) => {
    const text = name.endsWith('.txt') ? readFileSync(`${folder}/${name}`, 'utf8') : '';
    return text !== '' && looksLikeLog(text);
  })
  .filter((_, index) => THOROUGH || index % 3 === 0);
const noise = (count: number, from: number) =>
  Array.from(
    { length: count },
    (_, index) => `09:44:06 INFO shop.Orders - order ${from + index} took ${index % 300} ms\n`,
  ).join('');

describe('a log of more than a megabyte', () => {
  it.each(TRANSCRIPTS)('with %s in its middle gives the verdict that all of it gives', async (name) => {
    const text = `${noise(14_000, 0)}\n${readFileSync(`${folder}/${name}`, 'utf8')}\n${noise(14_000, 20_000)}`;
    expect(text.length).toBeGreaterThan(1024 * 1024);
    const { facts, notes } = await readBytes(Buffer.from(text), 'job.log');
    expect(notes[0]).toContain('only the lines around words of a login were read');
    expect(verdictOf(facts)).toEqual(verdictOf(await readPaste(text, 'job.log')));
  });

  it('names the true lines', async () => {
    const text = `${noise(22_000, 0)}{"error":"invalid_grant","error_description":"user hasn't approved this consumer"}\n`;
    const { facts } = await readBytes(Buffer.from(text), 'job.log');
    expect(facts.find(({ name }) => name === 'token.answers')?.source).toBe('job.log, line 22001');
  });
});

it.each([
  ['a table', 'LOGIN_TIME,USERNAME,STATUS,APP\n1,2,3,4\n5,6,7,8\n', false],
  ['JSON', '{"log":{"version":"1.2"}}', false],
  ['XML', '<?xml version="1.0"?>\n<Profile/>', false],
  ['a mail', 'From: a@b.example\nSubject: login\n\nhello', false],
  ['the log of a job', '2026-11-17T09:44:06.1Z ##[group]Run npm run deploy\nline\n', true],
])('%s is a log: %s', (_, text, isLog) => {
  expect(looksLikeLog(text)).toBe(isLog);
});
