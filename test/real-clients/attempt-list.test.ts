import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ScrubbedStore } from '../../src/redaction/scrubbed-store.js';
import { hostFacts } from '../../src/salesforce/hosts.js';
import { readPaste } from '../../src/sources/files/read.js';
import type { EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { machineFor, removeMachines, type Machine } from './support/sf.js';

afterEach(async () => {
  await closeAll();
  removeMachines();
});

const LOGIN = 'https://login.salesforce.com';
const TEST = 'https://test.salesforce.com';
const HOME = 'https://acme.my.salesforce.com';
const OTHER = 'https://audience.example.com';

/** The pairs that were asked, as the embedded org saw them. */
function logged({ attempts }: EmbeddedOrg): string[] {
  return attempts.map(({ origin, audience }) => `${origin} ${hostFacts(String(audience))?.origin ?? ''}`);
}

/** The pairs that the list tells; one that no host answered is told by its problem. */
async function decoded(text: string): Promise<string[]> {
  const answers = new ScrubbedStore(await readPaste(text, 'log.txt')).value('token.answers') ?? [];
  return answers
    .filter(({ problem }) => problem === undefined)
    .map(({ url, audience = '' }) => `${hostFacts(url)?.origin ?? ''} ${audience}`);
}

function flagsFor({ folder }: Machine, { world: { login } }: EmbeddedOrg, loginUrl: string | undefined): string[] {
  const url = loginUrl === undefined ? [] : ['--instance-url', loginUrl];
  return ['-o', login.username, '-i', login.clientId, '-f', join(folder, 'server.key'), ...url];
}

// What the CLI does by itself outside of tests.
const LOGGING = { SF_DISABLE_LOG_FILE: 'false' };

const CALLS: readonly (readonly [string | undefined, string | undefined])[] = [
  [LOGIN, undefined],
  [TEST, undefined],
  [HOME, undefined],
  [HOME, TEST],
  [HOME, HOME],
  [HOME, OTHER],
  [HOME, `${LOGIN}/`],
  [TEST, OTHER],
  [LOGIN, `${TEST}/`],
];

describe('what the Salesforce CLI prints', () => {
  it.each(CALLS)(
    'for %s with SF_AUDIENCE_URL %s is decoded to the attempts that the org saw',
    async (url, audience) => {
      const org = await start('user-not-preauthorized');
      const machine = machineFor(org);
      const flags = flagsFor(machine, org, url);
      const variable: Record<string, string> = audience === undefined ? {} : { SF_AUDIENCE_URL: audience };
      const { out, err } = await machine.run(['org', 'login', 'jwt', ...flags], variable);
      const shown = `${audience === undefined ? '### ENV ###' : `export SF_AUDIENCE_URL=${audience}`}\n`;
      const command = `$ sf org login jwt ${flags.join(' ')}\n`;
      expect(logged(org).length).toBeGreaterThan(1);
      expect(await decoded(`${shown}${command}${out}${err}`)).toEqual(logged(org));
    },
  );

  it('with --json is decoded as well', async () => {
    const org = await start('user-not-preauthorized');
    const machine = machineFor(org);
    const { out } = await machine.run(['org', 'login', 'jwt', ...flagsFor(machine, org, TEST), '--json']);
    expect(await decoded(out)).toEqual(logged(org));
  });

  it('with --dev-debug tells its login URL itself, and is decoded once', async () => {
    const org = await start('user-not-preauthorized');
    const machine = machineFor(org);
    const { out, err } = await machine.run(['org', 'login', 'jwt', ...flagsFor(machine, org, HOME), '--dev-debug'], {
      SF_AUDIENCE_URL: TEST,
      ...LOGGING,
    });
    expect(`${out}${err}`.match(/Errors encountered:/g)!.length).toBeGreaterThan(1);
    expect(await decoded(`${out}${err}`)).toEqual(logged(org));
    const facts = new ScrubbedStore(await readPaste(`${out}${err}`, 'log.txt'));
    expect(facts.value('assertion.subject')).toBe(org.world.login.username);
    expect(facts.value('assertion.issuer')).toBe(org.world.login.clientId);
    expect(facts.value('client.version')).toMatch(/^2\.\d+\.\d+$/);
    expect(facts.value('client.command')).toMatch(/^sf org login jwt -o /);
  });

  it('without a login URL is decoded where the log tells it', async () => {
    const org = await start('user-not-preauthorized');
    const machine = machineFor(org);
    const { out, err } = await machine.run(
      ['org', 'login', 'jwt', ...flagsFor(machine, org, undefined), '--dev-debug'],
      LOGGING,
    );
    expect(logged(org)).toEqual([`${LOGIN} ${LOGIN}`, `${TEST} ${TEST}`]);
    expect(await decoded(`${out}${err}`)).toEqual(logged(org));
  });

  it('in a project goes to the login URL of the project', async () => {
    const org = await start('user-not-preauthorized');
    const machine = machineFor(org);
    const project = { packageDirectories: [{ path: 'force-app', default: true }], sfdcLoginUrl: TEST };
    writeFileSync(join(machine.folder, 'sfdx-project.json'), JSON.stringify(project));
    const { out, err } = await machine.run(
      ['org', 'login', 'jwt', ...flagsFor(machine, org, undefined), '--dev-debug'],
      LOGGING,
    );
    expect(logged(org)[0]).toBe(`${TEST} ${TEST}`);
    expect(await decoded(`${out}${err}`)).toEqual(logged(org));
  });
});
