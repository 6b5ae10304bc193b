import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from '@jest/globals';

import type { SetupReport } from '../../src/report/setup.js';
import { closeAll, start } from '../simulator/support/client.js';
import { run } from '../support/cli.js';
import { sessionOf } from '../support/login.js';
import { loginWithToken, makeProject } from './support/admin.js';
import { machineFor, removeMachines, type Machine } from './support/sf.js';

afterEach(closeAll);
afterAll(removeMachines);

const USER = 'ci@acme.example.com';
const HOST = 'https://acme.my.salesforce.com';

function logIn({ sf, folder }: Machine, clientId: string) {
  const key = join(folder, 'JWT_Login.key');
  const flags = ['--username', USER, '--client-id', clientId, '--jwt-key-file', key, '--instance-url', HOST];
  return sf(['org', 'login', 'jwt', ...flags]);
}

it('sf org login jwt logs in with what setup made in an empty org', async () => {
  const org = await start('setup-empty');
  const machine = machineFor(org);
  const { code, out } = await run(['setup', '-o', USER, '--apply', '--json', '--wait', '2'], {
    cwd: machine.folder,
    env: { ...machine.env, ...sessionOf(org) },
  });
  expect(code).toBe(0);
  const { app } = JSON.parse(out) as SetupReport;
  expect(await logIn(machine, app.consumerKey!)).toMatchObject({ status: 0, result: { username: USER } });
  expect(org.attempts.at(-1)).toMatchObject({ answer: 'token' });
});

it('the Salesforce CLI deploys what setup wrote as metadata, and setup does what is left', async () => {
  const org = await start('setup-empty');
  const machine = machineFor(org);
  makeProject(machine);
  await loginWithToken(machine, org);
  const setup = (...more: string[]) =>
    run(['setup', '-o', USER, '--target-org', 'admin', '--wait', '2', ...more], {
      cwd: machine.folder,
      env: machine.env,
    });
  expect((await setup('--write-metadata', 'force-app/main/default')).code).toBe(1);
  const deployed = await machine.sf([
    'project',
    'deploy',
    'start',
    '--target-org',
    'admin',
    '--source-dir',
    'force-app',
  ]);
  expect(deployed).toMatchObject({ status: 0, result: { status: 'Succeeded' } });
  const before = org.writes.length;
  const { code, out } = await setup('--apply', '--json');
  expect(code).toBe(0);
  expect(org.writes.slice(before)).toEqual(['POST PermissionSetAssignment']);
  expect(await logIn(machine, (JSON.parse(out) as SetupReport).app.consumerKey!)).toMatchObject({ status: 0 });
});
