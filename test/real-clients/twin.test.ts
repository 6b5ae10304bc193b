import { afterEach, expect, it } from '@jest/globals';
import { examine } from '../../src/doctor.js';
import { startEmbeddedOrg } from '../../src/simulator/index.js';
import { faithfulTwin } from '../../src/twin/reproduce.js';
import { closeAll, start } from '../simulator/support/client.js';
import { factsOverWire, throughBundle } from '../twin/over-wire.js';
import { standIns } from '../twin/support.js';
import { loginJwt, machineFor, removeMachines } from './support/sf.js';

afterEach(async () => {
  await closeAll();
  removeMachines();
});

it.each(['healthy', 'healthy-external-client-app-assigned', 'user-frozen', 'approval-missing', 'certificate-mismatch'])(
  'the CLI ends at a twin from a bundle of %s as it does at the org',
  async (name) => {
    const org = await start(name);
    const real = await loginJwt(machineFor(org), org);
    const facts = throughBundle(await factsOverWire(org));
    const { twin } = faithfulTwin(facts, examine(facts.all()).diagnosis.symptom, { standIns, now: Date.now() });
    const copy = await startEmbeddedOrg(twin.world);
    try {
      const answer = await loginJwt(machineFor(copy), copy);
      expect(answer.status).toBe(real.status);
      const answers = org.attempts.map((attempt) => attempt.answer);
      expect(copy.attempts.map((attempt) => attempt.answer)).toEqual(answers.slice(0, copy.attempts.length));
    } finally {
      await copy.close();
    }
  },
);
