import { describe, expect, it } from '@jest/globals';
import { changesSaid } from '../../../src/salesforce/changes.js';
import { setupFacts } from '../../../src/sources/files/setup-words.js';

function stated(text: string): Record<string, unknown> {
  const facts = setupFacts(text.split('\n'), 'ticket');
  return Object.fromEntries(facts.flatMap((fact) => ('value' in fact ? [[fact.name, fact.value]] : [])));
}

describe('words of Setup pages in a ticket', () => {
  it.each<[string, Record<string, unknown>]>([
    ['Permitted Users: Admin approved users are pre-authorized', { 'app.permittedUsers': 'admin-approved' }],
    ['  Permitted Users\tAll users may self-authorize', { 'app.permittedUsers': 'self-authorize' }],
    ['Permitted Users is "All users may self-authorize".', { 'app.permittedUsers': 'self-authorize' }],
    [
      'Permitted Users: Admin approved users are pre-authorized\nProfiles: none\nPermission Sets: none',
      { 'app.permittedUsers': 'admin-approved', 'app.assignments': [] },
    ],
    ['The user is active and not frozen.', { 'user.active': true, 'user.frozen': false }],
    // One list alone does not tell that nobody is selected.
    [
      'Permitted Users: Admin approved users are pre-authorized\nProfiles: none',
      { 'app.permittedUsers': 'admin-approved' },
    ],
    ['Profiles: none\nPermission Sets: none', {}],
    ['The profile is active in our process.', {}],
  ])('%s', (text, facts) => {
    expect(stated(text)).toEqual(facts);
  });
});

describe('sentences that tell of a change', () => {
  it.each([
    ['We refreshed the sandbox on Friday.', ['sandbox-refresh']],
    ['The sandbox was refreshed.', ['sandbox-refresh']],
    ['Tuesday, after the app was deleted and created again:', ['app-recreated']],
    ['An administrator deleted the app during the clean-up.', ['app-deleted']],
    ['We rotated the certificate last week.', ['certificate-replaced']],
    ['The user is active and not frozen.', []],
    ['We have not changed the certificate.', []],
    ['The sandbox is called refresh.', []],
  ])('%s', (sentence, kinds) => {
    expect(changesSaid(sentence)).toEqual(kinds);
  });
});
