import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SEQUENCE } from '../../src/checks/index.js';
import type * as Library from '../../src/index.js';
import { loginAssertion } from '../../src/simulator/index.js';
import { closeAll, fixturesDir, start } from '../simulator/support/client.js';
import { reportOf, root, run } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';

const folder = scratchFolder();
afterEach(closeAll);
const seed = `${fixturesDir}/transcripts/seed.txt`;
const login = ['-o', 'ci@acme.example.com', '-i', '3MVG9abcdefgh', '-r', 'http://127.0.0.1:9', '--probe', 'none'];

describe('the seed thread', () => {
  it('is named from its transcript: the POST to /authorize cannot count; both ways to approve are shown', async () => {
    const { code, out } = await run(['triage', seed, '--verbose']);
    expect(code).toBe(1);
    expect(out).toMatch(/^approval-missing/);
    expect(out.replace(/\s+/g, ' ')).toContain('Without a logged-in browser');
    expect(out).toContain('grant_type=authorization_code');
    expect(out).toContain('Admin approved');
  });

  it('is another cause under another policy', async () => {
    const result = await run([
      'triage',
      seed,
      '--fact',
      'app.permittedUsers=admin-approved',
      '--fact',
      'user.assigned=false',
      '--json',
    ]);
    expect(reportOf(result).diagnosis.cause).toMatchObject({ id: 'user-not-preauthorized', unusual: true });
  });

  it('is what the demo shows, over HTTP, and the demo ends with 0', async () => {
    const { code, out, err } = await run(['demo']);
    expect(code).toBe(0);
    expect(out).toMatch(/^approval-missing/);
    expect(out).toMatch(/^Next: /m);
    expect(err).toContain('nothing leaves it');
  });
});

describe('keys', () => {
  it.each(['changeit.p12', 'changeit.jks'])('are read from %s', async (file) => {
    const env = { SF_JWT_DOCTOR_PASSPHRASE: 'changeit' };
    const { checks } = reportOf(
      await run([...login, '-f', `${fixturesDir}/keystores/${file}`, '--key-alias', 'jwt', '--json'], { env }),
    );
    expect(checks.find(({ id }) => id === 'private-key')).toMatchObject({ status: 'pass' });
  });

  it('are read from standard input and from a variable, and repaired aloud', async () => {
    const pem = readFileSync(`${fixturesDir}/keys/ci-2048.key`, 'utf8');
    const input = await run([...login, '-f', '-', '--json'], { input: pem });
    expect(reportOf(input).facts['key.bits']).toMatchObject({ value: 2048, source: 'standard input' });
    const oneLine = pem.replaceAll('\n', '\\n');
    const { diagnosis, facts } = reportOf(
      await run([...login, '--jwt-key-env', 'SF_KEY', '--json'], { env: { SF_KEY: oneLine } }),
    );
    expect(facts['key.repairs']).toMatchObject({ value: ['literal-newlines'], source: 'the variable SF_KEY' });
    expect(diagnosis.cause).toMatchObject({ id: 'private-key-malformed', confidence: 'likely' });
  });

  it('are asked for by name when the terminal is missing, not prompted for', async () => {
    const { code, err } = await run([...login, '-f', `${fixturesDir}/keystores/changeit.p12`]);
    expect(err).toContain('protected, and no password was given');
    expect(code).toBe(2);
  });

  it('are compared with a certificate', async () => {
    const args = [...login, '-f', `${fixturesDir}/keys/ci-2048.key`, '--certificate'];
    const other = reportOf(await run([...args, `${fixturesDir}/keys/other-2048.crt`, '--json']));
    expect(other.diagnosis.alsoWrong).toMatchObject([{ id: 'certificate-mismatch', certainty: 'suspected' }]);
    const own = reportOf(await run([...args, `${fixturesDir}/keys/ci-2048.crt`, '--json']));
    expect(own.diagnosis.alsoWrong).toEqual([]);
  });

  it('that only the doctor can read are the cause for others, when its own login works', async () => {
    const org = await start('healthy');
    const { args, env } = loginOf(org, folder);
    const result = await run([...args.slice(0, 4), '--jwt-key-env', 'SF_KEY', ...args.slice(6), '--json'], {
      env: { ...env, SF_KEY: org.world.login.key.replaceAll('\n', ' ') },
    });
    expect(reportOf(result).symptom?.kind).toBe('token');
    expect(reportOf(result).diagnosis.cause).toMatchObject({ id: 'private-key-malformed', confidence: 'likely' });
  });
});

describe('a supplied assertion', () => {
  it('is sent as it stands, once, and judged', async () => {
    const org = await start('healthy');
    const { args, env } = loginOf(org, folder);
    const file = join(folder, 'old.jwt');
    writeFileSync(
      file,
      loginAssertion({ ...org.world.login, claims: { ...org.world.login.claims, expiresIn: -7200 } }, Date.now()),
    );
    const at = args.indexOf('-r');
    const result = await run([...args.slice(at, at + 2), '--assertion-file', file, '--json'], { env });
    expect(reportOf(result).diagnosis.cause).toMatchObject({ id: 'assertion-expired', confidence: 'confirmed' });
    expect(org.attempts).toHaveLength(1);
  });
});

describe('the environment', () => {
  it('names the audience, and hosts that go past the proxy', async () => {
    const org = await start('healthy');
    const { args, env } = loginOf(org, folder);
    const at = args.indexOf('--audience');
    const bare = [...args.slice(0, at), ...args.slice(at + 2)];
    const { facts } = reportOf(
      await run([...bare, '--json', '--probe', 'one'], {
        env: { ...env, SF_AUDIENCE_URL: 'https://acme.example.com' },
      }),
    );
    expect(facts['assertion.audience']).toMatchObject({ value: 'https://acme.example.com' });
    await run([...bare, '--json', '--probe', 'one', '--timeout', '1'], { env: { ...env, NO_PROXY: '*' } });
    expect(org.attempts).toHaveLength(1);
  });
});

describe('output', () => {
  it('asks for no permission where the login works', async () => {
    const { args, env } = loginOf(await start('healthy'), folder);
    const { out } = await run(args, { env });
    expect(out).toMatch(/^healthy/);
    expect(out).not.toContain('needs the permission');
    expect((await run([...args, '--verbose'], { env })).out).toContain('needs the permission');
  });

  it('goes to a file whose ending tells the format', async () => {
    const file = join(folder, 'report.json');
    const { out, code } = await run(['triage', seed, '--output', file]);
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ verdict: 'cause-found' });
  });

  it('is narrowed by --only and --skip, and says what was left out', async () => {
    const { checks } = reportOf(await run(['triage', seed, '--only', 'scopes,certificate', '--json']));
    expect(checks.filter(({ status }) => status !== 'skipped').map(({ id }) => id)).toEqual(['certificate', 'scopes']);
    const { diagnosis } = reportOf(await run(['triage', seed, '--skip', 'oauth-sessions', '--json']));
    expect(diagnosis.cause).toBeNull();
  });

  it('shows every finding with --verbose, lists the checks, and has a help with examples and exit codes', async () => {
    expect((await run(['triage', seed, '--verbose'])).out).toContain('Ruled out');
    const listed = (await run(['--list-checks'])).out.trimEnd().split('\n');
    expect(listed.map((line) => line.split(' ')[0])).toEqual(SEQUENCE.map(({ id }) => id));
    const help = await run(['--help']);
    expect(help.out).toMatch(/Examples:[\s\S]*Exit codes:/);
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('obeys FORCE_COLOR and NO_COLOR, and never lets an answer command the terminal', async () => {
    const esc = String.fromCharCode(27);
    expect((await run(['triage', seed], { env: { NO_COLOR: '', FORCE_COLOR: '1' } })).out).toContain(`${esc}[`);
    expect((await run(['triage', seed], { env: { NO_COLOR: '1' } })).out).not.toContain(esc);
    const file = join(folder, 'injection.json');
    writeFileSync(file, JSON.stringify({ error: 'invalid_grant', error_description: `${esc}[2Jgone\u202e` }));
    expect((await run(['triage', file])).out).not.toMatch(new RegExp(`${esc}|\u202e`));
  });
});

describe('the package', () => {
  it('takes a check of your own', async () => {
    const file = join(folder, 'my-check.mjs');
    writeFileSync(
      file,
      `export const mine = { id: 'mine', title: 'All is ours', failureTitle: 'It is not', gates: [], rejects: [], needs: ['app.name'],
        examine: ({ facts }) => [{ verdict: 'warn', code: 'mine/seen', evidence: facts.cite('app.name') }] };`,
    );
    const { checks } = reportOf(await run(['triage', '--fact', 'app.name=CI', '--plugin', file, '--json']));
    expect(checks.at(-1)).toMatchObject({ id: 'mine', status: 'warn', findings: [{ code: 'mine/seen' }] });
  });

  it('is a library, too', async () => {
    const library = (await import(`${root}dist/lib/index.js`)) as typeof Library;
    const examination = library.examine(await library.readPaste('{"error":"invalid_client_id"}', 'the answer'));
    const report = library.toReport(examination, { version: '1' });
    expect(library.exitCode(report.verdict)).toBe(3);
    for (const format of library.FORMAT_NAMES)
      expect(await library.render(report, format)).toContain(format === 'github' ? '::' : 'wrong-consumer-key');
    expect(library.explain('wrong-consumer-key')).toMatchObject({ kind: 'cause', id: 'wrong-consumer-key' });
    const bundle = await library.readBytes(readFileSync(seed), 'seed.txt', { timeoutMs: 5000 });
    expect(library.examine(bundle.facts).diagnosis.cause?.id).toBe('approval-missing');
    expect(report.diagnosis.alternatives[0]).toMatchObject({ id: 'wrong-consumer-key' });
    const live = await library.examineLogin(
      { origin: library.requireTokenHost('http://127.0.0.1:9', 'the host') },
      { probe: 'none' },
    );
    expect(live.diagnosis.verdict).toBe('inconclusive');
  });
});

it('lists checks and scenarios in columns, and as JSON', async () => {
  for (const [args, first] of [
    [['--list-checks'], 'private-key'],
    [['demo', '--list'], 'algorithm-unsupported'],
  ] as const) {
    expect((await run(args)).out).toMatch(new RegExp(`^${first} {2,}\\S`));
    expect(JSON.parse((await run([...args, '--json'])).out)).toContainEqual(expect.objectContaining({ id: first }));
  }
});

it('takes a format from a module, whatever its file is called', async () => {
  writeFileSync(join(folder, 'shout.mjs'), 'export default ({ verdict }) => verdict.toUpperCase();');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'shout'), 'export default ({ verdict }) => verdict.toUpperCase();');
  for (const format of ['./shout.mjs', 'shout.mjs', 'shout'])
    expect((await run(['triage', seed, '--format', format], { cwd: folder })).out).toBe('CAUSE-FOUND');
});
