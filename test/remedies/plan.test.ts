import { afterEach, describe, expect, it } from '@jest/globals';
import type { World } from '../../src/simulator/index.js';
import { closeAll, start, world } from '../simulator/support/client.js';
import { planFor } from './support.js';

afterEach(closeAll);

type Profile = World['orgs'][number]['profiles'][number];

const appOf = ({ orgs }: World) => orgs[0]!.apps[0]!;

const HALF = 'half@acme.example.com';

/** Adds a user with some of the rights of an administrator. */
function addHalf({ orgs: [org] }: World, rights: Profile['rights']): void {
  org!.profiles.push({ ...org!.profiles[1]!, name: 'Half', apiEnabled: true, rights });
  org!.users.push({ ...org!.users[1]!, id: '005000000000999AAA', username: HALF, profile: 'Half' });
}

describe('a plan', () => {
  it.each([
    ['app-installed', 'approval-missing', (one: World): void => void (appOf(one).origin = 'installed'), {}],
    ['no-key', 'certificate-missing', (): void => undefined, { hasKey: false }],
    [
      'others-unknown',
      'approval-missing',
      (one: World): void => addHalf(one, ['ViewSetup', 'ModifyMetadata', 'ManageUsers', 'ExternalClientAppAdmin']),
      { as: HALF },
    ],
    [
      'set-unusable',
      'user-not-preauthorized',
      (one: World): void => void (one.orgs[0]!.permissionSets[0]!.activationRequired = true),
      { permissionSet: 'Acme_CI_Users' },
    ],
    [
      'set-unusable',
      'user-not-preauthorized',
      (one: World): void => void (one.orgs[0]!.permissionSets[0]!.carriesApps = false),
      { permissionSet: 'Acme_CI_Users' },
    ],
  ] as const)('is none: %s, for %s', async (code, name, change, wishes) => {
    const org = await start(world(name, change));
    const { plan } = await planFor(org, wishes);
    expect({ ...plan, left: plan.left.map((one) => one.code) }).toEqual({
      cures: [],
      changes: [],
      effects: [],
      left: [code],
    });
    expect(org.writes).toEqual([]);
  });

  it('switches no policy where too many users would be cut off', async () => {
    const subject = world('approval-missing', ({ orgs: [org] }) => {
      for (let index = 0; index < 101; index += 1) {
        const username = `user${index}@acme.example.com`;
        org!.users.push({ ...org!.users[1]!, id: `005000000000${String(100 + index)}AAA`, username });
        org!.approvals.push({
          user: username,
          app: org!.apps[0]!.name,
          flow: 'web-server',
          exchanged: true,
          refreshToken: true,
          scopes: ['api', 'refresh_token'],
          revoked: false,
          approvedSecondsAgo: 100,
        });
      }
    });
    const { plan } = await planFor(await start(subject));
    expect(plan.changes).toEqual([]);
    expect(plan.left).toMatchObject([{ code: 'too-many-users', detail: 'At least 101' }]);
  });

  it('never writes a component blindly: an app that cannot be read is left', async () => {
    const org = await start(
      world('refresh-scope-missing', (one) => addHalf(one, ['ViewSetup', 'CustomizeApplication'])),
    );
    const { plan } = await planFor(org, { as: HALF });
    expect(plan).toMatchObject({ cures: [], changes: [], effects: [], left: [{ code: 'app-unknown' }] });
  });

  it('names the permission that the session lacks for a change', async () => {
    const org = await start(world('api-not-enabled', (one) => addHalf(one, ['ViewSetup', 'ManageUsers'])));
    const { plan } = await planFor(org, { as: HALF });
    expect(plan.effects).toContainEqual({
      code: 'rights-lacking',
      about: { rights: '"Manage Profiles and Permission Sets", "Assign Permission Sets"' },
    });
  });
});
