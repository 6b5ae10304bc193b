import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { divideByDate, settingsFor } from '../../../src/commands/config/apply.js';
import { findConfig } from '../../../src/commands/config/find.js';
import { readConfig } from '../../../src/commands/config/read.js';
import { scratchFolder } from '../../support/login.js';

const folder = scratchFolder();
const read = (text: string) => readConfig(text, 'c.yaml');

describe('a configuration file', () => {
  it('takes settings, and nothing at all', () => {
    expect(read('username: ci@acme.example.com\ntimeout: 5\nformat: [json, text]\n')).toEqual({
      username: 'ci@acme.example.com',
      timeout: 5,
      format: ['json', 'text'],
    });
    expect(read('# nothing yet\n')).toEqual({});
  });

  it('takes a check that is left out, with its reason and its last day', () => {
    const skip = [{ check: 'certificate', reason: 'it is rotated', until: '2027-01-31' }];
    expect(read('skip:\n  - check: certificate\n    reason: it is rotated\n    until: 2027-01-31\n')).toEqual({ skip });
  });

  it.each([
    ['an unknown key', 'app: CI\nusrname: x\n', 'c.yaml, line 2: there is no key "usrname"; did you mean "username"?'],
    [
      'a flag in place of a key',
      'client-id: x\n',
      'c.yaml, line 1: there is no key "client-id"; did you mean "clientId"?',
    ],
    [
      'an unknown key of a skip',
      'skip:\n  - check: user\n    reason: x\n    untl: 2027-01-31\n',
      'c.yaml, line 4: there is no key "untl"; did you mean "until"?',
    ],
    [
      'a skip without a reason',
      'skip:\n  - check: user\n',
      'c.yaml, line 2: "skip[0].reason" is missing; say why the check is left out',
    ],
    [
      'a skip without a check',
      'skip: [{ reason: x }]\n',
      'c.yaml, line 1: "skip[0].check" is missing; name the check that is left out',
    ],
    [
      'a skip that is only an id',
      'skip:\n  - user\n',
      'c.yaml, line 2: "skip[0]" has to be a check with a reason: { check: …, reason: … }',
    ],
    [
      'a date that does not exist',
      'skip:\n  - { check: user, reason: x, until: 2027-02-30 }\n',
      'c.yaml, line 2: "skip[0].until" has to be a date such as 2027-01-31',
    ],
    [
      'a number for text',
      'username: 5\n',
      'c.yaml, line 1: "username" has to be text that is not empty; a number goes in quotes',
    ],
    [
      'a value that is empty',
      'app:\ntimeout: 5\n',
      'c.yaml, line 1: "app" has to be text that is not empty; a number goes in quotes',
    ],
    ['a timeout that is too long', 'timeout: 601\n', 'c.yaml, line 1: "timeout" has to be at most 600 seconds'],
    ['a mistyped probe', 'probe: non\n', 'c.yaml, line 1: "probe" does not take "non"; did you mean "none"?'],
    [
      'a mistyped format',
      'format: [text, jsn]\n',
      'c.yaml, line 1: "format" does not take "jsn"; did you mean "json"?',
    ],
    ['two keys', 'jwtKeyFile: a\njwtKeyEnv: B\n', 'c.yaml, line 2: give either jwtKeyFile or jwtKeyEnv, not both'],
    ['a list', '- username\n', 'c.yaml: it has to hold settings such as "username: ci@acme.example.com"'],
    ['a key that stands twice', 'app: a\napp: b\n', 'c.yaml, line 2: this is not YAML: Map keys must be unique'],
  ])('refuses %s', (_name, text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  it.each(['passphrase: changeit', 'jwtKey: x', 'accessToken: x', 'client_secret: x', 'password: x'])(
    'refuses the secret of "%s"',
    (text) => {
      expect(() => read(`app: CI\n${text}\n`)).toThrow(/^c\.yaml, line 2: "\w+" is a secret, which has no place/);
    },
  );

  it('refuses a private key wherever it stands, and never repeats it', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n  ${'MIIEvQ'.repeat(12)}\n  -----END PRIVATE KEY-----`;
    expect(() => read(`jwtKeyFile: |\n  ${key}\n`)).toThrow(/^c\.yaml, line 2: a key, a token or a password stands/);
    expect(() => read(`jwtKeyFile: |\n  ${key}\n`)).not.toThrow(/MIIEvQ/);
  });

  it('is not blown up by references to itself', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]`);
    expect(() => read(['l0: &l0 x', ...levels].join('\n'))).toThrow(/refers to itself too often/);
  });
});

describe('its settings', () => {
  const flags = (given: string[], without: string[] = []) => ({
    takes: (name: string) => !without.includes(name),
    isGiven: (name: string) => given.includes(name),
  });
  const config = {
    jwtKeyFile: 'server.key',
    format: 'json' as const,
    output: ['a.json', '-'],
    strict: true,
    app: 'CI',
  };

  it('stand in for flags, with paths relative to the file', () => {
    expect(settingsFor(config, '/work/ci/c.yaml', flags([]), '/work')).toEqual({
      jwtKeyFile: join('ci', 'server.key'),
      format: ['json'],
      output: [join('ci', 'a.json'), '-'],
      strict: true,
      app: 'CI',
    });
  });

  it('give way to flags, and to those that belong together with them', () => {
    expect(settingsFor(config, '/c.yaml', flags(['app', 'json', 'jwtKeyEnv', 'exitZero']), '/')).toEqual({});
  });

  it('are only those that the command takes', () => {
    expect(settingsFor(config, '/c.yaml', flags([], ['jwtKeyFile', 'app']), '/')).not.toHaveProperty('app');
  });

  it('leave a check out through its last day', () => {
    const skip = [
      { check: 'user', reason: 'x', until: '2027-01-31' },
      { check: 'scopes', reason: 'y' },
    ];
    expect(divideByDate(skip, new Date('2027-01-31T23:59:59Z')).ended).toEqual([]);
    expect(divideByDate(skip, new Date('2027-02-01T00:00:00Z'))).toEqual({ active: [skip[1]], ended: [skip[0]] });
  });
});

describe('the search', () => {
  it('goes up to the first folder that holds .git, and no further', () => {
    mkdirSync(join(folder, 'repo/a/b'), { recursive: true });
    writeFileSync(join(folder, '.sf-jwt-doctor.yaml'), '');
    expect(findConfig(join(folder, 'repo/a/b'))).toBe(join(folder, '.sf-jwt-doctor.yaml'));
    mkdirSync(join(folder, 'repo/.git'));
    expect(findConfig(join(folder, 'repo/a/b'))).toBeUndefined();
    writeFileSync(join(folder, 'repo/.sf-jwt-doctor.yml'), '');
    expect(findConfig(join(folder, 'repo/a/b'))).toBe(join(folder, 'repo/.sf-jwt-doctor.yml'));
  });
});
