import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import type { Report } from '../../src/report/schema.js';
import { unzip } from '../../src/sources/files/zip.js';
import { canariesIn, CANARY_PASTES } from '../support/canaries.js';
import { closeAll, fixturesDir, start, world } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';

const folder = scratchFolder();
afterAll(closeAll);
let count = 0;

/** Collects files into a new bundle; gives its path and its members. */
async function bundleOf(files: readonly string[], flags: readonly string[] = []) {
  const path = join(folder, `bundle-${(count += 1)}.zip`);
  const result = await run(['collect', ...files, '--output', path, ...flags]);
  const members = result.code === 0 ? unzip(readFileSync(path), path) : new Map<string, Uint8Array>();
  const texts = new Map([...members].map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
  return { path, result, texts, all: [...texts].map(([name, text]) => `${name}\n${text}`).join('\n') };
}

function written(pastes: Readonly<Record<string, string>>): string[] {
  const own = join(folder, `pastes-${(count += 1)}`);
  mkdirSync(own);
  return Object.entries(pastes).map(([name, text]) => {
    const file = join(own, name);
    writeFileSync(file, text);
    return file;
  });
}

const transcript = (name: string) => join(fixturesDir, 'transcripts', name);

describe('a bundle', () => {
  it.each(Object.entries(CANARY_PASTES))('of %s holds no secret and no name of anybody', async (name, text) => {
    expect(canariesIn(text)).not.toEqual([]);
    const { result, all } = await bundleOf(written({ [name]: text }));
    expect(result).toMatchObject({ code: 0 });
    expect(canariesIn(all)).toEqual([]);
    expect(canariesIn(result.err)).toEqual(canariesIn(result.out));
  });

  it('of all of them together holds none either', async () => {
    const { all } = await bundleOf(written(CANARY_PASTES));
    expect(canariesIn(all)).toEqual([]);
  });

  it('holds a manifest, the evidence, the redacted inputs and what was taken out', async () => {
    const { texts } = await bundleOf([transcript('cli-debug.txt'), transcript('curl-verbose.txt')]);
    expect([...texts.keys()]).toEqual([
      'manifest.json',
      'evidence.json',
      'inputs/01.txt',
      'inputs/02.txt',
      'redaction.md',
    ]);
    expect(JSON.parse(texts.get('manifest.json')!)).toMatchObject({
      bundleVersion: 1,
      tool: { name: 'sf-jwt-doctor' },
      keep: [],
      replaced: { hosts: expect.any(Number), usernames: 1 },
    });
    expect(texts.get('inputs/01.txt')).toContain('External client app is not installed in this org');
    expect(texts.get('redaction.md')).toMatch(/\| usernames \| 1 \|/);
  });

  it('is read back with the verdict of what it was made of, and so is a bundle of it', async () => {
    const files = [transcript('mixed.txt'), transcript('cli-debug.txt')];
    const { path } = await bundleOf(files);
    const again = await bundleOf([path]);
    const [one, two, three] = await Promise.all(
      [files, [path], [again.path]].map(async (inputs) => reportOf(await run(['triage', ...inputs, '--json']))),
    );
    const ids = ({ diagnosis, checks }: Report) => [
      diagnosis.cause?.id,
      diagnosis.alternatives.map(({ id }) => id),
      checks.map(({ id, status }) => [id, status]),
    ];
    expect(ids(two!)).toEqual(ids(one!));
    expect(ids(three!)).toEqual(ids(one!));
  });

  it('gives equal names and equal secrets equal tokens, and others in the next bundle', async () => {
    const files = written({ 'build.log': CANARY_PASTES['build.log']!, 'auth.json': CANARY_PASTES['auth.json']! });
    const [one, two] = [await bundleOf(files), await bundleOf(files)];
    const tokens = (text: string) => [...text.matchAll(/user\d+-[0-9a-f]{6}@|\[[a-z ]+ \d+-[0-9a-f]{6} removed\]/g)];
    const found = (all: string) => new Set(tokens(all).map(([token]) => token.replace(/^\[[a-z ]+/, '')));
    expect(found(one.all).size).toBeGreaterThan(2);
    for (const token of found(one.all)) expect(two.all).not.toContain(token);
    // The access token stands in both files, by other names.
    const numberAfter = (member: string, before: string) =>
      new RegExp(`${before}\\[[a-z ]+ (\\d+)-`).exec(one.texts.get(member)!)?.[1];
    const session = numberAfter('inputs/01.log', 'SF_ACCESS_TOKEN=');
    expect(session).toBeDefined();
    expect(numberAfter('inputs/02.json', '"accessToken": "')).toBe(session);
    expect(numberAfter('inputs/02.json', '"refreshToken": "')).not.toBe(session);
  });

  it('leaves what is kept on purpose, and nothing else', async () => {
    const { texts } = await bundleOf([transcript('cli-debug.txt')], ['--keep', 'usernames,hosts']);
    for (const member of ['evidence.json', 'inputs/01.txt']) {
      expect(texts.get(member)).toContain('ci@acme.example.com');
      expect(texts.get(member)).toContain('https://acme--uat.sandbox.my.salesforce.com');
    }
    expect(texts.get('redaction.md')).toContain('Kept on purpose: usernames, hosts.');
    const { all } = await bundleOf(written({ 'curl.sh': CANARY_PASTES['curl.sh']! }), ['--keep', 'hosts']);
    expect(canariesIn(all)).toEqual(['globex', 'robotics', 'uat7']);
  });

  it('of a live login holds what the endpoint answered, and no key', async () => {
    const org = await start(world('certificate-mismatch'));
    const { args, env } = loginOf(org, folder);
    const path = join(folder, 'live.zip');
    const result = await run(['collect', ...args, '--probe', 'one', '--output', path], { env });
    expect(result).toMatchObject({ code: 0, out: `${path}\n` });
    const [bundled, live] = await Promise.all([
      run(['triage', path, '--json']),
      run([...args, '--probe', 'one', '--json'], { env }),
    ]);
    const ids = ({ symptom, diagnosis }: Report) => [
      symptom?.description,
      diagnosis.cause?.id,
      diagnosis.alternatives.map(({ id }) => id),
    ];
    expect(ids(reportOf(bundled))).toEqual(ids(reportOf(live)));
    const members = [...unzip(readFileSync(path), path).values()].map((bytes) => Buffer.from(bytes).toString('utf8'));
    expect(members.join('\n')).not.toMatch(/acme|BEGIN [A-Z ]*PRIVATE/i);
  });
});

describe('collect', () => {
  it('shows what it writes, and asks nobody where nobody can answer', async () => {
    const { result } = await bundleOf([transcript('cli-debug.txt')]);
    expect(result.err).toMatch(/^This goes into .*bundle-\d+\.zip:\n {2}manifest\.json/);
    expect(result.err).toContain('Names are replaced by tokens: ');
    expect(result.err).toContain('"evidenceVersion": 1');
  });

  it('prints what it wrote as JSON', async () => {
    const { path, result } = await bundleOf([transcript('cli-debug.txt')], ['--json']);
    expect(JSON.parse(result.out)).toMatchObject({
      schemaVersion: 1,
      bundle: path,
      members: expect.arrayContaining([{ name: 'evidence.json', bytes: expect.any(Number) }]),
    });
  });

  it('replaces no file unless it is told to', async () => {
    const { path } = await bundleOf([transcript('cli-debug.txt')]);
    const again = ['collect', transcript('mule.txt'), '--output', path];
    expect(await run(again)).toMatchObject({
      code: 2,
      err: expect.stringContaining('this file is there already; name another, or replace it with --force'),
    });
    expect(await run([...again, '--force'])).toMatchObject({ code: 0 });
  });

  it.each([
    [[], /name the files with the error, or give the flags of the command that failed/],
    [[transcript('seed.txt'), '--keep', 'host'], /there is no such class of names; did you mean "hosts"\?/],
    [['/no/such/file'], /\/no\/such\/file: there is no such file; check the path/],
    [
      [transcript('seed.txt'), '--output', '/no/such/folder/b.zip'],
      /the bundle could not be written there; make its folder first/,
    ],
    [[transcript('seed.txt'), '--format', 'json'], /unknown option '--format'/],
  ])('%j ends with one sentence', async (args, sentence) => {
    const { code, err } = await run(['collect', ...args], { cwd: folder });
    expect(code).toBe(2);
    expect(err.trimEnd().split('\n').at(-1)).toMatch(sentence);
  });

  it('of a later version is refused with a sentence', async () => {
    const path = join(folder, 'later.zip');
    const text = (value: object) => new TextEncoder().encode(JSON.stringify(value));
    const members = { 'manifest.json': text({ bundleVersion: 2 }), 'evidence.json': text({ evidenceVersion: 1 }) };
    writeFileSync(path, zipSync(members));
    expect(await run(['triage', path])).toMatchObject({
      code: 2,
      err: expect.stringContaining('bundleVersion 2 is not known; this version reads 1'),
    });
  });
});

describe('triage --questions', () => {
  it('prints what to ask everybody where nothing is known', async () => {
    const { code, out } = await run(['triage', '--questions']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Subject: Salesforce JWT login/);
    expect(out).toContain('1. What exactly did the command print?');
    expect(out).toContain('Please do not send a private key');
  });

  it('asks what would decide, the most telling first, as the report does', async () => {
    const asked = await run(['triage', transcript('mule.txt'), '--questions', '--json']);
    const { letter } = JSON.parse(asked.out) as { letter: { questions: { fact: string }[] } };
    const { diagnosis } = reportOf(await run(['triage', transcript('mule.txt'), '--json']));
    expect(letter.questions.length).toBeGreaterThan(1);
    expect(letter.questions.map(({ fact }) => fact)).toEqual(diagnosis.questions.map(({ fact }) => fact));
    const text = await run(['triage', transcript('mule.txt'), '--questions']);
    expect(text.out).toContain('still fits several causes');
    expect(text.out).toMatch(/1\. .+\n {3}Where: /);
  });

  it('asks everything where what was sent holds no error', async () => {
    const { code, out } = await run(['triage', '-', '--questions'], { input: 'INFO salesforce sync done\n' });
    expect(code).toBe(0);
    expect(out).toContain('The input contains no error of a Salesforce login');
    expect(out).toContain('1. What exactly did the command print?');
  });

  it('asks nothing about what is no Salesforce login', async () => {
    const { out } = await run(['triage', transcript('google-error.txt'), '--questions']);
    expect(out).toContain('not a Salesforce host');
    expect(out).not.toContain('1. ');
  });

  it('is not combined with what it replaces', async () => {
    const { code, err } = await run(['triage', transcript('mule.txt'), '--questions', '--output', 'x.md']);
    expect(code).toBe(2);
    expect(err).toContain("'--questions' cannot be used with option '--output <file>'");
  });
});

describe('triage --against', () => {
  const login = (url: string, answer: object, facts: object) =>
    JSON.stringify({
      evidenceVersion: 1,
      facts: {
        'request.url': `${url}/services/oauth2/token`,
        'org.myDomain': url,
        'app.permittedUsers': 'admin-approved',
        'app.scopes': ['api', 'refresh_token'],
        ...facts,
        'token.answers': [{ url: `${url}/services/oauth2/token`, ...answer }],
      },
    });
  const files = written({
    'failing.json': login(
      'https://acme.my.salesforce.com',
      { status: 400, error: 'invalid_app_access', description: 'user is not admin approved to access this app' },
      { 'org.kind': 'production', 'user.assigned': false },
    ),
    'working.json': login(
      'https://acme--uat.sandbox.my.salesforce.com',
      { status: 200, token: true },
      { 'org.kind': 'sandbox', 'user.assigned': true },
    ),
  });

  it('says which decisive facts differ between two bundles, and no names', async () => {
    const [failing, working] = [await bundleOf([files[0]!]), await bundleOf([files[1]!])];
    const { code, out } = await run(['triage', failing.path, '--against', working.path]);
    expect(code).toBe(1);
    expect(out).toMatch(/^here: user-not-preauthorized; there: healthy\n/);
    expect(out).toContain('user.assigned: false here, true there');
    expect(out.match(/org\.kind: production here, sandbox there/g)).toHaveLength(1);
    expect(out).not.toContain('org.myDomain');
    const json = await run(['triage', failing.path, '--against', working.path, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      here: { cause: 'user-not-preauthorized' },
      there: { verdict: 'healthy' },
      decisive: [{ check: 'permitted-users', facts: [{ name: 'user.assigned', here: false, there: true }] }],
    });
  });

  it('finds nothing decisive between a login and itself', async () => {
    const { out } = await run(['triage', files[0]!, '--against', files[0]!]);
    expect(out).toContain('No check judges the two logins differently.');
  });
});
