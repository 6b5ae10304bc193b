import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { findCandidates } from '../../../src/commands/conversation/candidates.js';
import { scratchFolder } from '../../support/login.js';

const scratch = scratchFolder();

function place(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(scratch, 'place-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const jwt = { username: 'ci@acme.example.com', clientId: '3MVG9ci', privateKey: '/keys/ci.key' };

it('finds the logins of the Salesforce CLI, and the orgs whose session may read', () => {
  const home = place({
    '.sfdx/ci@acme.example.com.json': JSON.stringify({ ...jwt, loginUrl: 'https://acme.my.salesforce.com' }),
    '.sfdx/admin@acme.example.com.json': JSON.stringify({ username: 'admin@acme.example.com', accessToken: 'secret' }),
    '.sfdx/broken@acme.example.com.json': '{',
    '.sfdx/alias.json': JSON.stringify({ orgs: { boss: 'admin@acme.example.com' } }),
    '.sfdx/00D000000000001.json': JSON.stringify({ usernames: ['ci@acme.example.com'] }),
  });
  const found = findCandidates({ home, folder: place({}), env: {} });
  expect(found.logins).toEqual([
    {
      login: {
        username: 'ci@acme.example.com',
        clientId: '3MVG9ci',
        jwtKeyFile: '/keys/ci.key',
        instanceUrl: 'https://acme.my.salesforce.com',
      },
      where: 'the Salesforce CLI',
    },
  ]);
  expect(found.orgs).toEqual([{ target: 'boss', where: 'admin@acme.example.com' }]);
  expect(JSON.stringify(found)).not.toContain('secret');
});

it('finds a login in the variables of a CI set-up: the key by the name of its variable only', () => {
  const env = { SF_USERNAME: 'ci@acme.example.com', SF_CONSUMER_KEY: '3MVG9ci', SF_JWT_KEY: '-----BEGIN PRIVATE KEY' };
  const found = findCandidates({ home: place({}), folder: place({}), env });
  expect(found.logins[0]).toEqual({
    login: { username: 'ci@acme.example.com', clientId: '3MVG9ci', jwtKeyEnv: 'SF_JWT_KEY' },
    where: 'the environment',
  });
  expect(JSON.stringify(found)).not.toContain('BEGIN');
});

it('finds private keys in the folder, and the login URL of the project', () => {
  const folder = place({
    'server.key': '-----BEGIN RSA PRIVATE KEY-----\n',
    'server.pem': '-----BEGIN CERTIFICATE-----\n',
    'store.jks': 'x',
    'notes.txt': '-----BEGIN PRIVATE KEY-----',
    'sfdx-project.json': JSON.stringify({ sfdcLoginUrl: 'https://test.salesforce.com' }),
  });
  expect(findCandidates({ home: place({}), folder, env: {} })).toEqual({
    logins: [],
    orgs: [],
    keyFiles: ['server.key', 'store.jks'],
    instanceUrl: 'https://test.salesforce.com',
  });
});

it('finds nothing where nothing is', () => {
  const nowhere = join(scratch, 'nowhere');
  expect(findCandidates({ home: nowhere, folder: nowhere, env: {} })).toEqual({ logins: [], orgs: [], keyFiles: [] });
});
