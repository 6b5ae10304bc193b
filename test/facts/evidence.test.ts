import { describe, expect, it } from '@jest/globals';
import { readEvidence, readGivenFact } from '../../src/facts/evidence.js';

describe('--fact', () => {
  it.each([
    ['app.permittedUsers=admin-approved', 'admin-approved'],
    ['user.assigned=false', false],
    ['key.bits=2048', 2048],
    ['app.scopes=api,refresh_token', ['api', 'refresh_token']],
    ['app.scopes=["api"]', ['api']],
    ['app.scopes=api', ['api']],
    ['assertion.audience=https://login.salesforce.com', 'https://login.salesforce.com'],
    ['assertion.audience=', ''],
    ['app.certificate=null', null],
    ['app.certificate=none', null],
    ['approval.tokens=none', []],
    ['user.exists=yes', true],
    ['app.permittedUsers=All users may self-authorize', 'self-authorize'],
    ['app.name=a=b', 'a=b'],
    ['user.username=12345', '12345'],
    ['approval.attempts=[{"flow":"http-client"}]', [{ flow: 'http-client' }]],
  ])('reads %s', (argument, value) => {
    expect(readGivenFact(argument)).toMatchObject({ value, rank: 'given' });
  });

  it('takes a mask as unknown', () => {
    expect(readGivenFact('assertion.issuer=***')).toMatchObject({ unknown: 'masked' });
  });
});

describe('an evidence file', () => {
  const read = (facts: unknown) => readEvidence({ evidenceVersion: 1, facts }, 'evidence.json');

  it('holds values, values with a source, and unknowns with a reason', () => {
    expect(
      read({
        'user.active': true,
        'app.name': { value: 'CI', source: 'the admin' },
        'app.scopes': { unknown: 'denied' },
      }),
    ).toEqual([
      { name: 'user.active', value: true, source: 'evidence.json', rank: 'stated' },
      { name: 'app.name', value: 'CI', source: 'the admin', rank: 'stated' },
      { name: 'app.scopes', unknown: 'denied', source: 'evidence.json' },
    ]);
  });

  it.each([
    [{ 'user.activ': true }, /did you mean "user.active"/],
    [{ 'user.active': 'yes' }, /this value is not valid for the fact "user.active"/],
    [{ 'token.answers': [{ url: 1 }] }, /this value is not valid for the fact "token.answers" at 0.url/],
    [[], /must be an object/],
  ])('is refused with one sentence: %j', (facts, sentence) => {
    expect(() => read(facts)).toThrow(sentence);
  });
});
