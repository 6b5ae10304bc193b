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
    ['Since the dependency update last night.', ['client-upgrade']],
    ['A colleague refactored the login module this week.', ['code-changed']],
    ['The job moved to a new build machine.', ['machine-replaced']],
    ['The variables of the pipeline were edited yesterday.', ['settings-changed']],
    ['Security blocked some apps under OAuth Usage yesterday.', ['app-blocked']],
    ['Somebody unticked "Enable JWT Bearer Flow" in the app.', ['jwt-flow-off']],
    ['The permission set assignment had an end date.', ['assignment-removed']],
    ['Somebody pressed Revoke All for the app under OAuth Usage.', ['approval-revoked']],
    ['The profile of the integration user was cut down for the audit.', ['permissions-reduced']],
    ['Security put login IP ranges on the profile.', ['login-ranges-changed']],
    ['Login hours were set on the profile.', ['login-hours-changed']],
    ['The profile now demands a high-assurance session at login.', ['session-level-raised']],
    ['API Access Control was switched on in the org.', ['api-control-on']],
    ['The worker logs in before each call.', ['logs-in-often']],
    ['I assigned the permission set to the user a minute ago.', ['assigned', 'just-made']],
    ['I created the app a minute ago.', ['app-created', 'just-made']],
    ['Nobody blocked the app.', []],
    ['The login hours are those of the office.', []],
    ['The user is active and not frozen.', []],
    ['We have not changed the certificate.', []],
    ['The sandbox is called refresh.', []],
  ])('%s', (sentence, kinds) => {
    expect(changesSaid(sentence)).toEqual(kinds);
  });
});
