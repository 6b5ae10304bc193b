import { afterEach, describe, expect, it } from '@jest/globals';
import { readCensus } from '../../../src/sources/org/census/census.js';
import { OrgClient } from '../../../src/sources/org/client.js';
import { OrgReading } from '../../../src/sources/org/reading.js';
import type { EmbeddedOrg } from '../../../src/simulator/index.js';
import { closeAll, start, world } from '../../simulator/support/client.js';

afterEach(closeAll);

function censusOf(org: EmbeddedOrg, username?: string) {
  const session = { ...org.openSession(username), source: 'a session' };
  const reading = new OrgReading(new OrgClient(session, {}, 200), {}, () => Promise.resolve());
  return readCensus(reading, Date.now());
}

describe('the neighbours of a login', () => {
  it('are the apps, the users with what lets them in, and nothing that is secret', async () => {
    const org = await start('healthy');
    const facts = await censusOf(org);
    expect(facts).toMatchObject([
      { name: 'org.apps', value: [{ name: 'Acme_CI', permissionSets: ['Acme_CI_Users'], blocked: false }] },
      {
        name: 'org.users',
        value: expect.arrayContaining([expect.objectContaining({ permissionSets: ['Acme_CI_Users'] })]),
      },
      { name: 'org.profiles' },
      { name: 'org.permissionSets', value: [{ name: 'Acme_CI_Users', carriesApps: true, activationRequired: false }] },
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/secret|BEGIN|00D[A-Za-z0-9]+!/i);
    expect(org.writes).toEqual([]);
  });

  it('are not told to a session that may not view the set-up', async () => {
    const org = await start('healthy');
    const facts = await censusOf(org, org.world.login.username);
    expect(facts).toHaveLength(4);
    for (const fact of facts) expect(fact).toMatchObject({ unknown: 'denied' });
  });

  it('leave out an expired permission set, and one that needs an activated session', async () => {
    const org = await start(
      world('healthy', ({ orgs: [one] }) => {
        one!.users.find(({ permissionSets }) => permissionSets.length > 0)!.expiredPermissionSets = ['Acme_CI_Users'];
      }),
    );
    const users = (await censusOf(org)).find(({ name }) => name === 'org.users');
    expect(JSON.stringify(users)).not.toContain('Acme_CI_Users');
  });
});
