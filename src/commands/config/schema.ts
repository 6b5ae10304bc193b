import { z } from 'zod';
import { nearestName } from '../../facts/nearest.js';
import { FORMAT_NAMES, type FormatName } from '../../report/formats/index.js';

const TEXT = 'has to be text that is not empty; a number goes in quotes';

function text(about: string) {
  return z.string({ error: TEXT }).min(1, { error: TEXT }).meta({ description: about });
}

function required(about: string, missing: string) {
  const error = ({ input }: { input?: unknown }) => (input === undefined ? `is missing; ${missing}` : TEXT);
  return z.string({ error }).min(1, { error: TEXT }).meta({ description: about });
}

function notOneOf(names: readonly string[], input: unknown): string {
  const wrong = [input].flat().find((one) => !names.includes(String(one)));
  const near = typeof wrong === 'string' ? nearestName(wrong.slice(0, 60), names) : undefined;
  return near === undefined ? `takes ${names.join(', ')}` : `does not take "${String(wrong)}"; did you mean "${near}"?`;
}

const PROBES = ['auto', 'one', 'none'] as const;
const format = z.enum(FORMAT_NAMES as [FormatName, ...FormatName[]]);
const DATE = 'has to be a date such as 2027-01-31';

const skip = z.strictObject(
  {
    check: required('Id of the check', 'name the check that is left out'),
    reason: required('Why it is left out; the report says so', 'say why the check is left out'),
    until: z.iso.date({ error: DATE }).meta({ description: 'Last day on which it is left out' }).optional(),
  },
  { error: 'has to be a check with a reason: { check: …, reason: … }' },
);

/** A settings file. Its keys replace flags. There are no keys for secrets. */
export const configSchema = z
  .strictObject(
    {
      username: text('Username of the user that logs in (claim sub)'),
      clientId: text('Consumer key of the app (claim iss)'),
      jwtKeyFile: text('Private key as a file, relative to this one'),
      jwtKeyEnv: text('Name of the environment variable that holds the private key'),
      keyAlias: text('Which key of a keystore'),
      certificate: text('Certificate that was uploaded to the app, relative to this file'),
      instanceUrl: text('Login URL'),
      audience: text('Audience of the assertion'),
      targetOrg: text('Alias or username of the Salesforce CLI with whose session the org is read'),
      app: text('Label or API name of the app'),
      timeout: z
        .number({ error: 'has to be a number of seconds' })
        .gt(0, { error: 'has to be more than 0 seconds' })
        .max(600, { error: 'has to be at most 600 seconds' })
        .meta({ description: 'Limit of each request in seconds' }),
      probe: z
        .enum(PROBES, { error: ({ input }) => notOneOf(PROBES, input) })
        .meta({ description: 'How many attempts a diagnosis makes' }),
      format: z
        .union([format, z.array(format)], { error: ({ input }) => notOneOf(FORMAT_NAMES, input) })
        .meta({ description: 'Format of the report, or several' }),
      output: z
        .union([text('A file'), z.array(text('A file'))], { error: 'has to be a file name, or a list of them' })
        .meta({ description: 'Where the report goes, relative to this file, or several' }),
      strict: z.boolean({ error: 'has to be true or false' }).meta({ description: 'Count inconclusive as failure' }),
      skip: z.array(skip, { error: 'has to be a list of checks' }).meta({ description: 'Checks that are left out' }),
    },
    { error: 'it has to hold settings such as "username: ci@acme.example.com"' },
  )
  .partial();

/** A configuration file. */
export type Config = z.infer<typeof configSchema>;

/** The keys of a configuration file, and of an entry of its `skip`. */
export const CONFIG_KEYS = { file: Object.keys(configSchema.shape), skip: Object.keys(skip.shape) };
