import { describe, expect, it } from '@jest/globals';
import type { AnswerId } from '../../src/answers/index.js';
import { examine } from '../../src/doctor.js';
import type { FactName } from '../../src/facts/names.js';
import type { SourceFact } from '../../src/facts/store.js';
import { reproductionWords } from '../../src/report/words/reproduction.js';
import type { World } from '../../src/simulator/index.js';
import { play } from '../../src/twin/play.js';
import { faithfulTwin } from '../../src/twin/reproduce.js';
import { world } from '../simulator/support/client.js';
import { answerFact, factsOf } from '../support/world-facts.js';
import { standIns } from './support.js';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

/** What an admin knows of a world without some facts, with the answer that the world gives, or with another one. */
function told(original: World, without: readonly FactName[] = [], answer?: AnswerId): SourceFact[] {
  const { outcome } = play(original, NOW);
  const real = outcome === 'works' ? 'token' : (outcome as AnswerId);
  return [
    ...factsOf(original, NOW).filter(({ name }) => !without.includes(name)),
    answerFact(original, answer ?? real, NOW),
  ];
}

function reproduced(facts: readonly SourceFact[]) {
  const { facts: store, diagnosis } = examine(facts);
  return faithfulTwin(store, diagnosis.symptom, { standIns, now: NOW });
}

describe('the attempt on the twin', () => {
  it.each([
    'user-frozen',
    'user-not-preauthorized',
    'certificate-mismatch',
    'refresh-scope-missing',
    'wrong-audience',
    'ip-restricted',
    'approval-missing',
    'healthy',
  ])('of %s is answered as in the org', (name) => {
    expect(reproduced(told(world(name))).reproduction).toMatchObject({ result: 'same', conditions: [] });
  });

  it.each([
    ['user-frozen', 'user.frozen', true],
    ['user-not-preauthorized', 'user.assigned', false],
    ['certificate-missing', 'app.certificate', null],
    ['refresh-scope-missing', 'app.scopes', ['api']],
    ['approval-missing', 'approval.tokens', []],
    ['app-blocked', 'app.blocked', true],
  ] as const)('of %s depends on %s, where nobody told it, and the twin is made to fit', (name, fact, value) => {
    const { reproduction, twin } = reproduced(told(world(name), [fact]));
    expect(reproduction?.result).toBe('same-if');
    expect(reproduction?.conditions).toContainEqual({ fact, value });
    expect(play(twin.world, NOW).outcome).toBe(play(world(name), NOW).outcome);
    expect(reproductionWords(reproduction!)).toContain(`if ${fact}`.slice(0, 3));
  });

  it('is the same by a switch where reports about Salesforce conflict', () => {
    const { reproduction } = reproduced(told(world('switch-unassigned-not-approved')));
    expect(reproduction).toMatchObject({ result: 'same-by-switch', behaviour: { adminUnassigned: 'notApproved' } });
  });

  it('is different where what is known cannot give the answer, and asks for a report', () => {
    const { reproduction } = reproduced(told(world('healthy'), [], 'appBlocked'));
    expect(reproduction).toMatchObject({ result: 'different', conditions: [], twin: { outcome: 'works' } });
    expect(reproductionWords(reproduction!)).toContain('sf-jwt-doctor collect');
  });

  it('holds no secret: the key of a twin is a stand-in, whatever signed the real assertion', () => {
    const original = world('healthy', (one) => void (one.login.key = standIns(2).privateKey));
    const { twin } = reproduced(told(original));
    expect(JSON.stringify(twin.world)).not.toContain(JSON.stringify(original.login.key).slice(40, 120));
  });
});
