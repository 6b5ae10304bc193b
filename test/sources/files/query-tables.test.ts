import { describe, expect, it } from '@jest/globals';
import { readPaste } from '../../../src/sources/files/read.js';

async function factsOf(text: string) {
  const facts = await readPaste(text, 'paste');
  return Object.fromEntries(facts.flatMap((fact) => ('value' in fact ? [[fact.name, fact.value]] : [])));
}

const box = (query: string, names: readonly string[], cells: readonly string[]) =>
  [
    `$ sf data query --query "${query}" --target-org admin`,
    ` ┌${names.map(() => '─────').join('┬')}┐`,
    ` │ ${names.join(' │ ')} │`,
    ` ├${names.map(() => '─────').join('┼')}┤`,
    ` │ ${cells.join(' │ ')} │`,
    ` └${names.map(() => '─────').join('┴')}┘`,
    '',
    'Total number of records retrieved: 1.',
  ].join('\n');

describe('the box of sf data query', () => {
  it.each([
    [
      box('SELECT IsFrozen, IsPasswordLocked FROM UserLogin', ['ISFROZEN', 'ISPASSWORDLOCKED'], ['true', 'false']),
      { 'user.frozen': true, 'user.locked': false },
    ],
    [
      box('SELECT Username, IsActive FROM User', ['USERNAME', 'ISACTIVE'], ['ci@acme.example.com', 'false']),
      { 'user.username': 'ci@acme.example.com', 'user.active': false, 'user.exists': true },
    ],
    [
      box('SELECT Status FROM LoginHistory', ['STATUS'], ['Failed: Not approved for access']),
      { 'login.history': [{ status: 'Failed: Not approved for access' }] },
    ],
    [box('SELECT Id FROM Account', ['ID'], ['001']), {}],
  ])('gives its facts', async (text, facts) => {
    expect(await factsOf(text)).toMatchObject(facts);
    expect(await factsOf(text.replaceAll(/^/gm, '> '))).toMatchObject(facts);
  });
});
