import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ScrubbedStore } from '../../../src/redaction/scrubbed-store.js';
import { readPaste } from '../../../src/sources/files/read.js';

const NAMES = fc.stringMatching(/^[a-z]{3,8}$/).map((name) => `${name}@acme.example.com`);
const KEYS = fc.constantFrom('user', 'username', 'sub', 'login');

/** The record of a logger whose fields name the user, and whose text is the answer. */
function record(key: string, user: string): string {
  return JSON.stringify({
    level: 'error',
    msg: 'salesforce login failed',
    url: 'https://login.salesforce.com/services/oauth2/token',
    [key]: user,
    response: JSON.stringify({ error: 'invalid_grant', error_description: "user hasn't approved this consumer" }),
  });
}

describe('the fields of a record', () => {
  it('tell the user of the answer in the same record, and of no other', async () => {
    await fc.assert(
      fc.asyncProperty(KEYS, NAMES, NAMES, async (key, one, other) => {
        fc.pre(one !== other);
        const text = `${record(key, one)}\n${record(key, other)}\n`;
        const answers = new ScrubbedStore(await readPaste(text, 'a.log')).value('token.answers') ?? [];
        expect(answers.map(({ subject }) => subject)).toEqual([one, other]);
      }),
      { numRuns: 30 },
    );
  });
});
