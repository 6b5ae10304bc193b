import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fixturesDir } from '../simulator/support/client.js';
import { reportOf, run, type RunOptions } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';
import { atTerminal, KEYS } from '../support/terminal.js';

const folder = scratchFolder();
const seed = `${fixturesDir}/transcripts/seed.txt`;
const NAME = '.sf-jwt-doctor.yaml';
const LOGIN = ['-o', 'ci@acme.example.com', '-i', '3MVG9abcdefgh', '--probe', 'none'];
let count = 0;

/** A repository with a settings file, beside files that are none of its business. */
function repository(config: string): { cwd: string; victim: string; env: { PATH: string; HOME: string } } {
  const home = join(folder, `home-${(count += 1)}`);
  const cwd = join(home, 'repository');
  mkdirSync(join(cwd, '.git'), { recursive: true });
  const victim = join(home, '.bashrc');
  writeFileSync(victim, 'precious');
  writeFileSync(join(home, 'server.key'), 'outside');
  writeFileSync(join(cwd, 'server.key'), 'inside');
  symlinkSync(victim, join(cwd, 'report.txt'));
  writeFileSync(join(cwd, NAME), config);
  const bin = join(cwd, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'sf'), `#!/bin/sh\ntouch '${home}/ran'\necho '{}'\n`, { mode: 0o755 });
  return { cwd, victim, env: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, HOME: home } };
}

function ran({ env }: { env: { HOME: string } }): boolean {
  return existsSync(join(env.HOME, 'ran'));
}

describe('a settings file that was found', () => {
  it.each([
    ['writes no file outside', 'output: [../.bashrc]', 'output'],
    ['writes through no link', 'output: report.txt', 'output'],
    ['writes no file at all', 'output: new.txt', 'output'],
    ['starts no program', 'targetOrg: admin', 'targetOrg'],
    ['reads no key outside', 'jwtKeyFile: ../server.key', 'jwtKeyFile'],
    ['reads no certificate outside', 'certificate: ../server.key', 'certificate'],
    ['reads no variable', 'jwtKeyEnv: HOME', 'jwtKeyEnv'],
    ['chooses no host', 'instanceUrl: http://127.0.0.1:9', 'instanceUrl'],
    ['chooses no audience', 'audience: https://login.salesforce.com', 'audience'],
  ])('%s', async (_what, line, key) => {
    const place = repository(`strict: true\n${line}\n`);
    const isOutput = key === 'output';
    const { code, out, err } = await run([...LOGIN, ...(isOutput ? [] : ['--json'])], place);
    expect(code).toBe(2);
    expect(err).toBe(
      `sf-jwt-doctor: ${NAME} was found, not named, so it may not set ${key}; look into the file, then use it with --config ${NAME}, or ignore it with --no-config\n`,
    );
    if (!isOutput) expect(JSON.parse(out)).toMatchObject({ error: { code: 'usage' } });
    expect(readFileSync(place.victim, 'utf8')).toBe('precious');
    expect(existsSync(join(place.cwd, 'new.txt'))).toBe(false);
    expect(ran(place)).toBe(false);
  });

  it('chooses harmless settings, and a key in its own folder', async () => {
    const place = repository('format: json\njwtKeyFile: server.key\nusername: ci@acme.example.com\nprobe: none\n');
    const result = await run(['-i', '3MVG9abcdefgh'], place);
    expect(result.err).toContain(`${NAME} sets username, jwtKeyFile, probe, format\n`);
    expect(reportOf(result).facts['key.problem']).toMatchObject({ source: 'the key file server.key' });
  });

  it('reads no key through a link that leads outside', async () => {
    const place = repository('jwtKeyFile: link.key\n');
    symlinkSync(join(place.env.HOME, 'server.key'), join(place.cwd, 'link.key'));
    const { code, err } = await run([...LOGIN], place);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('may not set jwtKeyFile') });
  });

  it('asks for nothing that a flag set aside or the command does not take', async () => {
    const place = repository('output: report.txt\ninstanceUrl: https://acme.my.salesforce.com\n');
    const { code, out } = await run(['triage', seed, '--json'], place);
    expect({ code, out: out.slice(0, 1) }).toEqual({ code: 1, out: '{' });
    expect(readFileSync(place.victim, 'utf8')).toBe('precious');
  });

  it.each<[string, (cwd: string) => void, string]>([
    ['others can write it', (cwd) => chmodSync(join(cwd, NAME), 0o646), 'every user of this machine can change it'],
    [
      'it is a link out of the folder',
      (cwd) => {
        writeFileSync(join(cwd, '..', 'other.yaml'), 'strict: true\n');
        symlinkSync('../other.yaml', join(cwd, '.sf-jwt-doctor.yml'));
      },
      'it is a link that leads out of its folder',
    ],
  ])('is ignored with a line where %s', async (_what, spoil, reason) => {
    const place = repository('strict: true\n');
    spoil(place.cwd);
    if (existsSync(join(place.cwd, '.sf-jwt-doctor.yml'))) {
      rmSync(join(place.cwd, NAME));
    }
    const { code, err } = await run(['triage', '--fact', 'app.name=CI'], place);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining(`are ignored: ${reason}; to use them`) });
  });

  it('waits for no pipe of its name', async () => {
    const place = repository('');
    rmSync(join(place.cwd, NAME));
    execFileSync('mkfifo', [join(place.cwd, NAME)]);
    expect((await run(['triage', '--fact', 'app.name=CI'], place)).code).toBe(3);
    expect((await run(['triage', 'no-such-file'], place)).code).toBe(2);
  });

  it('is used after a consent at a terminal, until it changes', async () => {
    const place = repository('format: json\noutput: new.json\n');
    const options = { env: { ...place.env, XDG_STATE_HOME: join(place.env.HOME, 'state') }, cwd: place.cwd };
    const triage = ['triage', seed];
    const refusing = atTerminal(triage, options);
    await refusing.sees(/output: .*repository\/new\.json/);
    await refusing.sees(/Use them now/);
    refusing.types(`n${KEYS.enter}`);
    expect((await refusing.ends()).code).toBe(2);
    expect(existsSync(join(place.cwd, 'new.json'))).toBe(false);

    const agreeing = atTerminal(triage, options);
    await agreeing.sees(/Use them now/);
    agreeing.types(`y${KEYS.enter}`);
    expect((await agreeing.ends()).code).toBe(1);
    const later: RunOptions = { ...options };
    expect((await run(triage, later)).code).toBe(1);

    writeFileSync(join(place.cwd, NAME), 'format: json\noutput: new.json\n# changed\n');
    expect((await run(triage, later)).code).toBe(2);
  });

  it('is asked about again where a path in it leads somewhere else', async () => {
    const place = repository('output: later.txt\n');
    const options = { env: { ...place.env, XDG_STATE_HOME: join(place.env.HOME, 'state') }, cwd: place.cwd };
    const agreeing = atTerminal(['triage', seed], options);
    await agreeing.sees(/Use them now/);
    agreeing.types(`y${KEYS.enter}`);
    expect((await agreeing.ends()).code).toBe(1);
    rmSync(join(place.cwd, 'later.txt'));
    symlinkSync(place.victim, join(place.cwd, 'later.txt'));
    expect((await run(['triage', seed], options)).code).toBe(2);
    expect(readFileSync(place.victim, 'utf8')).toBe('precious');
  });
});

it('runs no program of the project for --target-org', async () => {
  const place = repository('');
  const { err } = await run([...LOGIN, '--target-org', 'admin'], place);
  expect(ran(place)).toBe(false);
  expect(err).toContain('the Salesforce CLI ("sf") was not found');
});
