import { causesOfAnswer } from '../../src/causes/explanations.js';
import { describe, expect, test } from '@jest/globals';
import { expectedAnswers } from '../../src/diagnosis/expected-answer.js';
import type { SourceFact } from '../../src/facts/store.js';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { CAUSE_IDS } from '../../src/causes/index.js';

import { diagnose } from '../../src/diagnosis/diagnose.js';
import { runChecks } from '../../src/checks/run.js';
import { SEQUENCE } from '../../src/checks/index.js';

const clientApp: SourceFact = { name: 'app.kind', value: 'external-client-app', source: 'a test' };
const selfAuthorize: SourceFact = { name: 'app.permittedUsers', value: 'self-authorize', source: 'a test' };
const SITUATIONS: SourceFact[][] = [[], [clientApp], [selfAuthorize], [clientApp, selfAuthorize]];

describe('the answer to expect', () => {
  test.each(CAUSE_IDS)('of %s is one that the catalogue explains by it, so that its basis is known', (cause) => {
    for (const facts of SITUATIONS) {
      const [first] = expectedAnswers(cause, new ScrubbedStore(facts));
      const explained = first === undefined || causesOfAnswer(first).some((one) => one.cause === cause);
      expect(explained).toBe(true);
    }
  });

  test('carries the basis of the catalogue into the prognosis', () => {
    const store = new ScrubbedStore([
      { name: 'app.permittedUsers', value: 'admin-approved', source: 'a test', rank: 'stated' },
      { name: 'user.assigned', value: false, source: 'a test', rank: 'stated' },
      { name: 'app.scopes', value: ['api'], source: 'a test', rank: 'stated' },
    ]);
    const { cause, next } = diagnose(store, runChecks(SEQUENCE, store));
    expect(cause?.id).toBe('user-not-preauthorized');
    const known = causesOfAnswer('refreshScopeRequired').find((one) => one.cause === 'refresh-scope-missing');
    expect(next).toContainEqual(expect.objectContaining({ id: 'refresh-scope-missing', basis: known?.basis }));
  });
});
