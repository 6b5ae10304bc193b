import { z } from 'zod';

const verdict = z.enum(['healthy', 'cause-found', 'inconclusive']);
const status = z.enum(['pass', 'fail', 'warn', 'unknown', 'not-applicable', 'skipped', 'error']);
const fact = z.union([z.strictObject({ value: z.unknown() }), z.strictObject({ unknown: z.string() })]);

/** The differences between two reports. */
export const comparisonSchema = z.strictObject({
  /** Nothing differs at all. */
  same: z.boolean(),
  /** No new cause, fault or warning, no check that got worse, and nothing became inconclusive. */
  nothingNew: z.boolean(),
  verdict: z.strictObject({ before: verdict, after: verdict }),
  cause: z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }),
  /** Causes that are wrong beside the cause and were not wrong before. */
  newFaults: z.array(z.string()),
  /** Causes that were wrong and are not any more. */
  gone: z.array(z.string()),
  newWarnings: z.array(z.strictObject({ check: z.string(), code: z.string() })),
  checks: z.array(z.strictObject({ id: z.string(), before: status.nullable(), after: status.nullable() })),
  facts: z.array(z.strictObject({ name: z.string(), before: fact.nullable(), after: fact.nullable() })),
});

/** The differences between two reports. */
export type Comparison = z.infer<typeof comparisonSchema>;

/** The parts of a report that a comparison reads. Unknown fields of other versions are ignored. */
export const comparedSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('sf-jwt-doctor') }),
  verdict,
  diagnosis: z.object({
    cause: z.object({ id: z.string() }).nullable(),
    alsoWrong: z.array(z.object({ id: z.string(), contradicted: z.boolean(), summary: z.string() })),
  }),
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status,
      findings: z.array(z.object({ verdict: z.string(), code: z.string().optional(), summary: z.string() })),
    }),
  ),
  facts: z.record(z.string(), z.union([z.object({ unknown: z.string() }), z.object({ value: z.unknown() })])),
});

/** The parts of a report that a comparison reads. */
export type Compared = z.infer<typeof comparedSchema>;
