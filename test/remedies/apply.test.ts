import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { applyChanges, undoChanges } from '../../src/remedies/apply.js';
import { newJournal, readJournal, saveJournal, type Journal } from '../../src/remedies/journal.js';
import type { RemedyReport } from '../../src/report/remedy.js';
import { myDomainOrigin, type EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { run } from '../support/cli.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';
import { planFor } from './support.js';

const folder = scratchFolder();
afterEach(closeAll);

const quiet = { save: () => undefined, onStep: () => undefined };

/** Makes the changes of a plan until the journal is saved for the n-th time; gives what stands in the file then. */
async function interruptedAt(org: EmbeddedOrg, saves: number): Promise<Journal> {
  const { plan, writer } = await planFor(org);
  const journal = newJournal(plan.changes, {
    version: '1',
    org: myDomainOrigin(org.world.orgs[0]!),
    cures: plan.cures,
  });
  let onDisk = JSON.stringify(journal);
  let count = 0;
  const applied = applyChanges({
    writer,
    journal,
    onStep: () => undefined,
    save: (now) => {
      count += 1;
      onDisk = JSON.stringify(now);
      if (count === saves) throw new Error('interrupted');
    },
  });
  await expect(applied).rejects.toThrow('interrupted');
  return readJournal(onDisk)!;
}

const CASES = [
  ['approval-missing', 4],
  ['user-not-preauthorized', 3],
  ['api-not-enabled', 2],
] as const;

describe.each(CASES)('%s, with %i changes', (name, changes) => {
  // Before and after each call; before the first nothing is written.
  it.each(Array.from({ length: 2 * changes - 1 }, (_, index) => index + 2))(
    'interrupted at step %i is put back by the undo of what was written down',
    async (saves) => {
      const org = await start(name);
      const before = structuredClone(org.world.orgs);
      const journal = await interruptedAt(org, saves);
      expect(org.world.orgs).not.toEqual(before);
      const { writer } = await planFor(org);
      expect(await undoChanges({ writer, journal, ...quiet })).toBe(0);
      const stripped = (orgs: typeof before) =>
        orgs.map(({ apps, users, permissionSets }) => ({
          apps: apps.map(({ changedSecondsAgo: _, ...app }) => app),
          users,
          permissionSets,
        }));
      expect(stripped(org.world.orgs)).toEqual(stripped(before));
    },
  );

  it.each(Array.from({ length: 2 * changes - 1 }, (_, index) => index + 2))(
    'interrupted at step %i is repaired by the next run',
    async (saves) => {
      const org = await start(name);
      await interruptedAt(org, saves);
      const { plan, writer } = await planFor(org);
      const journal = newJournal(plan.changes, { version: '1', org: writer.origin, cures: plan.cures });
      expect(await applyChanges({ writer, journal, ...quiet })).toBe(true);
      expect((await planFor(org)).plan).toMatchObject({ cures: [], changes: [], left: [] });
    },
  );
});

it('interrupted between two calls is repaired, and put back, by the built command line', async () => {
  const org = await start('approval-missing');
  const cwd = mkdtempSync(join(folder, 'broken-'));
  saveJournal(join(cwd, 'broken.json'), await interruptedAt(org, 5));
  const { args, env } = loginOf(org, folder);
  const given = { env: { ...env, ...sessionOf(org) }, cwd };
  const next = await run(['fix', ...args, '--apply', '--wait', '0', '--json'], given);
  expect(next.code).toBe(0);
  expect((JSON.parse(next.out) as RemedyReport).report.verdict).toBe('healthy');
  expect((await run(['fix', '--undo', 'sf-jwt-doctor-undo.json', '--apply'], given)).code).toBe(0);
  expect((await run(['fix', '--undo', 'broken.json', '--apply'], given)).code).toBe(0);
  expect(org.world.orgs[0]).toMatchObject({ permissionSets: [], apps: [{ permittedUsers: 'self-authorize' }] });
});

it('makes no further change once it is stopped', async () => {
  const org = await start('approval-missing');
  const { plan, writer } = await planFor(org);
  const journal = newJournal(plan.changes, { version: '1', org: writer.origin, cures: plan.cures });
  expect(await applyChanges({ writer, journal, ...quiet, isStopped: () => org.writes.length === 2 })).toBe(false);
  expect(journal.steps.map(({ state }) => state)).toEqual(['done', 'done', 'planned', 'planned']);
});

it('takes no access back while the policy could not be put back', async () => {
  const org = await start('approval-missing');
  const { plan, writer } = await planFor(org);
  const journal = newJournal(plan.changes, { version: '1', org: writer.origin, cures: plan.cures });
  await applyChanges({ writer, journal, ...quiet });
  org.world.orgs[0]!.apps[0]!.permissionSets.push('Somebody_Elses');
  const after = structuredClone(org.world.orgs[0]!.users);
  const states: string[] = [];
  const remaining = await undoChanges({
    writer,
    journal,
    save: () => undefined,
    onStep: ({ state }) => states.push(state),
  });
  expect({ remaining, states }).toEqual({ remaining: 4, states: ['left', 'left', 'left', 'left'] });
  expect(org.world.orgs[0]!.users).toEqual(after);
});

it('grants before it switches: the order of the calls', async () => {
  const org = await start('approval-missing');
  const { plan, writer } = await planFor(org);
  const journal = newJournal(plan.changes, { version: '1', org: writer.origin, cures: plan.cures });
  await applyChanges({ writer, journal, ...quiet });
  expect(org.writes).toEqual([
    'POST PermissionSet',
    'POST SetupEntityAccess',
    'POST PermissionSetAssignment',
    expect.stringMatching(/update.*ExtlClntAppOauthConfigurablePolicies/i),
  ]);
});

it('refuses global OAuth settings without a certificate before anything is sent', async () => {
  const org = await start('approval-missing');
  const { writer } = await planFor(org);
  const wrote = await writer.updateMetadata({
    type: 'ExtlClntAppGlobalOauthSettings',
    fullName: 'Acme_CI_Client_Global',
    node: { externalClientApplication: 'Acme_CI_Client' },
  });
  expect(wrote).toMatchObject({ ok: false, code: 'REFUSED_HERE' });
  expect(org.writes).toEqual([]);
});
