import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import type { Change } from '../../src/remedies/change.js';
import { newJournal } from '../../src/remedies/journal.js';
import { myDomainOrigin, type EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { loginOf, scratchFolder, sessionOf } from '../support/login.js';
import { atTerminal, KEYS } from '../support/terminal.js';

const folder = scratchFolder();
afterEach(closeAll);

/** Runs `fix --apply` at a terminal and answers the question for consent. */
async function consent(org: EmbeddedOrg, answer: string) {
  const cwd = mkdtempSync(join(folder, 'fix-'));
  const { args, env } = loginOf(org, folder);
  const terminal = atTerminal(['fix', ...args, '--apply', '--wait', '0'], { cwd, env: { ...env, ...sessionOf(org) } });
  await terminal.sees(/Make these .*\(y\/N\)/);
  terminal.types(answer);
  return { ...(await terminal.ends()), files: readdirSync(cwd) };
}

it.each([
  ['a plain Enter', KEYS.enter, 1],
  ['no', `n${KEYS.enter}`, 1],
  ['Ctrl-C', KEYS.interrupt, 130],
])('writes nothing on %s at the question for consent', async (_, answer, code) => {
  const org = await start('user-not-preauthorized');
  const ended = await consent(org, answer);
  expect(ended).toMatchObject({ code, files: [] });
  expect(ended.screen).not.toMatch(/at .*\.js:\d|Error:/);
  expect(org.writes).toEqual([]);
});

it('makes the changes on yes', async () => {
  const org = await start('user-not-preauthorized');
  const ended = await consent(org, `y${KEYS.enter}`);
  expect(ended).toMatchObject({ code: 0, files: ['sf-jwt-doctor-undo.json'] });
  expect(ended.screen).toContain('The login works.');
  expect(org.writes).toHaveLength(3);
});

const APP = { app: 'Acme_CI', set: 'S', user: 'ci@acme.example.com' };
const SCOPES =
  'Basic, Api, Web, Full, Chatter, CustomApplications, RefreshToken, OpenID, CustomPermissions, Wave, Eclair';
const ID = '0Pa000000000001AAA';
const CERTIFICATE = `-----BEGIN CERTIFICATE-----\n${`${'MIIB'.repeat(16)}\n`.repeat(4)}-----END CERTIFICATE-----\n`;
const UNDONE: readonly (readonly [string, Change, readonly string[]])[] = [
  [
    'a record that is made again',
    {
      kind: 'delete',
      purpose: 'end-expired-assignment',
      about: APP,
      object: 'PermissionSetAssignment',
      id: ID,
      values: { AssigneeId: '005000000000009AAA', PermissionSetId: '0PS000000000009AAA' },
    },
    [
      'POST',
      '/sobjects/PermissionSetAssignment',
      'AssigneeId: 005000000000009AAA',
      'PermissionSetId: 0PS000000000009AAA',
    ],
  ],
  [
    'a record that is deleted',
    {
      kind: 'create',
      purpose: 'make-permission-set',
      about: APP,
      object: 'PermissionSet',
      values: { Name: 'Other_Set', Label: 'Not S' },
      same: ['Name'],
    },
    ['DELETE', '/sobjects/PermissionSet/', 'Name: Other_Set -> gone', 'Label: Not S -> gone'],
  ],
  [
    'a component that is made again',
    {
      kind: 'delete-metadata',
      purpose: 'unblock-app',
      about: APP,
      type: 'BlacklistedConsumer',
      fullName: 'Other_App',
      contents: { blockedByApiWhitelisting: 'false', consumerKey: '3MVG9other', consumerName: 'Other App' },
    },
    ['createMetadata: BlacklistedConsumer Other_App', 'consumerKey: 3MVG9other', 'consumerName: Other App'],
  ],
  [
    'an element, whole, but for a certificate',
    {
      kind: 'edit-metadata',
      purpose: 'store-certificate',
      about: APP,
      type: 'ConnectedApp',
      fullName: 'Other_App',
      edits: [{ path: ['oauthConfig', 'certificate'], before: CERTIFICATE, after: SCOPES }],
    },
    ['ConnectedApp Other_App', `oauthConfig.certificate: ${SCOPES} -> MIIBMIIBMIIB`, 'characters)'],
  ],
];

it.each(UNDONE)('shows what an undo puts back before it asks: %s', async (_, change, shown) => {
  const org = await start('healthy');
  const cwd = mkdtempSync(join(folder, 'undo-'));
  const about = { version: '1', org: myDomainOrigin(org.world.orgs[0]!), cures: [] };
  const journal = newJournal([change], about);
  journal.steps[0]!.state = 'done';
  writeFileSync(join(cwd, 'undo.json'), JSON.stringify(journal));
  const env = { ...loginOf(org, folder).env, ...sessionOf(org) };
  const terminal = atTerminal(['fix', '--undo', 'undo.json', '--apply'], { cwd, env });
  await terminal.sees(/Make this change\? \(y\/N\)/);
  terminal.types(`n${KEYS.enter}`);
  const { screen } = await terminal.ends();
  const before = screen.slice(0, screen.indexOf('(y/N)')).replace(/\s+/g, ' ');
  for (const words of shown) expect(before).toContain(words);
  expect(org.writes).toEqual([]);
});
