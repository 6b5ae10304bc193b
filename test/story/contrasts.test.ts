import { describe, expect, it } from '@jest/globals';
import type { TokenAnswer } from '../../src/facts/vocabulary.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { contrastsOf, workedBefore } from '../../src/story/contrasts.js';

const HOST = 'https://acme.my.salesforce.com/services/oauth2/token';
const refused = (subject: string, url = HOST): TokenAnswer => ({
  url,
  subject,
  error: 'invalid_grant',
  description: 'x',
});
const token = (subject: string, url = HOST): TokenAnswer => ({ url, subject, status: 200, token: true });

function storeOf(
  answers: TokenAnswer[],
  controls: { what: string; works: boolean; error?: string; description?: string }[] = [],
) {
  return new ScrubbedStore([
    { name: 'token.answers', value: answers, source: 'test' },
    { name: 'controls', value: controls, source: 'test' },
  ]);
}

/** The contrasts as short texts. */
function seen(store: ScrubbedStore, words = { error: 'invalid_grant', description: 'x' }): string[] {
  return contrastsOf(store, words).map(({ contrast, works }) => `${contrast} ${works ? 'works' : 'fails'}`);
}

const OTHER_HOST = 'https://other.my.salesforce.com/services/oauth2/token';
const GENERIC = 'https://login.salesforce.com/services/oauth2/token';

describe('contrasts', () => {
  it.each([
    ['another user at the same My Domain', [token('b@x.org'), refused('a@x.org')], ['other-user works']],
    ['another user who fails alike', [refused('b@x.org'), refused('a@x.org')], ['other-user fails']],
    [
      'another user who failed alike on another day',
      [
        { ...refused('b@x.org'), at: '2026-10-18T09:00:00.000Z' },
        { ...refused('a@x.org'), at: '2026-10-19T09:00:00.000Z' },
      ],
      [],
    ],
    ['another user who fails in other words', [{ ...refused('b@x.org'), description: 'y' }, refused('a@x.org')], []],
    // Behind a generic host the other user may live in another org.
    ['another user at a generic host', [token('b@x.org', GENERIC), refused('a@x.org', GENERIC)], ['other-org works']],
    ['another user at another host', [token('b@x.org', OTHER_HOST), refused('a@x.org')], ['other-org works']],
    ['the same user at another host', [token('a@x.org', OTHER_HOST), refused('a@x.org')], ['other-host works']],
    ['the same user before', [token('a@x.org'), refused('a@x.org')], []],
    ['nothing that failed', [token('b@x.org'), token('a@x.org')], []],
  ])('%s', (_name, answers, contrasts) => {
    expect(seen(storeOf(answers))).toEqual(contrasts);
  });

  it('are stated as controls, too', () => {
    const store = storeOf(
      [refused('a@x.org')],
      [
        { what: 'web-login', works: true },
        { what: 'other-user', works: false },
        { what: 'other-machine', works: false, error: 'invalid_grant', description: 'in other words' },
        { what: 'something else', works: true },
      ],
    );
    expect(seen(store)).toEqual(['web-login works', 'other-user fails']);
  });

  it('tell that the same login worked before it failed', () => {
    expect(workedBefore(storeOf([token('a@x.org'), refused('a@x.org')]))).toBe(true);
    expect(workedBefore(storeOf([token('b@x.org'), refused('a@x.org')]))).toBe(false);
    expect(workedBefore(storeOf([refused('a@x.org'), token('a@x.org')]))).toBe(false);
  });
});
