import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { routed } from '../../../src/commands/arguments/route.js';
import { withoutPastedCommand } from '../../../src/commands/arguments/pasted-command.js';

const verbs = [
  ['org', 'login', 'jwt'],
  ['login', 'org', 'jwt'],
  ['org:login:jwt'],
  ['force:auth:jwt:grant'],
  ['auth:jwt:grant'],
];
const programs = [[], ['sf'], ['sfdx'], ['/usr/local/bin/sf'], ['sf.cmd'], ['$', 'sf']];
const flags = ['--username', 'ci@acme.example', '--client-id', '3MVG9x', '-f', 'ci.key', '-r', 'https://a.example'];

describe('a pasted command of the Salesforce CLI', () => {
  it('leaves its flags, whatever program and spelling it has, after any command of this tool', () => {
    const written = fc.tuple(
      fc.constantFrom([], ['diagnose'], ['fix'], ['collect']),
      fc.constantFrom(...programs),
      fc.constantFrom(...verbs),
      fc.shuffledSubarray(flags, { minLength: 0 }),
    );
    fc.assert(
      fc.property(written, ([own, program, verb, given]) => {
        const told = withoutPastedCommand([...own, ...program, ...verb, ...given], own.length);
        expect(told).toEqual({ argv: [...own, ...given], variables: [] });
      }),
    );
  });

  it('takes the audience from its variable, and names the variables that it leaves out', () => {
    const words = ['SF_AUDIENCE_URL=https://x.example', 'HTTPS_PROXY=http://p:1', 'sf', 'org', 'login', 'jwt', '-s'];
    expect(withoutPastedCommand(words, 0)).toEqual({
      argv: ['--audience', 'https://x.example', '-s'],
      variables: ['HTTPS_PROXY'],
    });
  });

  it.each([[['sf', 'org', 'login', 'web']], [['org', 'list']], [['-o', 'org', 'login', 'jwt']], [[]]])(
    'is not seen in %j',
    (words) => expect(withoutPastedCommand(words, 0)).toBeUndefined(),
  );
});

describe('routed', () => {
  it.each([
    [['help'], ['--help']],
    [
      ['help', 'fix'],
      ['fix', '--help'],
    ],
    [
      ['help', 'fix', '--verbose'],
      ['fix', '--verbose', '--help'],
    ],
    [
      ['package.json', '--json'],
      ['triage', 'package.json', '--json'],
    ],
    [['src'], ['triage', 'src']],
    [['invalid_grant'], ['triage', 'invalid_grant']],
    [
      ['invalid_client_id', '--json'],
      ['triage', 'invalid_client_id', '--json'],
    ],
    [
      ['user', 'has', 'not', 'approved', 'this', 'consumer'],
      ['triage', 'user has not approved this consumer'],
    ],
    [['approval-missing'], ['explain', 'approval-missing']],
    [['permitted-users'], ['explain', 'permitted-users']],
    [['--json'], ['--json']],
    [
      ['fix', '--apply'],
      ['fix', '--apply'],
    ],
    [["sf org login jwt -o 'ci@acme.example' -i 3MVG9x"], ['-o', 'ci@acme.example', '-i', '3MVG9x']],
    [
      ['fix', 'sfdx auth:jwt:grant -u x', '--apply'],
      ['fix', '-u', 'x', '--apply'],
    ],
  ])('takes %j as %j', async (given, taken) => expect(await routed(given)).toEqual(taken));

  it.each([
    [['fxi'], /no command "fxi"; did you mean "fix"/],
    [['help', 'fxi'], /no command "fxi"; did you mean "fix"/],
    [['logs/eror.txt'], /eror\.txt: there is no such file/],
    [['zzzzzz'], /the commands are: diagnose, /],
  ])('refuses %j', (given, sentence) => expect(routed(given)).rejects.toThrow(sentence));
});
