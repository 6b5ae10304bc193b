import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { Change } from '../../src/remedies/change.js';
import { newJournal, readJournal, saveJournal } from '../../src/remedies/journal.js';
import { scratchFolder } from '../support/login.js';

const CHANGE: Change = {
  kind: 'update',
  purpose: 'unfreeze-user',
  about: { user: 'ci@acme.example.com' },
  object: 'UserLogin',
  id: '0Yw000000000001AAA',
  before: { IsFrozen: true },
  after: { IsFrozen: false },
};
const journal = newJournal([CHANGE], { version: '1', org: 'https://acme.my.salesforce.com', cures: ['user-frozen'] });

it('is read back as it was saved, by its owner only', () => {
  const folder = scratchFolder();
  const file = join(folder, 'undo.json');
  saveJournal(file, journal);
  saveJournal(file, journal);
  expect(readJournal(readFileSync(file, 'utf8'))).toEqual(journal);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['undo.json']);
});

it.each([
  ['a text that ended early', JSON.stringify(journal).slice(0, -5)],
  ['another document', '{"undoVersion":1}'],
  ['another object', JSON.stringify(journal).replace('"UserLogin"', '"Account"')],
  ['an id that is none', JSON.stringify(journal).replace('0Yw000000000001AAA', '../../query')],
  ['a state that is none', JSON.stringify(journal).replace('"planned"', '"gone"')],
])('refuses %s', (_, text) => {
  expect(readJournal(text)).toBeUndefined();
});
