import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { root, run } from '../support/cli.js';

it.each([
  [[], 'report'],
  [['report'], 'report'],
  [['evidence'], 'evidence'],
  [['config'], 'config'],
])('schema %j prints the schema of the %s', async (args, name) => {
  const { code, out } = await run(['schema', ...args]);
  expect({ code, out }).toEqual({ code: 0, out: readFileSync(`${root}schema/${name}.schema.json`, 'utf8') });
});

it('refuses a schema that is not there in one sentence', async () => {
  expect(await run(['schema', 'reprot'])).toMatchObject({
    code: 2,
    err: 'sf-jwt-doctor: there is no schema "reprot"; did you mean "report"?\n',
  });
});
