import { afterEach, describe, expect, it } from '@jest/globals';
import { examineLogin, type TryOptions } from '../../../src/doctor.js';
import type { EmbeddedOrg, World } from '../../../src/simulator/index.js';
import { closeAll, start, world } from '../../simulator/support/client.js';

afterEach(closeAll);

/** Foretells the login of an embedded org from what its administrator sees, and gives the queries that were made. */
async function read(org: EmbeddedOrg, options: TryOptions = {}, login: { appName?: string; clientId?: string } = {}) {
  const { username, clientId, instanceUrl, key } = org.world.login;
  const session = { ...org.openSession(), source: 'the administrator' };
  const examination = await examineLogin(
    {
      origin: org.loopback[instanceUrl]!,
      audience: instanceUrl,
      username,
      clientId,
      ...(options.probe === 'one' && { key: { kind: 'variable', name: 'the key', text: key } as const }),
      ...login,
      openSession: () => Promise.resolve(session),
    },
    { probe: 'none', ...options },
  );
  const reads = org.requests.filter(({ path }) => /^\/services\/(data|Soap)/.test(path));
  return { ...examination, reads, queries: reads.map(({ path }) => decodeURIComponent(path)) };
}

function withApps(count: number): World {
  return world('user-not-preauthorized', ({ orgs }) => {
    const [org] = orgs;
    const [app] = org!.apps;
    for (let index = 0; index < count; index += 1)
      org!.apps.unshift({
        ...app!,
        name: `Other_${index}`,
        label: `Other ${index}`,
        consumerKey: `3MVG9other${index}00000000000000000000`,
      });
  });
}

describe('reading an org', () => {
  it.each([0, 9, 40, 300])('takes at most 25 requests, with %i other apps', async (count) => {
    const { reads } = await read(await start(withApps(count)));
    expect(reads.length).toBeLessThanOrEqual(25);
  });

  it('tells when the assignment of the user ends', async () => {
    const end = '2099-01-01T00:00:00.000Z';
    const subject = world('healthy-external-client-app-assigned', ({ orgs, login }) => {
      const user = orgs[0]!.users.find(({ username }) => username === login.username)!;
      user.permissionSetsUntil = Object.fromEntries(user.permissionSets.map((name) => [name, end]));
    });
    const { facts } = await read(await start(subject), {});
    expect(facts.value('user.assigned')).toBe(true);
    expect(Date.parse(facts.value('user.assignedUntil')!)).toBe(Date.parse(end));
    const endless = await read(await start(world('healthy-external-client-app-assigned')));
    expect(endless.facts.read('user.assignedUntil')).toMatchObject({ unknown: 'not-asked' });
  });

  it('says so when there are more apps than it reads, and finds the app by its name', async () => {
    const subject = withApps(300);
    subject.orgs[0]!.apps.find(({ name }) => !name.startsWith('Other'))!.changedSecondsAgo = 1e8;
    const unnamed = await read(await start(subject));
    expect(unnamed.facts.read('app.inOrg')).toMatchObject({
      unknown: 'not-asked',
      detail: expect.stringContaining('--app') as unknown,
    });
    const named = await read(await start(subject), {}, { appName: subject.orgs[0]!.apps.at(-1)!.label });
    expect(named.facts.value('app.permittedUsers')).toBe('admin-approved');
    expect(named.diagnosis.cause?.id).toBe('user-not-preauthorized');
  });

  it('never asks for a column that holds a secret', async () => {
    const { queries } = await read(await start('approval-missing'));
    expect(queries.filter((query) => /AccessToken|RequestToken|DeleteToken|Secret/i.test(query))).toEqual([]);
  });

  it('asks nothing for a check that needs nothing of the org', async () => {
    const { reads } = await read(await start('healthy'), { only: ['clock'] });
    expect(reads).toEqual([]);
  });

  it('asks for what one check needs, and for no more', async () => {
    const { queries, checks } = await read(await start('user-not-preauthorized'), { only: ['permitted-users'] });
    expect(checks.find(({ id }) => id === 'permitted-users')?.status).toBe('fail');
    expect(queries.filter((query) => /OauthToken|AuthSession|SetupAuditTrail|UserLogin/.test(query))).toEqual([]);
    expect(queries.length).toBeLessThan(14);
  });

  it('takes a key that differs in a character for a typing error', async () => {
    const org = await start('healthy');
    const typed = org.world.login.clientId.replace('odJ', 'odj');
    const { diagnosis } = await read(org, {}, { clientId: typed });
    expect(diagnosis.cause).toMatchObject({ id: 'wrong-consumer-key', code: 'consumer-key/differs' });
  });

  it('tells the licence of the user, and the sets whose licence carries no app', async () => {
    const { facts, diagnosis } = await read(await start('user-not-preauthorized-licence'));
    expect(facts.value('user.licence')).toBe('Salesforce');
    expect(facts.value('user.setsWithoutApps')).toEqual(['Acme_CI_Users']);
    expect(diagnosis.cause).toMatchObject({ code: 'permitted-users/sets-without-apps', confidence: 'confirmed' });
  });

  it('lists what may be behind the answer once, not as what fails next', async () => {
    const org = await start('approval-lost-evicted');
    const { diagnosis } = await read(org, { probe: 'one' });
    expect(diagnosis.cause).toBeNull();
    expect(diagnosis.alternatives.map(({ id }) => id)).toContain('approval-without-refresh-token');
    expect([...diagnosis.next, ...diagnosis.alsoWrong].map(({ id }) => id)).toEqual([]);
  });

  it('tells the tokens of the app from those of another app with the same label', async () => {
    const org = await start(
      world('approval-lost', ({ orgs: [only] }) => {
        const [app] = only!.apps;
        only!.apps.push({ ...app!, name: 'Twin', consumerKey: '3MVG9twin00000000000000000000000000000000000' });
        only!.approvals.push({ ...only!.approvals[0]!, app: 'Twin', revoked: false });
      }),
    );
    const { facts, diagnosis } = await read(org, { probe: 'one' });
    expect(facts.value('approval.tokens')).toEqual([]);
    expect(diagnosis.cause).toMatchObject({ id: 'approval-lost', confidence: 'confirmed' });
  });

  it('finds the session setting of the profile among many', async () => {
    const org = await start(
      world('high-assurance-required', ({ orgs: [only] }) => {
        for (let index = 0; index < 15; index += 1)
          only!.profiles.unshift({ ...only!.profiles.at(-1)!, name: `Another ${index}` });
      }),
    );
    const { facts } = await read(org);
    expect(facts.value('user.highAssurance')).toBe(true);
  });

  it('finds the user among many with nearly the same name, and takes no sign of it for a pattern', async () => {
    const org = await start(
      world('healthy', ({ orgs: [only], login }) => {
        const user = only!.users.find(({ username }) => username === login.username)!;
        for (let index = 0; index < 30; index += 1)
          only!.users.unshift({ ...user, id: `005near${index}`, username: `${user.username}.box${index}` });
      }),
    );
    const { facts } = await read(org);
    expect(facts.value('user.exists')).toBe(true);
  });

  it('foretells without the private key', async () => {
    const { diagnosis } = await read(await start('ip-restricted'), {
      facts: [{ name: 'client.ip', value: '127.0.0.1', source: 'test' }],
    });
    expect(diagnosis).toMatchObject({ symptom: null, cause: { id: 'ip-restricted', confidence: 'confirmed' } });
  });
});
