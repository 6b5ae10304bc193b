import { afterEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { Connection } from 'jsforce';

import { JWT_BEARER_GRANT } from '../../src/salesforce/grant.js';
import { loginAssertion, type App, type EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, logIn, start } from '../simulator/support/client.js';

afterEach(closeAll);

const HEADER = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

async function authorized(org: EmbeddedOrg): Promise<Connection> {
  const { login } = org.world;
  const connection = new Connection({ loginUrl: org.loopback[login.instanceUrl]!, version: '66.0' });
  await connection.authorize({ grant_type: JWT_BEARER_GRANT, assertion: loginAssertion(login, Date.now()) });
  return connection;
}

async function asAdmin(scenario: string): Promise<{ org: EmbeddedOrg; app: App; connection: Connection }> {
  const org = await start(scenario);
  const connection = new Connection({ ...org.openSession('admin@acme.example.com'), version: '66.0' });
  connection.metadata.pollInterval = 20;
  return { org, app: org.world.orgs[0]!.apps[0]!, connection };
}

function packageOf(type: string, fullName: string, path: string, content: string): Buffer {
  const manifest = `${HEADER}<Package ${NAMESPACE}><types><members>${fullName}</members><name>${type}</name></types><version>66.0</version></Package>`;
  const text = `${HEADER}<${type} ${NAMESPACE}>${content}</${type}>`;
  return Buffer.from(zipSync({ 'package.xml': strToU8(manifest), [path]: strToU8(text) }));
}

describe('jsforce', () => {
  it('authorizes with an assertion, and its session works', async () => {
    const org = await start('healthy');
    const connection = await authorized(org);
    expect(await connection.identity()).toMatchObject({ username: org.world.login.username });
  });

  it('queries with an access token in JWT format, and cannot use SOAP with it', async () => {
    const connection = await authorized(await start('token-format-jwt'));
    expect(await connection.query('SELECT Name FROM Organization')).toMatchObject({ totalSize: 1 });
    await expect(connection.metadata.list({ type: 'ConnectedApp' })).rejects.toThrow('does not support JWT');
  });

  it('queries both APIs as an administrator', async () => {
    const { connection } = await asAdmin('healthy');
    const found = await connection.query('SELECT Name, LastModifiedBy.Username FROM ConnectedApplication');
    expect(found).toMatchObject({
      totalSize: 1,
      done: true,
      records: [{ Name: 'Acme CI', LastModifiedBy: { Username: 'admin@acme.example.com' } }],
    });
    const tooling = await connection.tooling.query('SELECT DeveloperName FROM ConnectedApplication');
    expect(tooling).toMatchObject({ totalSize: 1, records: [{ DeveloperName: 'Acme_CI' }] });
    const soql = encodeURIComponent('SELECT Id, OptionsIsInternal, LastModifiedBy.Username FROM ConnectedApplication');
    expect(await connection.request(`/query?q=${soql}&columns=true`)).toMatchObject({
      entityName: 'ConnectedApplication',
      idSelected: true,
      keyPrefix: '0H4',
      columnMetadata: [
        { columnName: 'Id', apexType: 'Id', joinColumns: [] },
        { columnName: 'OptionsIsInternal', booleanType: true },
        { columnName: 'LastModifiedBy', joinColumns: [{ columnName: 'Username', textType: true }] },
      ],
    });
    await expect(connection.query('SELECT Id FROM Nothing')).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' });
  });

  it('lists, reads and updates the app, and the login is answered accordingly', async () => {
    const { org, app, connection } = await asAdmin('healthy');
    const { metadata } = connection;
    expect(await metadata.list({ type: 'ConnectedApp' })).toMatchObject([{ fullName: 'Acme_CI' }]);
    const read = await metadata.read('ConnectedApp', 'Acme_CI');
    expect(read).toMatchObject({
      fullName: 'Acme_CI',
      oauthConfig: { consumerKey: app.consumerKey, isAdminApproved: true, scopes: ['Api', 'RefreshToken'] },
    });
    const oauthConfig = { ...read.oauthConfig!, isAdminApproved: false };
    expect(await metadata.update('ConnectedApp', { ...read, oauthConfig })).toMatchObject({ success: true });
    expect(app.permittedUsers).toBe('self-authorize');
    expect((await logIn(org)).answer).toBe('notApproved');
    expect(await metadata.update('ConnectedApp', read)).toMatchObject({ success: true });
    expect((await logIn(org)).answer).toBe('token');
  });

  it('reads nothing of an app that is not there, and is told so on an update', async () => {
    const { connection } = await asAdmin('healthy');
    expect(await connection.metadata.read('ConnectedApp', 'Nothing')).not.toHaveProperty('fullName');
    const update = { fullName: 'Nothing', label: 'Nothing', contactEmail: 'admin@example.com' };
    expect(await connection.metadata.update('ConnectedApp', update)).toMatchObject({
      success: false,
      errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY' }],
    });
  });

  it.each(['deployRest', 'deploy'] as const)('deploys a policy with %s', async (way) => {
    const { org, app, connection } = await asAdmin('healthy-external-client-app');
    const name = 'Acme_CI_Client_oauthPlcy';
    const type = 'ExtlClntAppOauthConfigurablePolicies';
    const policy = (permitted: string): Buffer =>
      packageOf(
        type,
        name,
        `extlClntAppOauthPolicies/${name}.ecaOauthPlcy`,
        `<externalClientApplication>${app.name}</externalClientApplication><label>${app.label}</label><permittedUsersPolicyType>${permitted}</permittedUsersPolicyType>`,
      );
    const done = await connection.metadata[way](policy('AdminApprovedPreAuthorized')).complete();
    expect(done).toMatchObject({ done: true, success: true, status: 'Succeeded', numberComponentsDeployed: 1 });
    expect(app.permittedUsers).toBe('admin-approved');
    expect((await logIn(org)).answer).toBe('notAdminApproved');
    const failed = await connection.metadata[way](policy('Nobody')).complete(true);
    expect(failed).toMatchObject({ success: false, status: 'Failed', numberComponentErrors: 1 });
    expect(app.permittedUsers).toBe('admin-approved');
  });

  it('grants the app to a permission set', async () => {
    const { org, app, connection } = await asAdmin('healthy');
    app.permissionSets = [];
    expect((await logIn(org)).answer).toBe('notAdminApproved');
    const sets = await connection.query<{ Id: string }>("SELECT Id FROM PermissionSet WHERE Name = 'Acme_CI_Users'");
    const apps = await connection.query<{ Id: string }>('SELECT Id FROM ConnectedApplication');
    const grant = { ParentId: sets.records[0]!.Id, SetupEntityId: apps.records[0]!.Id };
    expect(await connection.sobject('SetupEntityAccess').create(grant)).toMatchObject({ success: true });
    expect((await logIn(org)).answer).toBe('token');
  });
});
