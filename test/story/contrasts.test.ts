import { describe, expect, it } from '@jest/globals';
import type { TokenAnswer } from '../../src/facts/vocabulary.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { failingContrasts, workedBefore, workingContrasts } from '../../src/story/contrasts.js';

const HOST = 'https://acme.my.salesforce.com/services/oauth2/token';
const refused = (subject: string, url = HOST): TokenAnswer => ({
  url,
  subject,
  error: 'invalid_grant',
  description: 'x',
});
const token = (subject: string, url = HOST): TokenAnswer => ({ url, subject, status: 200, token: true });

function storeOf(answers: TokenAnswer[], controls: { what: string; works: boolean }[] = []) {
  return new ScrubbedStore([
    { name: 'token.answers', value: answers, source: 'test' },
    { name: 'controls', value: controls, source: 'test' },
  ]);
}

describe('contrasts', () => {
  it.each([
    ['another user at the same host', [token('b@x.org'), refused('a@x.org')], ['other-user']],
    [
      'the same user at another host',
      [token('a@x.org', 'https://other.my.salesforce.com/services/oauth2/token'), refused('a@x.org')],
      ['other-host'],
    ],
    ['the same user before', [token('a@x.org'), refused('a@x.org')], []],
    ['nothing that failed', [token('b@x.org'), token('a@x.org')], []],
  ])('%s', (_name, answers, contrasts) => {
    expect([...workingContrasts(storeOf(answers))]).toEqual(contrasts);
  });

  it('are stated as controls, too', () => {
    const store = storeOf(
      [refused('a@x.org')],
      [
        { what: 'web-login', works: true },
        { what: 'other-user', works: false },
        { what: 'something else', works: true },
      ],
    );
    expect([...workingContrasts(store)]).toEqual(['web-login']);
    expect([...failingContrasts(store)]).toEqual(['other-user']);
  });

  it('tell that the same login worked before it failed', () => {
    expect(workedBefore(storeOf([token('a@x.org'), refused('a@x.org')]))).toBe(true);
    expect(workedBefore(storeOf([token('b@x.org'), refused('a@x.org')]))).toBe(false);
    expect(workedBefore(storeOf([refused('a@x.org'), token('a@x.org')]))).toBe(false);
  });
});
