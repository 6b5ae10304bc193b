import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Change } from '../../src/remedies/change.js';
import { newJournal, readJournal, saveJournal } from '../../src/remedies/journal.js';
import { scratchFolder } from '../support/login.js';

const CHANGE: Change = {
  kind: 'update',
  purpose: 'unfreeze-user',
  about: { user: 'ci@acme.example.com' },
  object: 'UserLogin',
  id: '0Yw000000000001AAA',
  before: { IsFrozen: true },
  after: { IsFrozen: false },
};
const journal = newJournal([CHANGE], { version: '1', org: 'https://acme.my.salesforce.com', cures: ['user-frozen'] });

it('is read back as it was saved, by its owner only', () => {
  const folder = scratchFolder();
  const file = join(folder, 'undo.json');
  saveJournal(file, journal);
  saveJournal(file, journal);
  expect(readJournal(readFileSync(file, 'utf8'))).toEqual(journal);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['undo.json']);
});

it.each([
  ['a text that ended early', JSON.stringify(journal).slice(0, -5)],
  ['another document', '{"undoVersion":1}'],
  ['another object', JSON.stringify(journal).replace('"UserLogin"', '"Account"')],
  ['an id that is none', JSON.stringify(journal).replace('0Yw000000000001AAA', '../../query')],
  ['a state that is none', JSON.stringify(journal).replace('"planned"', '"gone"')],
])('refuses %s', (_, text) => {
  expect(readJournal(text)).toBeUndefined();
});

describe('a journal that somebody edited', () => {
  const app = { app: 'CI', set: 'S', user: 'u', profile: 'P' };
  const id = '0PS000000000001AAA';
  const tampered: readonly unknown[] = [
    // A harmless sentence over a permission set that may do anything.
    {
      kind: 'delete',
      purpose: 'end-expired-assignment',
      about: app,
      object: 'PermissionSet',
      id,
      values: { Name: 'X', PermissionsModifyAllData: true },
    },
    {
      kind: 'delete',
      purpose: 'grant-app',
      about: app,
      object: 'PermissionSetAssignment',
      id,
      values: { AssigneeId: 'x' },
    },
    {
      kind: 'create',
      purpose: 'make-permission-set',
      about: app,
      object: 'PermissionSet',
      values: { Name: 'X', PermissionsModifyAllData: true },
      same: ['Name'],
    },
    { ...CHANGE, object: 'User', before: { IsActive: false } },
    { ...CHANGE, before: { IsPasswordLocked: true } },
    { ...CHANGE, purpose: 'no-such-purpose' },
    {
      kind: 'edit-metadata',
      purpose: 'allow-address',
      about: app,
      type: 'Profile',
      fullName: 'Admin',
      edits: [{ path: ['userPermissions'], before: 'x' }],
    },
    {
      kind: 'edit-metadata',
      purpose: 'store-certificate',
      about: app,
      type: 'Profile',
      fullName: 'Admin',
      edits: [{ path: ['certificate'], before: 'x' }],
    },
    { kind: 'edit-metadata', purpose: 'unlock-user', about: app, type: 'ConnectedApp', fullName: 'A', edits: [] },
    { kind: 'deploy', purpose: 'make-app', about: app, components: [{ type: 'ApexClass', fullName: 'A', node: {} }] },
    { kind: 'delete-metadata', purpose: 'unblock-app', about: app, type: 'ApexClass', fullName: 'A', contents: {} },
    // Contents that cannot be shown.
    {
      kind: 'delete-metadata',
      purpose: 'unblock-app',
      about: app,
      type: 'BlacklistedConsumer',
      fullName: 'A',
      contents: { consumerName: null },
    },
  ];

  it.each(tampered.map((change) => [JSON.stringify(change)]))('is refused: %s', (change) => {
    const text = JSON.stringify({ ...journal, steps: [{ change: JSON.parse(change) as unknown, state: 'done', id }] });
    expect(readJournal(text)).toBeUndefined();
  });
});
