import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { toJSONSchema } from 'zod';
import { configSchema } from '../../src/commands/config/schema.js';
import { evidenceSchema } from '../../src/facts/evidence-schema.js';
import { publishedReportSchema } from '../../src/report/schema.js';
import { root } from '../support/cli.js';

// After a change of the code: npm run schemas
it.each([
  ['report', publishedReportSchema],
  ['evidence', evidenceSchema],
  ['config', configSchema],
])('the published JSON Schema of the %s is that of the code', (name, schema) => {
  const { title, ...published } = JSON.parse(readFileSync(`${root}schema/${name}.schema.json`, 'utf8')) as Record<
    string,
    unknown
  >;
  expect(title).toBeDefined();
  expect(published).toEqual(JSON.parse(JSON.stringify(toJSONSchema(schema))));
});

it('takes the evidence files of the fixtures', () => {
  const document: unknown = JSON.parse(readFileSync(`${root}fixtures/evidence/frozen-user.json`, 'utf8'));
  expect(evidenceSchema.safeParse(document).success).toBe(true);
});
