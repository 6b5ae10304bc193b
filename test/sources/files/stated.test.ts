import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { statedFacts } from '../../../src/sources/files/stated.js';

function stated(text: string): Record<string, unknown> {
  const facts = statedFacts(text.split('\n'), 'mail');
  return Object.fromEntries(facts.flatMap((fact) => ('value' in fact ? [[fact.name, fact.value]] : [])));
}

describe('a sentence that states a fact', () => {
  it.each<[string, Record<string, unknown>]>([
    ['The org is a sandbox.', { 'org.kind': 'sandbox' }],
    ['Our org is a full copy sandbox, refreshed on Friday.', { 'org.kind': 'sandbox' }],
    ['This is a Developer Edition org.', { 'org.kind': 'developer' }],
    ["It's a scratch org", { 'org.kind': 'scratch' }],
    ['This is production.', { 'org.kind': 'production' }],
    ['The app is one of the new external client apps.', { 'app.kind': 'external-client-app' }],
    ['We use a classic connected app.', { 'app.kind': 'connected-app' }],
    ['The integration user is not active.', { 'user.active': false }],
    ['The user is active and not frozen.', { 'user.active': true, 'user.frozen': false }],
    ['The user does not have the permission set of the app.', { 'user.assigned': false }],
    ['The user has "API Enabled".', { 'user.apiEnabled': true }],
    [
      'Permitted Users is set to "Admin approved users are pre-authorized".',
      { 'app.permittedUsers': 'admin-approved' },
    ],
    ['The org that our job logs in to every night is\na sandbox.', {}],
    ['This job deploys every night to the org, and our org is\na sandbox.', { 'org.kind': 'sandbox' }],
  ])('%s', (text, facts) => {
    expect(stated(text)).toEqual(facts);
  });
});

describe('a sentence that states nothing', () => {
  it.each([
    'Is the org a sandbox?',
    'If the org is a sandbox, use test.salesforce.com.',
    'The other org is a sandbox.',
    'This is a sandbox issue.',
    'It works: this is a sandbox.',
    'Should the app be an External Client App?',
    'We created a connected app.',
    'Perhaps the user is frozen.',
    '    // the org is a sandbox.',
    'The org is a sandbox. The org is production.',
  ])('%s', (text) => {
    expect(stated(text)).toEqual({});
  });

  it('is any sentence with a doubt before it', () => {
    const doubts = fc.constantFrom('If', 'Perhaps', 'I think', 'Maybe', 'Not sure whether');
    const facts = fc.constantFrom('the org is a sandbox', 'the user is frozen', 'the app is an external client app');
    fc.assert(
      fc.property(doubts, facts, (doubt, fact) => {
        expect(stated(`${doubt} ${fact}.`)).toEqual({});
      }),
    );
  });
});
