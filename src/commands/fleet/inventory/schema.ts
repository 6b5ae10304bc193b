import { z } from 'zod';
import { configSchema } from '../../config/schema.js';

const ID = 'has to be a name of letters, digits and . _ - @ +, such as acme-uat';

/** One login of an inventory. Its keys are those of the settings file. There are no keys for secrets. */
export const entrySchema = configSchema
  .pick({
    username: true,
    clientId: true,
    jwtKeyFile: true,
    jwtKeyEnv: true,
    keyAlias: true,
    certificate: true,
    instanceUrl: true,
    audience: true,
    targetOrg: true,
    app: true,
  })
  .extend({
    id: z
      .string({ error: ({ input }) => (input === undefined ? 'is missing; give the login a name' : ID) })
      .regex(/^[\w.@+-]{1,120}$/, { error: ID })
      .meta({ description: 'Name of the login; the shard depends on it' }),
    tags: z
      .array(z.string().regex(/^[\w.:@+-]{1,60}$/, { error: 'has to be words without blanks' }), {
        error: 'has to be a list of words',
      })
      .meta({ description: 'Words to pick logins by, such as production' })
      .optional(),
  });

/** What all logins share, in the YAML form. */
const defaults = entrySchema.omit({ id: true }).partial();

/** An inventory in YAML: a list of logins, or what they share and the list. */
export const inventorySchema = z.union([
  z.array(entrySchema),
  z.strictObject({ defaults: defaults.optional(), logins: z.array(entrySchema) }),
]);

/** One login of an inventory. */
export type Entry = z.infer<typeof entrySchema>;

/** The keys of a login. */
export const ENTRY_KEYS = Object.keys(entrySchema.shape);
