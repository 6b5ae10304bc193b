import { afterEach, describe, expect, it } from '@jest/globals';
import { CAUSE_IDS, isRepairable, type CauseId } from '../../src/causes/index.js';
import { examine } from '../../src/doctor.js';
import { applyChanges } from '../../src/remedies/apply.js';
import { newJournal } from '../../src/remedies/journal.js';
import type { App, Login, User, World } from '../../src/simulator/index.js';
import type { PlayedLogin } from '../../src/twin/logins.js';
import { play } from '../../src/twin/play.js';
import { faithfulTwin } from '../../src/twin/reproduce.js';
import { rehearse } from '../../src/twin/rehearse.js';
import { planFor } from '../remedies/support.js';
import { closeAll, start, world } from '../simulator/support/client.js';
import { factsOverWire } from './over-wire.js';
import { privateKeyOf, standIns } from './support.js';

afterEach(closeAll);

const WORLDS: Partial<Record<CauseId, readonly string[]>> = {
  'token-format-jwt': ['token-format-jwt-rest'],
  'user-not-preauthorized': [
    'user-not-preauthorized',
    'user-not-preauthorized-activation',
    'user-not-preauthorized-expired-assignment',
    'user-not-preauthorized-licence',
  ],
  'approval-missing': ['approval-missing', 'stacked-approval-scope'],
  'approval-lost': ['approval-lost', 'approval-lost-expired'],
  'certificate-missing': ['certificate-missing', 'certificate-missing-external-client-app'],
  'certificate-mismatch': ['certificate-mismatch', 'certificate-mismatch-external-client-app'],
  'jwt-flow-disabled': ['jwt-flow-disabled', 'jwt-flow-disabled-external-client-app'],
  'app-blocked': ['app-blocked', 'app-blocked-disabled'],
  'high-assurance-required': ['high-assurance-required', 'high-assurance-required-api'],
};
const worlds = CAUSE_IDS.filter(isRepairable)
  .filter((id) => id !== 'change-not-propagated')
  .flatMap((id) => WORLDS[id] ?? [id]);

const shown = ({ username, app, played }: PlayedLogin) => `${username} at ${app}: ${played.at} ${played.outcome}`;

/** The same logins in the org itself, with the keys that its apps had at the start. */
function loginsIn(original: World, listed: readonly PlayedLogin[]) {
  const [org] = original.orgs;
  const keys = new Map(
    org!.apps.map((app: App) => [app.name, app.certificate === null ? undefined : privateKeyOf(app.certificate)]),
  );
  return listed.map((one) => {
    const app = org!.apps.find(({ name }) => name === one.app)!;
    const user = org!.users.find(({ username }: User) => username === one.username)!;
    const login: Login = one.isOwn
      ? original.login
      : {
          ...original.login,
          username: user.username,
          clientId: app.consumerKey,
          key: keys.get(app.name) ?? original.login.key,
        };
    return { ...one, login };
  });
}

describe.each(worlds)('the plan for %s', (name) => {
  it('gives the same answers on the twin and in the org, for every user, step by step', async () => {
    const org = await start(world(name));
    const { plan, writer } = await planFor(org, { overProxy: true });
    const facts = await factsOverWire(org);
    const now = Date.now();
    const { symptom } = examine(facts.all()).diagnosis;
    const { twin, options } = faithfulTwin(facts, symptom, { standIns, now });
    const rehearsal = rehearse(twin, plan.changes, options.now);
    const logins = loginsIn(org.world, rehearsal.before);
    const answers = () => logins.map((one) => shown({ ...one, played: play(org.world, now, one.login) }));

    const real = [answers()];
    const journal = newJournal(plan.changes, { version: '0', org: writer.origin, cures: plan.cures });
    await applyChanges({ writer, journal, save: () => undefined, onStep: () => void real.push(answers()) });
    const played = [rehearsal.before, ...rehearsal.steps.map(({ after }) => after)].map((list) => list.map(shown));
    expect(rehearsal.steps.map(({ problem }) => problem)).toEqual(plan.changes.map(() => undefined));
    expect(played).toEqual(real);
    expect(rehearsal.after[0]?.played.outcome).toBe('works');
  });
});
