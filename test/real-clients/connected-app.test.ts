import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { answerNow, appOf, deploy, edit, makeProject, projectFiles, query, retrieve } from './support/admin.js';
import { browserOf, machineFor, removeMachines, type Machine } from './support/sf.js';

const ADMIN = 'admin@acme.example.com';
const APP = 'ConnectedApp:Acme_CI';
const FILE = 'connectedApps/Acme_CI.connectedApp-meta.xml';

let org: EmbeddedOrg;
let machine: Machine;

beforeAll(async () => {
  org = await start('healthy');
  machine = machineFor(org);
  makeProject(machine);
});

afterAll(async () => {
  await closeAll();
  removeMachines();
});

describe('the Salesforce CLI with a connected app', () => {
  it('logs an administrator in through the pages of the embedded org', async () => {
    const BROWSER = browserOf(machine, ADMIN, 'correct horse battery staple');
    const answer = await machine.sf(
      ['org', 'login', 'web', '--instance-url', 'https://login.salesforce.com', '--alias', 'admin'],
      { BROWSER },
    );
    expect(answer).toMatchObject({
      status: 0,
      result: { username: ADMIN, clientId: 'PlatformCLI', instanceUrl: 'https://acme.my.salesforce.com' },
    });
    const pages = org.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(pages).toEqual(['/login', '/setup/secur/RemoteAccessAuthorizationPage.apexp', '/services/oauth2/token']);
    expect(org.loginHistory().map(({ loginSubType }) => loginSubType)).toContain('OauthWebServer');
  });

  it.each([
    [
      'SELECT Name, OptionsAllowAdminApprovedUsersOnly, LastModifiedBy.Username FROM ConnectedApplication',
      { Name: 'Acme CI', OptionsAllowAdminApprovedUsersOnly: true, LastModifiedBy: { Username: ADMIN } },
    ],
    [
      "SELECT Parent.Name, SetupEntityType FROM SetupEntityAccess WHERE SetupEntityType = 'ConnectedApplication'",
      { Parent: { Name: 'Acme_CI_Users' }, SetupEntityType: 'ConnectedApplication' },
    ],
    ['SELECT Name, InstanceName, IsSandbox FROM Organization', { Name: 'Acme', IsSandbox: false }],
  ])('queries %s', async (soql, record) => {
    expect(await query(machine, soql)).toMatchObject({ status: 0, result: { totalSize: 1, records: [record] } });
  });

  it('queries the Tooling API', async () => {
    const soql = 'SELECT DeveloperName, Version FROM ConnectedApplication';
    expect(await query(machine, soql, '--use-tooling-api')).toMatchObject({
      status: 0,
      result: { totalSize: 1, records: [{ DeveloperName: 'Acme_CI' }] },
    });
  });

  it('prints what is wrong with a query', async () => {
    expect(await query(machine, 'SELECT ConsumerKey FROM ConnectedApplication')).toMatchObject({
      status: 1,
      name: 'INVALID_FIELD',
      message: expect.stringContaining("No such column 'ConsumerKey' on entity 'ConnectedApplication'") as unknown,
    });
  });

  it('lists the app', async () => {
    const answer = await machine.sf([
      ...['org', 'list', 'metadata', '--target-org', 'admin', '--metadata-type', 'ConnectedApp'],
    ]);
    expect(answer).toMatchObject({ status: 0, result: [{ fullName: 'Acme_CI', type: 'ConnectedApp' }] });
  });

  it('retrieves the app', async () => {
    expect(await retrieve(machine, APP)).toMatchObject({
      status: 0,
      result: { status: 'Succeeded', files: [{ fullName: 'Acme_CI', type: 'ConnectedApp', state: 'Created' }] },
    });
    expect(projectFiles(machine)).toEqual([FILE]);
    const text = edit(machine, FILE, (content) => content);
    expect(text).toContain(`<consumerKey>${org.world.login.clientId}</consumerKey>`);
    expect(text).toContain('<isAdminApproved>true</isAdminApproved>');
  });

  it('deploys a changed policy, and the login is answered accordingly', async () => {
    expect(await answerNow(org)).toBe('token');
    const text = edit(machine, FILE, (content) => content.replace('<isAdminApproved>true', '<isAdminApproved>false'));
    expect(await deploy(machine, APP)).toMatchObject({
      status: 0,
      result: { status: 'Succeeded', files: [{ fullName: 'Acme_CI', state: 'Changed' }] },
    });
    expect(appOf(org).permittedUsers).toBe('self-authorize');
    expect(await answerNow(org)).toBe('notApproved');
    edit(machine, FILE, () => text);
    expect(await deploy(machine, APP)).toMatchObject({ status: 0 });
    expect(await answerNow(org)).toBe('token');
  });

  it('is told why a deployment fails, and the app stays as it was', async () => {
    const before = structuredClone(appOf(org));
    const text = edit(machine, FILE, (content) => content.replace('Acme_CI_Users', 'No_Such_Set'));
    expect(await deploy(machine, APP)).toMatchObject({
      status: 1,
      result: {
        status: 'Failed',
        details: { componentFailures: [{ problem: expect.stringContaining('No_Such_Set') as unknown }] },
      },
    });
    expect(appOf(org)).toEqual(before);
    edit(machine, FILE, () => text);
  });

  it('renews a session that has ended with its refresh token', async () => {
    const shown = await machine.sf<{ accessToken: string }>([
      ...['org', 'auth', 'show-access-token', '--target-org', 'admin', '--no-prompt'],
    ]);
    const body = new URLSearchParams({ token: shown.result.accessToken });
    const revoke = `${org.loopback['https://acme.my.salesforce.com']!}/services/oauth2/revoke`;
    expect((await fetch(revoke, { method: 'POST', body })).status).toBe(200);
    const before = org.attempts.length;
    expect(await query(machine, 'SELECT Id FROM Organization')).toMatchObject({ status: 0 });
    expect(org.attempts.slice(before)).toMatchObject([{ grantType: 'refresh_token', answer: 'token' }]);
  });
});
