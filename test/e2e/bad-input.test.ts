import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { reportOf, run } from '../support/cli.js';
import { fixturesDir } from '../simulator/support/client.js';
import { scratchFolder } from '../support/login.js';

const folder = scratchFolder();
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const key = `${fixturesDir}/keys/ci-2048.key`;
const certificate = `${fixturesDir}/keys/ci-2048.crt`;
const empty = file('empty.txt', '');
const binary = file(
  'binary.bin',
  Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) % 256),
);
const unled = file(
  'unled.yaml',
  'title: Nobody can set the org up\nextends: seed\norgs: { acme: { profiles: { System Administrator: { editSetup: null } } } }',
);
const noise = file('noise.txt', 'lorem ipsum dolor sit amet\n'.repeat(2_000_000));
const picture = file('screenshot.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]));
const pipe = join(folder, 'pipe.key');
execFileSync('mkfifo', [pipe]);
mkdirSync(join(folder, 'a-folder'), { recursive: true });

const login = ['-o', 'ci@acme.example.com', '-i', '3MVG9x', '-r', 'http://127.0.0.1:9'];
const offline = ['--probe', 'none'];

const CASES: [string, string[], RegExp][] = [
  ['no such file', ['triage', join(folder, 'missing.txt')], /missing\.txt: there is no such file/],
  ['an empty file', ['triage', empty], /empty\.txt: the file is empty/],
  ['a binary file', ['triage', binary], /binary\.bin: this is a binary file/],
  ['an empty folder', ['triage', join(folder, 'a-folder')], /a-folder: no log, answer, metadata or evidence file/],
  ['a screenshot', ['triage', picture], /this is a picture; send the text/],
  ['an empty text', ['triage', file('readme.txt', '\n')], /the file is empty/],
  ['nothing to triage', ['triage'], /name a file with the error/],
  ['no such key file', [...login, '-f', join(folder, 'missing.key')], /missing\.key: The key file does not exist/],
  ['an empty key file', [...login, '-f', empty], /empty\.txt: The key is empty/],
  ['a binary key file', [...login, '-f', binary], /binary\.bin: The given key is binary data/],
  ['a named pipe as key', [...login, '-f', pipe], /pipe\.key: .*pipe or a device/],
  ['a large file as key', [...login, '-f', noise], /noise\.txt: The key file is too large/],
  [
    'a certificate in place of a key',
    [...login, '-f', certificate],
    /The given key is a certificate, not a private key/,
  ],
  [
    'a key given as an argument',
    ['-f', '-----BEGIN PRIVATE KEY-----\nMIIE'],
    /a key or a token was given as an argument/,
  ],
  [
    'a variable that is not set',
    [...login, '--jwt-key-env', 'NO_SUCH_VARIABLE'],
    /there is no such environment variable/,
  ],
  ['an unknown command', ['tirage', 'x.txt'], /there is no command "tirage"; did you mean "triage"/],
  ['the command of another tool', ['login', 'jwt'], /there is no command "login"; the commands are/],
  [
    'an unknown flag',
    ['--no-such-flag'],
    /unknown option '--no-such-flag'; "sf-jwt-doctor diagnose --help" lists every option/,
  ],
  ['a mistyped flag', ['--usrname', 'x'], /unknown option '--usrname'; did you mean --username\?/],
  [
    'a flag without its value',
    ['triage', 'x.txt', '--only'],
    /option '--only <checks>' needs a value; .*"sf-jwt-doctor triage --help"/,
  ],
  ['a missing argument', ['diff', 'x.json'], /diff: name two reports .*: sf-jwt-doctor diff before\.json after\.json/],
  [
    'an argument too many',
    ['schema', 'report', 'x'],
    /too many arguments for 'schema': expected 1 argument but got 2; "sf-jwt-doctor schema --help" shows/,
  ],
  ['options that exclude each other', ['--strict', '--exit-zero'], /cannot be used with .*; give only one of the two/],
  [
    'an unknown fact',
    ['triage', '--fact', 'app.permitedUsers=x'],
    /no fact named "app.permitedUsers"; did you mean "app.permittedUsers"/,
  ],
  [
    'a fact with a wrong value',
    ['triage', '--fact', 'app.permittedUsers=everybody'],
    /this value is not valid for the fact "app.permittedUsers"/,
  ],
  ['a fact without a value', ['triage', '--fact', 'app.scopes'], /write name=value/],
  ['evidence that is not JSON', ['triage', '--evidence', file('bad.json', '{')], /bad\.json: this is not JSON/],
  [
    'evidence of another version',
    ['triage', '--evidence', file('v2.json', '{"evidenceVersion":2,"facts":{}}')],
    /evidenceVersion 2 is not supported/,
  ],
  [
    'evidence with an unknown fact',
    ['triage', '--evidence', file('unknown.json', '{"evidenceVersion":1,"facts":{"app.nam":"x"}}')],
    /did you mean "app.name"/,
  ],
  [
    'a malformed URL',
    ['-r', 'https://', '-o', 'a@b.c', '-i', 'x12345678', '-f', key],
    /--instance-url: this is not a URL/,
  ],
  [
    'blanks in a URL',
    ['-r', 'https://acme .my.salesforce.com', '-o', 'a@b.c', '-i', 'x', '-f', key],
    /this is not a URL/,
  ],
  [
    'an http:// Salesforce host',
    ['-r', 'http://acme.my.salesforce.com', '-o', 'a@b.c', '-i', 'x', '-f', key],
    /is not encrypted/,
  ],
  [
    'a Lightning URL',
    ['-r', 'https://acme.lightning.force.com', '-o', 'a@b.c', '-i', 'x', '-f', key],
    /never issues tokens; use the My Domain/,
  ],
  [
    "a host that is not Salesforce's",
    ['-r', 'https://evil.example.com', '-o', 'a@b.c', '-i', 'x', '-f', key],
    /is not a Salesforce host.*--allow-host evil\.example\.com/,
  ],
  [
    'a host that only looks like it',
    ['-r', 'https://acme.my.salesforce.com.evil.example', '-o', 'a@b.c', '-i', 'x', '-f', key],
    /is not a Salesforce host/,
  ],
  [
    'user information in a URL',
    ['-r', 'https://login.salesforce.com@evil.example', '-o', 'a@b.c', '-i', 'x', '-f', key],
    /evil\.example is not a Salesforce host/,
  ],
  ['an empty user name', ['-o', '', '-i', 'x', '-f', key], /--username is empty; is the variable set/],
  ['a masked client id', ['-o', 'a@b.c', '-i', '***', '-f', key], /--client-id holds a mask/],
  ['missing flags', ['-o', 'a@b.c'], /missing --client-id, --jwt-key-file/],
  [
    'an unknown check',
    ['triage', '--fact', 'app.blocked=true', '--only', 'certificat'],
    /there is no check "certificat"; did you mean "certificate"/,
  ],
  [
    'an unknown format',
    ['triage', '--fact', 'app.blocked=true', '--format', 'yaml'],
    /there is no such format; did you mean "html"\?/,
  ],
  [
    'a plug-in that is not there',
    ['triage', '--fact', 'app.blocked=true', '--plugin', join(folder, 'none.mjs')],
    /the module cannot be loaded/,
  ],
  [
    'an output that cannot be written',
    ['triage', '--fact', 'app.blocked=true', '--output', join(folder, 'no/such/folder.txt')],
    /could not be written there/,
  ],
  ['an unknown scenario', ['demo', 'sed'], /there is no scenario "sed"; did you mean "seed"/],
  ['a world that nobody administers', ['simulate', unled], /no administrator to read the org as; give/],
  ['an unknown explanation', ['explain', 'something entirely different'], /nothing is known about this text/],
  ['a wrong timeout', ['--timeout', '0'], /--timeout 0: give seconds/],
];

describe.each(CASES)('%s', (_name, args, sentence) => {
  it('gets one clear sentence and exit code 2', async () => {
    const { code, err } = await run(
      args[0]?.startsWith('-') && !args.includes('--probe') && args.includes('-f') ? [...args, ...offline] : args,
    );
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\bat .*\.js:\d+/);
    expect(code).toBe(2);
  });
});

it('prints one JSON document for wrong usage, too', async () => {
  const { code, out } = await run(['triage', join(folder, 'missing.txt'), '--json']);
  expect(JSON.parse(out)).toEqual({
    schemaVersion: 1,
    error: { code: 'usage', message: expect.stringContaining('there is no such file') as unknown },
  });
  expect(code).toBe(2);
});

it('reads the other inputs when one cannot be read', async () => {
  const { code, out, err } = await run(['triage', join(folder, 'missing.txt'), `${fixturesDir}/transcripts/seed.txt`]);
  expect(err).toContain('missing.txt: there is no such file');
  expect(out).toContain('approval-missing');
  expect(code).toBe(1);
});

const TOKEN_URL = 'https://acme.my.salesforce.com/services/oauth2/token';

it.each([
  [
    'a table with an open quotation mark',
    file('open.csv', 'Username,Login Time,Status\n"ci@acme.example,11/16/2026 09:00,Success\n'),
    [expect.stringMatching(/open\.csv: this looks like an export of the Login History, and could not be read/)],
  ],
  [
    'a command with substitutions that no shell takes',
    file('command.sh', `curl -X POST ${TOKEN_URL} -d \${} -d "a=\${" -d "b=\${{ x }}" -d c=\${{ x }}\n`),
    [],
  ],
])('reads the other inputs beside %s', async (_name, bad, leftOut) => {
  const result = await run(['triage', bad, `${fixturesDir}/transcripts/seed.txt`, '--json']);
  expect(result.code).toBe(1);
  const { diagnosis, inputs } = reportOf(result);
  expect(diagnosis.cause?.id).toBe('approval-missing');
  expect(inputs?.leftOut).toEqual(leftOut);
  expect(inputs?.told.includes(bad)).toBe(leftOut.length === 0);
});

it('still reports what it knows when the key cannot be read', async () => {
  const { code, out } = await run([...login, '-f', certificate, ...offline, '--json']);
  expect(JSON.parse(out)).toMatchObject({
    diagnosis: { cause: { id: 'private-key-malformed', confidence: 'confirmed' } },
  });
  expect(code).toBe(2);
});

it('tells machines of a mistake in their own format, also where a file is called like one', async () => {
  const lines = (await run(['triage', '--nope', '--format', 'ndjson'])).out.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ type: 'error', error: { code: 'usage' } }]);
  for (const ask of [['--json'], ['--format=json'], ['--format', 'json']])
    expect(JSON.parse((await run(['triage', '--nope', ...ask])).out)).toMatchObject({ error: { code: 'usage' } });
  expect((await run(['triage', 'json'])).out).toBe('');
});

it('a log about Salesforce without an error is no bad input: the report says that there is none', async () => {
  const { code, out } = await run(['triage', '-'], { input: 'INFO salesforce sync done\n' });
  expect(code).toBe(3);
  expect(out).toMatch(/^not a Salesforce JWT login/);
});

it.each([
  ['a text about something else', file('all-is-well.txt', 'All is well here.')],
  ['50 MB of noise', noise],
])('an honest log without a login is no bad input: %s', async (_name, log) => {
  const { code, out } = await run(['triage', log, '--json']);
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ verdict: 'inconclusive', outOfScope: { what: 'no-error' } });
});

describe('a file name that is made to be obeyed', () => {
  const NAME = 'x\n::stop-commands::token\n##vso[task.setvariable variable=PATH]evil\r##teamcity[a]\nforged line';
  const hostile = mkdtempSync(join(folder, 'hostile-'));
  const named = (ending: string, content: string | Uint8Array) => {
    writeFileSync(join(hostile, NAME + ending), content);
    return NAME + ending;
  };
  const log = named(
    '.log',
    'POST https://acme.my.salesforce.com/services/oauth2/token 400\n{"error":"invalid_app_access","error_description":"user is not admin approved to access this app"}\n',
  );
  const nothing = named('.txt', '');
  const shot = named('.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]));
  const table = named('.csv', '"Username","Status\n"a,"b\n');
  mkdirSync(join(hostile, NAME));
  writeFileSync(join(hostile, NAME, 'a.png'), Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]));

  const cases: readonly (readonly [string, readonly string[], 'out' | 'err'])[] = [
    ['of a log', ['triage', log, '--json'], 'out'],
    ['of a log with notes about other files', ['triage', log, nothing, shot, table], 'err'],
    ['of an empty file', ['triage', nothing], 'err'],
    ['of a picture', ['triage', shot], 'err'],
    ['of a folder', ['triage', NAME], 'err'],
    ['of no file', ['triage', `${NAME}.gone`], 'err'],
    ['of a key that is none', [...login, '-f', log, ...offline], 'err'],
    ['of a key that is not there, in the report,', [...login, '-f', `${NAME}.key`, ...offline], 'out'],
    ['of a key that is not there', [...login, '-f', `${NAME}.key`, ...offline], 'err'],
    ['of an output', ['triage', log, '--output', `no/${NAME}`], 'err'],
    ['of settings', ['triage', log, '--config', `${NAME}.yaml`], 'err'],
    ['of a plug-in', ['triage', log, '--plugin', `./${NAME}.mjs`], 'err'],
  ];

  it.each(cases)('%s is only shown', async (_what, args, on) => {
    const result = await run(args, { cwd: hostile });
    expect(result[on]).toContain('stop-commands');
    for (const text of [result.out, result.err]) {
      expect(/^\s*::\w.*|##\w*\[.*|^\s*forged.*/m.exec(text)?.[0]).toBeUndefined();
      // eslint-disable-next-line no-control-regex -- these characters are the point
      expect(/[\u0000-\u0008\u000b-\u001f]/.exec(text)).toBeNull();
    }
    for (const line of result.err.trimEnd().split('\n')) expect(line).toMatch(/^(?:sf-jwt-doctor: .*)?$/);
  });
});
