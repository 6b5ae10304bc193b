import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FactStore } from '../../src/facts/store.js';
import { myDomainOrigin, type Login, type World } from '../../src/simulator/index.js';
import { buildTwin } from '../../src/twin/build.js';
import { play } from '../../src/twin/play.js';
import { closeAll, start } from '../simulator/support/client.js';
import { factsOverWire, throughBundle } from './over-wire.js';
import { randomOrgs } from './random-orgs.js';
import { privateKeyOf, standIns } from './support.js';

// Another seed, or more runs, for a longer search: FC_SEED=7 FC_RUNS=300 npm run test:unit -- twin/wire
const SEED = Number(process.env['FC_SEED'] ?? 20261127);
const RUNS = Number(process.env['FC_RUNS'] ?? 12);

afterEach(closeAll);

const HOSTS = ['my-domain', 'login', 'test'] as const;

/** Every user at every app, at every host with every audience: how each login of a world ends. */
function answersOf(
  world: World,
  order: { readonly users: number; readonly apps: number },
  now: number,
  keyOf: (certificate: string) => string | undefined,
): Record<string, string> {
  const [org] = world.orgs;
  const hosts = {
    'my-domain': myDomainOrigin(org!),
    login: 'https://login.salesforce.com',
    test: 'https://test.salesforce.com',
  };
  const answers: Record<string, string> = {};
  for (let u = 0; u < order.users; u += 1)
    for (let a = 0; a < order.apps; a += 1)
      for (const host of HOSTS)
        for (const audience of HOSTS) {
          const [user, app] = [org!.users[u]!, org!.apps[a]!];
          const login: Login = {
            ...world.login,
            username: user.username,
            clientId: app.consumerKey,
            key: (app.certificate === null ? undefined : keyOf(app.certificate)) ?? world.login.key,
            instanceUrl: hosts[host],
            audience: hosts[audience],
            claims: { ...world.login.claims, aud: undefined, expiresIn: 180 },
          };
          const { at, outcome } = play(world, now, login);
          answers[`user ${u} at app ${a}, host ${host}, audience ${audience}`] = `${at} ${outcome}`;
        }
  return answers;
}

/** The answers of the twin, its users and apps in the order in which the facts came, which is that of their names. */
function answersOfTwin(facts: FactStore, original: World, now: number) {
  const twin = buildTwin(facts, { standIns, now });
  const { org } = twin;
  const listed = { users: facts.value('org.users')!, apps: facts.value('org.apps')! };
  const nth = <T>(list: readonly T[], at: number, is: (one: T) => boolean): T => {
    const found = list.find(is);
    if (found === undefined) throw new Error(`number ${at} is not in the twin`);
    return found;
  };
  // The names may be tokens: the facts keep their order, which is that of the org sorted by name.
  org.users = listed.users.map((told, at) => nth(org.users, at, (one) => one.username === told.username));
  org.apps = listed.apps.map((told, at) => nth(org.apps, at, (one) => one.name === told.name));
  const order = { users: original.orgs[0]!.users.length, apps: original.orgs[0]!.apps.length };
  return answersOf(twin.world, order, now, (certificate) => twin.keys.privateKeyOf(certificate));
}

/** The original with its users and apps in the order in which the org told them. */
function inToldOrder(original: World, facts: FactStore): World {
  const world = structuredClone(original);
  const [org] = world.orgs;
  const users = facts.value('org.users')!.map(({ username }) => username);
  const apps = facts.value('org.apps')!.map(({ name }) => name);
  org!.users.sort((a, b) => users.indexOf(a.username) - users.indexOf(b.username));
  org!.apps.sort((a, b) => apps.indexOf(a.name) - apps.indexOf(b.name));
  return world;
}

/** Runs a comparison; where it fails, its message shows the original org and its twin, without certificates. */
function withBothOrgs(original: World, facts: FactStore, now: number, compare: () => void): void {
  try {
    compare();
  } catch (error) {
    const shown = (org: unknown) =>
      JSON.stringify(org, (key, value: unknown) => (key === 'certificate' && value !== null ? 'PEM' : value), 1);
    const { org } = buildTwin(facts, { standIns, now });
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\n\nthe org: ${shown(original.orgs[0])}\n\nits twin: ${shown(org)}`, { cause: error });
  }
}

describe('the twin of a random org', () => {
  it('answers every user at every app and host as the org does, from the wire and from a bundle', async () => {
    await fc.assert(
      fc.asyncProperty(randomOrgs, async (original) => {
        const org = await start(structuredClone(original));
        const facts = await factsOverWire(org);
        await closeAll();
        const now = Date.now();
        const told = inToldOrder(original, facts);
        const order = { users: told.orgs[0]!.users.length, apps: told.orgs[0]!.apps.length };
        const wanted = answersOf(told, order, now, privateKeyOf);
        for (const seen of [facts, throughBundle(facts)])
          withBothOrgs(told, seen, now, () => expect(answersOfTwin(seen, told, now)).toEqual(wanted));
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  }, 300_000);
});
