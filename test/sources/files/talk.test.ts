import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { joinReadings, readReading } from '../../../src/sources/files/read.js';

const FOLDER = join(import.meta.dirname, 'talk');

const TOLD = [
  ['mail', 'invalid_grant', "user hasn't approved this consumer"],
  ['mail2', '', 'audience is invalid'],
  ['issue', 'invalid_grant', "user hasn't approved this consumer"],
  ['issue2', 'invalid_grant', 'audience is invalid'],
  ['issue-so', 'invalid_grant', "user hasn't approved this consumer"],
  ['slack', 'invalid_client_id', 'client identifier invalid'],
  ['bare', '', "user hasn't approved this consumer"],
  ['bare2', 'invalid_grant', 'audience is invalid'],
  ['bullets', 'invalid_grant', 'inactive user'],
  ['german-mail', 'invalid_grant', "user hasn't approved this consumer"],
  ['french-mail', '', 'audience is invalid'],
  ['jp-mail', 'invalid_grant', "user hasn't approved this consumer"],
  ['title-then', '', "user hasn't approved this consumer"],
  ['if-run', 'invalid_grant', 'ip restricted'],
  ['when-run', 'invalid_grant', 'audience is invalid'],
  ['whenever', 'invalid_grant', 'expired authorization code'],
  ['sometimes', '', 'login rate exceeded'],
  ['test-fail', 'invalid_grant', "user hasn't approved this consumer"],
  ['ci-fix-commit', 'invalid_grant', 'audience is invalid'],
  ['log-with-help', 'invalid_grant', "user hasn't approved this consumer"],
  ['quote-mail', 'invalid_grant', "user hasn't approved this consumer"],
  ['tried-tutorial', '', 'audience is invalid'],
  ['still', 'invalid_grant', "user hasn't approved this consumer"],
  ['jira', 'invalid_grant', 'inactive user'],
  ['log-apex', 'invalid_grant', "user hasn't approved this consumer"],
  ['screenshot', 'invalid_grant', "user hasn't approved this consumer"],
  ['we-see', 'invalid_client', 'invalid client credentials'],
  ['got-table', 'invalid_grant', 'audience is invalid'],
  ['but-doc', 'invalid_grant', 'audience is invalid'],
  ['commit-mail', '', 'audience is invalid'],
] as const;

function textsIn(folder: string): [string, string][] {
  return readdirSync(join(FOLDER, folder)).map((file) => [
    file.replace('.txt', ''),
    readFileSync(join(FOLDER, folder, file), 'utf8'),
  ]);
}

async function doctorOn(text: string) {
  return examine(await joinReadings([await readReading(text, 'text.txt')]));
}

// Documentation, tests, changelogs, queries, translations and other vendors: they hold errors that nobody got.
describe('a text about errors', () => {
  const texts = textsIn('about-errors');

  it('comes in many forms', () => {
    expect(texts.length).toBeGreaterThan(60);
  });

  it.each(texts)('%s explains no login', async (_, text) => {
    const { diagnosis, facts } = await doctorOn(text);
    expect(diagnosis.cause?.id).toBeUndefined();
    expect(diagnosis.alternatives).toEqual([]);
    expect(diagnosis.verdict).not.toBe('healthy');
    const settings = facts.names().filter((name) => /^(?:app|user|org|assertion|key|approval)\./.test(name));
    expect(settings.filter((name) => 'value' in facts.read(name))).toEqual([]);
  });
});

// The same words, told by somebody who got the error, often beside a condition, a list or a quoted explanation.
describe('a report of an error', () => {
  const texts = new Map(textsIn('reports'));

  it('comes in many forms', () => {
    expect([...texts.keys()].sort()).toEqual(TOLD.map(([name]) => name).sort());
  });

  it.each(TOLD)('%s is about %s %s', async (name, error, description) => {
    const { symptom } = (await doctorOn(texts.get(name)!)).diagnosis;
    expect(symptom?.error ?? '').toBe(error);
    expect(symptom?.description ?? '').toBe(description);
  });
});
