import { describe, expect, it } from '@jest/globals';
import { examine } from '../../src/doctor.js';
import { expectedAnswers } from '../../src/diagnosis/expected-answer.js';
import { gateOf } from '../../src/causes/index.js';
import type { World } from '../../src/simulator/index.js';
import { expectedCauses, repair } from '../simulator/support/repairs.js';
import { world, worldNames } from '../simulator/support/client.js';
import { answerOfWorld, answersOfWorld, factsOf, NOW } from '../support/world-facts.js';

// What no admin's fact explains: a server that is out of order, a client that asks for another flow; an app that was
// deleted, or not made yet, looks like a key that never existed; and one switch reverses the order that most reports agree on.
const NOT_TOLD =
  /^(endpoint-unreachable|platform-fault|wrong-grant-type-client-credentials|app-not-in-org-deleted|setup-empty|switch-installed-before-signature)/;
// Causes that leave no fact to read: only the words of the answer name them.
const WORDS_ONLY = ['login-rate-exceeded', 'too-many-scopes', 'change-not-propagated', 'assertion-replayed'];
// Worlds in which only reports, or facts that conflict, link the answer to its cause.
const REPORTED = [
  'switch-my-domain-audience-refused',
  'switch-requires-my-domain',
  'switch-unassigned-not-approved',
  'wrong-audience-my-domain-on-login',
  'wrong-http-request-no-content-type',
];

function answerOf(subject: World) {
  return answerOfWorld(subject, NOW);
}

function examineWorld(subject: World, answer: ReturnType<typeof answerOf>) {
  return examine([...factsOf(subject, NOW), ...answersOfWorld(subject, answer, NOW)], { now: NOW / 1000 });
}

const names = worldNames().filter((name) => !NOT_TOLD.test(name) && world(name).expect!.causes.length > 0);

describe.each(names)('%s, with the facts an admin can see', (name) => {
  const causes = expectedCauses(world(name).expect!.causes);

  it('names the first fault', () => {
    const { diagnosis } = examineWorld(world(name), answerOf(world(name)));
    expect(diagnosis.cause?.id ?? diagnosis.alternatives[0]?.id).toBe(causes[0]);
    if (!WORDS_ONLY.includes(causes[0]!) && !REPORTED.includes(name))
      expect(diagnosis.cause?.confidence).toBe('confirmed');
  });

  it('predicts the rest, in the order in which the server finds it', () => {
    const subject = world(name);
    const { diagnosis } = examineWorld(subject, answerOf(subject));
    expect(diagnosis.next.map(({ id }) => id)).toEqual(causes.slice(1).filter((cause) => !WORDS_ONLY.includes(cause)));
  });

  it('predicts each answer on the way to a token', () => {
    const subject = world(name);
    for (const [index, cause] of causes.entries()) {
      const { diagnosis, facts } = examineWorld(subject, answerOf(subject));
      if (gateOf(cause) !== 'use' && index > 0) expect(expectedAnswers(cause, facts)).toContain(answerOf(subject));
      if (cause === 'algorithm-unsupported' && name.endsWith('-ec')) return; // that client needs another key
      const [next] = diagnosis.next.filter(({ id }) => gateOf(id) !== 'use');
      repair(subject, cause);
      if (next) expect(next.expect).toContain(answerOf(subject));
      else
        expect([
          'token',
          ...causes
            .slice(index + 1)
            .filter((later) => WORDS_ONLY.includes(later))
            .flatMap((later) => expectedAnswers(later, facts)),
        ]).toContain(answerOf(subject));
    }
  });
});
