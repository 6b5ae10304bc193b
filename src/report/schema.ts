import { z } from 'zod';
import { CAUSE_IDS, type CauseId } from '../causes/index.js';
import { comparisonSchema } from './comparison-schema.js';

const cause = z.enum(CAUSE_IDS as [CauseId, ...CauseId[]]);
const basis = z.enum(['documented', 'reported', 'inferred']);
const certainty = z.enum(['proven', 'suspected', 'hint']);
const evidence = z.strictObject({ fact: z.string(), value: z.unknown(), source: z.string() });
const expectation = z.strictObject({ error: z.string(), description: z.string() });
const step = z.strictObject({
  text: z.string(),
  where: z.string().optional(),
  link: z.string().optional(),
  command: z.string().optional(),
});

/** The JSON report as this version writes it, schema version 1. The type is made from this. */
export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({
    name: z.literal('sf-jwt-doctor'),
    version: z.string(),
    command: z.string().optional().describe('How the tool was started, where that is not "sf-jwt-doctor"'),
  }),
  verdict: z.enum(['healthy', 'cause-found', 'inconclusive']),
  symptom: z
    .strictObject({
      kind: z.enum(['token', 'answer', 'shape', 'api', 'authorize', 'history', 'client']),
      /** The reply that came in place of an OAuth answer. */
      shape: z.string().nullable(),
      error: z.string().nullable(),
      description: z.string().nullable(),
      url: z.string().nullable(),
      audience: z.string().nullable(),
      status: z.number().nullable(),
    })
    .nullable(),
  outOfScope: z
    .strictObject({ what: z.enum(['other-vendor', 'other-flow', 'no-error']), detail: z.string(), summary: z.string() })
    .nullable(),
  diagnosis: z.strictObject({
    cause: z
      .strictObject({
        id: cause,
        check: z.string(),
        side: z.enum(['local', 'request', 'app', 'user', 'org', 'platform']),
        confidence: z.enum(['confirmed', 'likely']),
        because: z.enum(['check-failed', 'answer-names-it', 'only-one-left']),
        title: z.string(),
        summary: z.string(),
        finding: z.string(),
        evidence: z.array(evidence),
        basis,
        unusual: z.boolean(),
        remedy: z.strictObject({
          summary: z.string(),
          /** The alternatives, the best first, by their titles. */
          ways: z.array(z.string()).optional(),
          /** The steps of all ways, in reading order. */
          steps: z.array(step.extend({ way: z.number().int().optional() })),
        }),
        docs: z.string(),
      })
      .nullable(),
    alternatives: z.array(
      z.strictObject({ id: cause, confidence: z.literal('possible'), title: z.string(), why: z.string(), basis }),
    ),
    alsoWrong: z.array(
      z.strictObject({
        id: cause,
        check: z.string(),
        certainty,
        contradicted: z.boolean(),
        summary: z.string(),
        evidence: z.array(evidence),
      }),
    ),
    next: z.array(
      z.strictObject({ id: cause, title: z.string(), expect: expectation.nullable(), or: z.array(expectation), basis }),
    ),
    mayFollow: z.array(
      z.strictObject({
        id: cause,
        title: z.string(),
        expect: expectation.nullable(),
        basis,
        missing: z.array(z.string()),
      }),
    ),
    ruledOut: z.array(z.strictObject({ id: cause, why: z.string() })),
    questions: z.array(
      z.strictObject({
        fact: z.string(),
        why: z.string(),
        decides: z.array(cause),
        how: z.string(),
        link: z.string().optional(),
        command: z.string().optional(),
      }),
    ),
    /** The command that reads the org with an administrator's session, where that would decide more. */
    orgCommand: z.string().optional(),
  }),
  /** The way of the login through the gates, in the order in which it meets them. */
  path: z.array(
    z.strictObject({
      gate: z.string(),
      title: z.string(),
      status: z.enum(['passed', 'proved-by-answer', 'failed', 'unknown', 'not-reached']),
      cause: cause.optional(),
    }),
  ),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      status: z.enum(['pass', 'fail', 'warn', 'unknown', 'not-applicable', 'skipped', 'error']),
      provedByAnswer: z.boolean(),
      reason: z.string().nullable(),
      findings: z.array(
        z.strictObject({
          verdict: z.enum(['fail', 'clear', 'moot', 'open', 'warn']),
          cause: cause.optional(),
          code: z.string().optional(),
          certainty: certainty.optional(),
          summary: z.string(),
          missing: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
  facts: z.record(
    z.string(),
    z.union([
      z.strictObject({ value: z.unknown(), source: z.string(), at: z.string().optional() }),
      z.strictObject({ unknown: z.string(), source: z.string(), detail: z.string().optional() }),
    ]),
  ),
  conflicts: z.array(
    z.strictObject({ fact: z.string(), values: z.array(z.strictObject({ value: z.unknown(), source: z.string() })) }),
  ),
  /** The files that were looked at: those that told something, those that held nothing of a login, and sentences about those left out. */
  inputs: z
    .strictObject({ told: z.array(z.string()), nothing: z.array(z.string()), leftOut: z.array(z.string()) })
    .optional(),
  /** How a twin of the org answers the same attempt, where enough of the org is known. */
  twin: z
    .strictObject({
      result: z.enum(['same', 'same-by-switch', 'same-if', 'different']),
      sentence: z.string(),
      /** Facts that the twin had to assume. */
      assumed: z.array(z.string()),
    })
    .optional(),
  /** The facts in time: attempts and changes in order, and other logins that differ from the failing one in one thing. */
  story: z.strictObject({
    attempts: z.array(
      z.strictObject({
        outcome: z.enum(['token', 'refused', 'api-refused', 'browser-refused', 'client-error']),
        at: z.string().optional(),
        order: z.number().optional(),
        url: z.string().optional(),
        audience: z.string().optional(),
        subject: z.string().optional(),
        client: z.string().optional(),
        status: z.number().optional(),
        error: z.string().optional(),
        description: z.string().optional(),
        isSide: z.literal(true).optional().describe('A further attempt of the same call, made by the client itself'),
        isExplained: z.literal(true).optional().describe('The attempt that the report explains'),
      }),
    ),
    changes: z.array(
      z.strictObject({
        kinds: z.array(z.string()),
        by: z.enum(['statement', 'audit-trail']),
        at: z.string().optional(),
        action: z.string().optional(),
        display: z.string().optional(),
      }),
    ),
    contrasts: z.array(z.strictObject({ contrast: z.string(), works: z.boolean(), fact: z.string() })),
  }),
  /** The differences from the baseline report. */
  baseline: comparisonSchema.optional(),
});

/** The JSON report, schema version 1. */
export type Report = z.infer<typeof reportSchema>;

/** The JSON report as any version wrote it: what came after 0.1.0 may be missing. The published JSON Schema is made from this. */
export const publishedReportSchema = reportSchema.extend({
  path: reportSchema.shape.path.optional(),
  story: reportSchema.shape.story.optional(),
});
