import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from '@jest/globals';
import { compareReports } from '../../src/report/compare.js';
import { comparedSchema } from '../../src/report/comparison-schema.js';
import { publishedReportSchema, reportSchema } from '../../src/report/schema.js';
import { root } from '../support/cli.js';

interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, JsonSchema>;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
}

// Reports of version 0.1.0 and its schema: files that people keep. They are never written anew.
const folder = `${root}fixtures/contract/`;
const json = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;
const reports = readdirSync(folder).filter((file) => file.endsWith('.report.json'));
const first = json(`${folder}report.schema.0.1.0.json`) as JsonSchema;
const current = json(`${root}schema/report.schema.json`) as JsonSchema;
const validate = new Ajv2020({ strict: false }).compile(current);

function anySchema({ additionalProperties: schema }: JsonSchema): JsonSchema | undefined {
  return typeof schema === 'object' ? schema : undefined;
}

/** What a later schema takes away from an earlier one: properties, values, types, what is always there. */
function broken(before: JsonSchema, after: JsonSchema | undefined, at = 'report'): string[] {
  if (after === undefined) return [`${at} is gone`];
  const without = <T>(some: T[] = [], others: T[] = []) => some.filter((one) => !others.includes(one));
  const parts: [JsonSchema | undefined, JsonSchema | undefined, string][] = [
    ...Object.entries(before.properties ?? {}).map(
      ([name, schema]) => [schema, after.properties?.[name], `${at}.${name}`] as [JsonSchema, JsonSchema, string],
    ),
    ...(before.anyOf ?? []).map(
      (schema, index) => [schema, after.anyOf?.[index], `${at}|${index}`] as [JsonSchema, JsonSchema, string],
    ),
    [before.items, after.items, `${at}[]`],
    [anySchema(before), anySchema(after), `${at}.*`],
  ];
  return [
    ...(String(before.type) === String(after.type) ? [] : [`${at} is of another type`]),
    ...(before.const === after.const ? [] : [`${at} has another value`]),
    ...without(before.enum, after.enum).map((value) => `${at}: ${String(value)} is gone`),
    ...without(before.required, after.required).map((name) => `${at}.${name} is not always there any more`),
    ...without(after.required, before.required).map((name) => `${at}.${name} is asked of old reports`),
    ...parts.flatMap(([old, later, where]) => (old === undefined ? [] : broken(old, later, where))),
  ];
}

describe.each(reports)('the report of 0.1.0 in %s', (file) => {
  const report = json(`${folder}${file}`);

  it('fits the published schema', () => {
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(publishedReportSchema.safeParse(report).error).toBeUndefined();
  });

  it('can be compared with a report of today', () => {
    const old = comparedSchema.parse(report);
    const today = comparedSchema.parse(json(`${root}fixtures/golden/${file}`));
    expect(compareReports(old, today).cause.before).toBe(old.diagnosis.cause?.id ?? null);
  });
});

describe('the schema', () => {
  it('only adds to that of 0.1.0', () => {
    expect(broken(first, current)).toEqual([]);
  });

  it('would not pass with a field, a value or a promise less', () => {
    const change = (edit: (schema: JsonSchema) => unknown) => {
      const copy = structuredClone(current);
      edit(copy);
      return broken(first, copy);
    };
    expect(change(({ properties }) => delete properties!.conflicts)).toEqual(['report.conflicts is gone']);
    expect(change(({ properties }) => properties!.verdict!.enum!.pop())).toEqual([
      'report.verdict: inconclusive is gone',
    ]);
    expect(change(({ required }) => required!.shift())).toEqual(['report.schemaVersion is not always there any more']);
    expect(change(({ required }) => required!.push('path'))).toEqual(['report.path is asked of old reports']);
  });

  it('lets the program leave out nothing that it has always written since', () => {
    expect(reportSchema.safeParse(json(`${folder}${reports[0]!}`)).success).toBe(false);
  });
});
