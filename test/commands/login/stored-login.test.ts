import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

import { storedLogin, withStoredLogin } from '../../../src/commands/login/stored-login.js';
import { run } from '../../support/cli.js';
import { scratchFolder } from '../../support/login.js';

const CI = { username: 'ci@acme.example.com', clientId: '3MVG9abc', privateKey: '/keys/server.key' };

function homeWith(orgs: readonly Record<string, string>[], aliases: Record<string, string> = {}): string {
  const home = scratchFolder();
  mkdirSync(join(home, '.sfdx'));
  for (const org of orgs) writeFileSync(join(home, '.sfdx', `${org['username']}.json`), JSON.stringify(org));
  writeFileSync(join(home, '.sfdx', 'alias.json'), JSON.stringify({ orgs: aliases }));
  return home;
}

describe('the stored login', () => {
  it.each(['ci', 'ci@acme.example.com'])('is found as %s, with the URL it was made at', (name) => {
    const home = homeWith([{ ...CI, loginUrl: 'https://acme.my.salesforce.com', instanceUrl: 'https://x' }], {
      ci: CI.username,
    });
    expect(storedLogin(name, home)).toEqual({
      alias: 'ci',
      username: CI.username,
      clientId: CI.clientId,
      jwtKeyFile: CI.privateKey,
      instanceUrl: 'https://acme.my.salesforce.com',
    });
  });

  it('that is none of a JWT is refused, and so is an unknown alias', () => {
    const home = homeWith([CI, { username: 'web@acme.example.com', clientId: 'PlatformCLI' }]);
    expect(() => storedLogin('web@acme.example.com', home)).toThrow('did not log in to this org by JWT');
    expect(() => storedLogin('nobody', home)).toThrow('it keeps: ci@acme.example.com');
    expect(() => storedLogin('nobody', homeWith([]))).toThrow('it keeps none');
  });
});

describe('--login', () => {
  const home = homeWith([{ ...CI, loginUrl: 'https://acme.my.salesforce.com' }], { ci: CI.username });
  const env = { HOME: home };

  it('gives way to flags', () => {
    const before = process.env['HOME'];
    process.env['HOME'] = home;
    try {
      const given = { login: 'ci', username: 'other@acme.example.com', jwtKeyEnv: 'KEY' };
      expect(withStoredLogin(given)).toEqual({
        ...given,
        clientId: CI.clientId,
        instanceUrl: 'https://acme.my.salesforce.com',
      });
    } finally {
      process.env['HOME'] = before;
    }
  });

  it('is not mixed with the login of a configuration file', async () => {
    const cwd = scratchFolder();
    writeFileSync(join(cwd, '.sf-jwt-doctor.yaml'), 'username: config@acme.example.com\njwtKeyEnv: CONFIG_KEY\n');
    const { out } = await run(['--login', 'ci', '--probe', 'none', '--json', '--timeout', '1'], {
      cwd,
      env: { ...env, HTTPS_PROXY: 'http://127.0.0.1:9' },
    });
    const { facts } = JSON.parse(out) as { facts: Record<string, { value?: unknown; source: string }> };
    expect(facts['assertion.subject']?.value).toBe(CI.username);
    expect(facts['key.problem']).toMatchObject({ value: 'missing', source: 'the key file /keys/server.key' });
  });

  it('of an unknown alias is wrong usage', async () => {
    const result = await run(['--login', 'prod', '--json'], { env });
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining('it keeps: ci') });
  });
});
