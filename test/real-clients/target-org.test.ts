import { afterEach, describe, expect, it } from '@jest/globals';

import { closeAll, start } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';
import { loginOf } from '../support/login.js';
import { loginWithToken } from './support/admin.js';
import { machineFor, removeMachines } from './support/sf.js';

afterEach(async () => {
  await closeAll();
  removeMachines();
});

describe('sf-jwt-doctor --target-org', () => {
  it('reads the org with the session that the Salesforce CLI holds', async () => {
    const org = await start('user-not-preauthorized');
    const machine = machineFor(org);
    expect((await loginWithToken(machine, org)).status).toBe(0);

    const { args, env } = loginOf(org, machine.folder);
    // The doctor itself runs on the Node of these tests.
    const result = await run([...args, '--target-org', 'admin', '--json'], { env: { ...machine.env, ...env } });
    expect(result).toMatchObject({ code: 1, err: '' });
    const { diagnosis, facts } = reportOf(result);
    expect(diagnosis.cause).toMatchObject({ id: 'user-not-preauthorized', confidence: 'confirmed' });
    expect(facts['user.assigned']).toMatchObject({ value: false });
    expect(`${result.out}${result.err}`).not.toMatch(/00D[A-Za-z0-9]{12,15}!/);
  });

  it('tells that the Salesforce CLI knows no such org', async () => {
    const org = await start('user-not-preauthorized');
    const machine = machineFor(org);
    const { args, env } = loginOf(org, machine.folder);
    const result = await run([...args, '--target-org', 'nobody', '--json'], { env: { ...machine.env, ...env } });
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining('knows no org of that alias or username') });
    expect(reportOf(result).diagnosis.cause?.confidence).not.toBe('confirmed');
  });
});
