import { z } from 'zod';
import { FACT_NAMES } from './names.js';
import { factSchema } from './schemas.js';

const unknownFact = z.strictObject({
  unknown: z.enum(['not-asked', 'denied', 'absent-in-reply', 'masked', 'not-supported', 'failed']),
  source: z.string().optional(),
  detail: z.string().optional(),
});

/** The schema of an evidence file, made from the rows. A fact is a value, a value with its source, or unknown. */
export const evidenceSchema = z.strictObject({
  evidenceVersion: z.literal(1),
  facts: z.strictObject(
    Object.fromEntries(
      FACT_NAMES.map((name) => {
        const value = factSchema(name);
        const told = z.strictObject({
          value,
          source: z.string().optional(),
          at: z.string().optional(),
          rank: z.enum(['written', 'stated', 'observed', 'given']).optional(),
        });
        // The values of other sources that disagree.
        const wrapped = told.extend({ others: z.array(told).optional() });
        return [name, z.union([value, wrapped, unknownFact]).optional()];
      }),
    ),
  ),
});
