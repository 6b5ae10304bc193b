import { describe, expect, it } from '@jest/globals';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';

describe('a fact store', () => {
  it('tells why a fact is not known', () => {
    const store = new ScrubbedStore([
      { name: 'app.certificate', unknown: 'denied', source: 'metadata', detail: 'no permission' },
    ]);
    expect(store.read('app.certificate')).toEqual({ unknown: 'denied', source: 'metadata', detail: 'no permission' });
    expect(store.read('app.scopes')).toEqual({ unknown: 'not-asked', source: '' });
    expect(store.value('app.certificate')).toBeUndefined();
  });

  it('takes a masked value as unknown, never as wrong', () => {
    for (const value of [
      '***',
      '[REDACTED] Use another command',
      '<clientId>',
      'https://XXX.my.salesforce.com',
      '{{consumerKey}}',
      '$CLIENT_ID',
    ]) {
      const store = new ScrubbedStore([{ name: 'assertion.issuer', value, source: 'a paste' }]);
      expect(store.read('assertion.issuer')).toEqual({ unknown: 'masked', source: 'a paste' });
    }
  });

  it('keeps both values of two sources that disagree, and lets neither decide', () => {
    const store = new ScrubbedStore([
      { name: 'user.active', value: true, source: 'a' },
      { name: 'user.active', value: false, source: 'b' },
    ]);
    expect(store.conflicts()).toEqual([
      {
        fact: 'user.active',
        values: [
          { value: true, source: 'a' },
          { value: false, source: 'b' },
        ],
      },
    ]);
    expect(store.isDisputed('user.active')).toBe(true);
  });

  it('believes what was given on the command line, and keeps the conflict', () => {
    const store = new ScrubbedStore([
      { name: 'user.active', value: true, source: 'the org' },
      { name: 'user.active', value: false, source: '--fact', rank: 'given' },
    ]);
    expect(store.value('user.active')).toBe(false);
    expect(store.isDisputed('user.active')).toBe(false);
    expect(store.conflicts()).toHaveLength(1);
  });

  it('adds up lists that several sources contribute to, without repeating', () => {
    const first = { url: 'https://login.salesforce.com/services/oauth2/token', status: 400 };
    const second = { ...first, status: 200 };
    const store = new ScrubbedStore([
      { name: 'token.answers', value: [first], source: 'a' },
      { name: 'token.answers', value: [{ status: 400, url: first.url }, second], source: 'b' },
    ]);
    expect(store.read('token.answers')).toEqual({ value: [first, second], source: 'a; b' });
    expect(store.conflicts()).toEqual([]);
  });

  it('does not see a conflict in the same value told twice', () => {
    const store = new ScrubbedStore([
      { name: 'app.scopes', value: ['api'], source: 'a' },
      { name: 'app.scopes', value: ['api'], source: 'b' },
    ]);
    expect(store.conflicts()).toEqual([]);
  });
});
