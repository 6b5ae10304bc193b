import { expect, it } from '@jest/globals';
import { ANSWER_IDS } from '../../src/answers/index.js';
import { causesOfAnswer } from '../../src/causes/explanations.js';
import { SEQUENCE } from '../../src/checks/index.js';
import { answer, resultOf, type Facts } from '../support/check-table.js';

it('names every check once', () => {
  const ids = SEQUENCE.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

it('has a check that can explain each answer by each cause the catalogue gives it', () => {
  const missing = ANSWER_IDS.flatMap((id) =>
    causesOfAnswer(id)
      .filter(({ cause }) => !SEQUENCE.some(({ rejects, causes }) => rejects.includes(id) && causes?.includes(cause)))
      .map(({ cause }) => `${id}: ${cause}`),
  );
  expect(missing).toEqual([]);
});

// Most causes are open where nothing is known; the others take a fact.
const SITUATIONS: readonly Facts[] = [
  {},
  { 'request.url': 'https://acme.lightning.force.com/services/oauth2/token' },
  { 'assertion.id': 'one', 'token.answers': [answer('invalid_grant: invalid assertion')] },
  { 'app.permittedUsers': 'self-authorize', 'app.scopes': ['Api'], 'approval.tokens': [] },
];

it.each(SEQUENCE)('$id speaks of the causes that it declares, and of no other', ({ id, causes }) => {
  const findings = SITUATIONS.flatMap((facts) => resultOf(id, facts).findings);
  const spoken = findings.flatMap((finding) => ('cause' in finding ? [finding.cause] : []));
  expect([...new Set(spoken)].sort()).toEqual([...causes!].sort());
});
