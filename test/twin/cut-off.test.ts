import { describe, expect, it } from '@jest/globals';
import { examine } from '../../src/doctor.js';
import type { SourceFact } from '../../src/facts/store.js';
import type { Change } from '../../src/remedies/change.js';
import { planRehearsed } from '../../src/report/rehearsal.js';
import { buildTwin } from '../../src/twin/build.js';
import { rehearse } from '../../src/twin/rehearse.js';
import { world } from '../simulator/support/client.js';
import { factsOf } from '../support/world-facts.js';
import { standIns } from './support.js';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const OTHER = 'other@acme.example.com';
const APP = 'Acme_CI';

/** An app whose users authorize themselves: the user of the login never did, and another user did. */
function twinWithOther() {
  const neighbour: SourceFact = {
    name: 'org.users',
    value: [
      {
        username: OTHER,
        active: true,
        frozen: false,
        profile: 'Integration',
        permissionSets: [],
        tokens: [{ app: APP }],
      },
    ],
    source: 'the org',
  };
  const tokens: SourceFact = { name: 'approval.tokens', value: [{ appName: APP, username: OTHER }], source: 'the org' };
  const facts = factsOf(world('seed'), NOW).filter(({ name }) => name !== 'approval.tokens');
  return buildTwin(examine([...facts, neighbour, tokens]).facts, { standIns, now: NOW });
}

const switchPolicy: Change = {
  kind: 'edit-metadata',
  purpose: 'switch-policy',
  about: { app: 'Acme CI', set: 'JWT' },
  type: 'ConnectedApp',
  fullName: APP,
  edits: [
    { path: ['oauthConfig', 'isAdminApproved'], before: 'false', after: 'true' },
    { path: ['permissionSetName'], after: ['JWT'] },
  ],
};
const makeSet: Change = {
  kind: 'create',
  purpose: 'make-permission-set',
  about: { set: 'JWT' },
  object: 'PermissionSet',
  values: { Name: 'JWT' },
  same: ['Name'],
  as: 'JWT',
};
const assign = (user: string): Change => ({
  kind: 'create',
  purpose: 'assign-set',
  about: { set: 'JWT', user },
  object: 'PermissionSetAssignment',
  values: { AssigneeId: user, PermissionSetId: { created: 'JWT' } },
  same: [],
});

describe('a plan that lets one user in', () => {
  const twin = twinWithOther();
  const { username } = twin.world.login;

  it('and cuts off another is caught by the rehearsal, with the step that does it', () => {
    const rehearsal = rehearse(twin, [makeSet, assign(username), switchPolicy], NOW);
    expect(rehearsal.gained.map((one) => one.username)).toEqual([username]);
    expect(rehearsal.lost).toMatchObject([{ username: OTHER, played: { outcome: 'notAdminApproved' } }]);
    const report = planRehearsed(rehearsal, true, { tool: { version: '0' }, assumptions: [] });
    expect(report.outcome).toBe('breaks');
    expect(report.steps.map(({ changed }) => changed.filter(({ effect }) => effect === 'lost').length)).toEqual([
      0, 0, 1,
    ]);
  });

  it('and keeps the other passes', () => {
    const rehearsal = rehearse(twin, [makeSet, assign(username), assign(OTHER), switchPolicy], NOW);
    expect(rehearsal.lost).toEqual([]);
    expect(planRehearsed(rehearsal, true, { tool: { version: '0' }, assumptions: [] }).outcome).toBe('better');
  });

  it('and does not cure the login fails', () => {
    const rehearsal = rehearse(twin, [makeSet], NOW);
    expect(planRehearsed(rehearsal, true, { tool: { version: '0' }, assumptions: [] }).outcome).toBe('not-cured');
    expect(planRehearsed(rehearsal, false, { tool: { version: '0' }, assumptions: [] }).outcome).toBe('unchanged');
  });
});
