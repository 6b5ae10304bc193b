import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inventorySchema } from '../../../src/commands/fleet/inventory/schema.js';
import { parseInventory } from '../../../src/commands/fleet/inventory/read.js';
import { root } from '../../support/cli.js';
import type { Form } from '../../../src/commands/fleet/inventory/rows.js';

const read = (text: string, form: Form = 'yaml') => parseInventory(text, { name: 'orgs', form, folder: '/work/ci' });
const faults = async (text: string, form?: Form) => {
  try {
    await read(text, form);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
};

const YAML = `defaults:
  clientId: 3MVG9abcdefghijk
  jwtKeyFile: keys/ci.key
logins:
  - id: acme
    username: ci@acme.example.com
    instanceUrl: https://acme.my.salesforce.com
    tags: [prod, emea]
  - id: acme-uat
    username: ci@acme.example.com.uat
    jwtKeyFile: /keys/uat.key
`;
const LINES = `{"id":"acme","username":"ci@acme.example.com","instanceUrl":"https://acme.my.salesforce.com","tags":["prod","emea"],"clientId":"3MVG9abcdefghijk","jwtKeyFile":"keys/ci.key"}

{"id":"acme-uat","username":"ci@acme.example.com.uat","clientId":"3MVG9abcdefghijk","jwtKeyFile":"/keys/uat.key"}
`;
const CSV = `id;username;instanceUrl;tags;clientId;jwtKeyFile
acme;ci@acme.example.com;https://acme.my.salesforce.com;prod, emea;3MVG9abcdefghijk;keys/ci.key
acme-uat;ci@acme.example.com.uat;;;3MVG9abcdefghijk;/keys/uat.key
`;

describe('an inventory', () => {
  it.each([
    ['yaml', YAML],
    ['lines', LINES],
    ['csv', CSV],
  ] as const)('in the form %s gives the same logins', async (form, text) => {
    const { entries, digest } = await read(text, form);
    expect(entries).toEqual((await read(YAML)).entries);
    expect(digest).toBe((await read(YAML)).digest);
    expect(entries).toMatchObject([
      {
        id: 'acme',
        origin: 'https://acme.my.salesforce.com',
        jwtKeyFile: '/work/ci/keys/ci.key',
        tags: ['prod', 'emea'],
      },
      { id: 'acme-uat', origin: 'https://login.salesforce.com', jwtKeyFile: '/keys/uat.key', tags: [] },
    ]);
  });

  it('tells all faults at once, each with its line', async () => {
    const text = `- id: a
  username: ci@acme.example.com
- id: a
  username: ci@acme.example.com
  clientId: 3MVG9abcdefghijk
  jwtKeyFile: a.key
- id: b
  usernam: x
- username: c
`;
    expect(await faults(text)).toEqual([
      'orgs, line 1: "clientId" is missing',
      'orgs, line 1: "jwtKeyFile" or "jwtKeyEnv" is missing',
      'orgs, line 3: the id "a" stands in line 1 already; each login needs its own',
      'orgs, line 7: there is no key "usernam"; did you mean "username"?',
      'orgs, line 9: "id" is missing; give the login a name',
    ]);
  });

  it.each([
    ['a key inline', 'privateKey: "-----BEGIN PRIVATE KEY-----"', /"privateKey" is a secret/],
    [
      'a token in a value',
      'username: 00D5g00000AbCdE!AQ4AQHtokenTOKENtoken.token_token0123456789abcdef',
      /holds a key, a token/,
    ],
    ['a placeholder', 'clientId: "<consumer key>"\n  username: u\n  jwtKeyFile: k', /"clientId" holds a mask/],
    [
      'a host that is not Salesforce',
      'clientId: k\n  username: u\n  jwtKeyFile: k\n  instanceUrl: https://evil.example',
      /not a Salesforce host/,
    ],
    ['an id with a path', 'clientId: k\n  username: u\n  jwtKeyFile: k\n  id: ../x', /YAML|"id" has to be/],
  ])('refuses %s, with its line', async (_, rows, words) => {
    const [first] = await faults(`- id: a\n  ${rows}\n`);
    expect(first).toMatch(/^orgs, line \d: /);
    expect(first).toMatch(words);
    expect(first).not.toContain('AQ4AQHtoken');
  });

  it.each([
    ['no list', 'username: x\n'],
    ['broken YAML', '- id: [a\n'],
    ['an empty file', ''],
    ['alias bombs', '- &a [x,x,x,x]\n- &b [*a,*a,*a,*a]\n- [*b,*b,*b,*b]\n'],
  ])('refuses %s in a sentence', async (_, text) => {
    expect((await faults(text))[0]).toMatch(/^orgs/);
  });

  it('refuses lines that are no JSON, and CSV with other columns', async () => {
    expect(await faults('{"id":"a"\nnothing\n', 'lines')).toMatchObject(
      [/line 1/, /line 2/].map((line) => expect.stringMatching(line) as unknown as string),
    );
    expect((await faults('id,username\na\n', 'csv'))[0]).toMatch(/line 2: .*columns/);
  });
});

it('has a JSON Schema that takes the example of the documentation', () => {
  const [, example] = /```yaml\n([^]*?)```/.exec(readFileSync(`${root}docs/fleet.md`, 'utf8'))!;
  expect(inventorySchema.safeParse(parse(example!)).success).toBe(true);
  expect(inventorySchema.safeParse([{ id: 'a', privateKey: 'x' }]).success).toBe(false);
});
