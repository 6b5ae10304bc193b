import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { closeAll, start } from '../simulator/support/client.js';
import {
  answerNow,
  appOf,
  deploy,
  edit,
  loginWithToken,
  makeProject,
  projectFiles,
  query,
  retrieve,
} from './support/admin.js';
import { machineFor, removeMachines } from './support/sf.js';

afterEach(closeAll);
afterAll(removeMachines);

const POLICY = 'extlClntAppOauthPolicies/Acme_CI_Client_oauthPlcy.ecaOauthPlcy-meta.xml';
const PARTS = {
  ExternalClientApplication: 'externalClientApps/Acme_CI_Client.eca-meta.xml',
  ExtlClntAppGlobalOauthSettings: 'extlClntAppGlobalOauthSets/Acme_CI_Client_glbloauth.ecaGlblOauth-meta.xml',
  ExtlClntAppOauthSettings: 'extlClntAppOauthSettings/Acme_CI_Client_oauth.ecaOauth-meta.xml',
  ExtlClntAppOauthConfigurablePolicies: POLICY,
  ExtlClntAppConfigurablePolicies: 'extlClntAppPolicies/Acme_CI_Client_plcy.ecaPlcy-meta.xml',
};

describe('the Salesforce CLI with an External Client App', () => {
  it('queries, retrieves and deploys its parts, and the login is answered accordingly', async () => {
    const org = await start('healthy-external-client-app');
    const machine = machineFor(org);
    makeProject(machine);
    expect(await loginWithToken(machine, org)).toMatchObject({ status: 0 });
    const soql =
      'SELECT ExternalClientApplication.DeveloperName, PermittedUsersPolicyType FROM ExtlClntAppOauthPlcyCnfg';
    expect(await query(machine, soql)).toMatchObject({
      status: 0,
      result: {
        records: [
          {
            ExternalClientApplication: { DeveloperName: 'Acme_CI_Client' },
            PermittedUsersPolicyType: 'AllSelfAuthorized',
          },
        ],
      },
    });
    const retrieved = await retrieve(machine, ...Object.keys(PARTS));
    expect(retrieved.result.files.map(({ type }) => type).sort()).toEqual(Object.keys(PARTS).sort());
    expect(projectFiles(machine)).toEqual(Object.values(PARTS).sort());
    expect(await answerNow(org)).toBe('token');
    edit(machine, POLICY, (content) => content.replace('AllSelfAuthorized', 'AdminApprovedPreAuthorized'));
    const deployed = await deploy(machine, 'ExtlClntAppOauthConfigurablePolicies:Acme_CI_Client_oauthPlcy');
    expect(deployed).toMatchObject({ status: 0, result: { status: 'Succeeded', files: [{ state: 'Changed' }] } });
    expect(appOf(org).permittedUsers).toBe('admin-approved');
    expect(await answerNow(org)).toBe('notAdminApproved');
  });
});

describe('the Salesforce CLI as the remedy', () => {
  it('assigns the permission set that lets the user in', async () => {
    const org = await start('user-not-preauthorized');
    const machine = machineFor(org);
    await loginWithToken(machine, org);
    expect(await answerNow(org)).toBe('notAdminApproved');
    const user = org.world.login.username;
    const flags = ['--target-org', 'admin', '--name', 'Acme_CI_Users', '--on-behalf-of', user];
    expect(await machine.sf(['org', 'assign', 'permset', ...flags])).toMatchObject({
      status: 0,
      result: { successes: [{ name: user, value: 'Acme_CI_Users' }], failures: [] },
    });
    expect(await answerNow(org)).toBe('token');
  });
});
