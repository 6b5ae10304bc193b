import { readInput } from '../input/read-input.js';
import { applyConfig } from '../config/apply.js';
import type { DiagnoseOptions } from '../login/try-login.js';
import { withStoredLogin } from '../login/stored-login.js';
import { UsageError } from '../usage-error.js';

/** The logins that the operator configured, by name. */
export type Logins = ReadonlyMap<string, DiagnoseOptions>;

const LARGEST_CONFIG = 1_000_000;

const PLAIN: DiagnoseOptions = {
  fact: [],
  evidence: [],
  format: [],
  output: [],
  plugin: [],
  allowHost: [],
  timeout: 15,
  probe: 'auto',
  json: true,
  input: false,
};

async function fromFile(file: string): Promise<DiagnoseOptions> {
  await readInput(file, LARGEST_CONFIG);
  const flags = { takes: (name: string) => !['format', 'output', 'baseline'].includes(name), isGiven: () => false };
  return applyConfig(PLAIN, { file, isFound: false }, flags);
}

/**
 * Reads what the operator gave as `--login`: `name=file` takes the login from a settings file, a name alone is a JWT
 * login that the Salesforce CLI keeps. Throws a usage error for one that cannot be used.
 */
export async function readLogins(given: readonly string[]): Promise<Logins> {
  const logins = new Map<string, DiagnoseOptions>();
  for (const one of given) {
    const equals = one.indexOf('=');
    const name = equals === -1 ? one : one.slice(0, equals);
    if (!/^[\w.@+-]+$/.test(name))
      throw new UsageError(`--login ${one.slice(0, 60)}: write an alias, or name=settings.yaml`);
    if (logins.has(name)) throw new UsageError(`--login ${name}: the name is given twice`);
    logins.set(
      name,
      equals === -1 ? withStoredLogin({ ...PLAIN, login: name }) : await fromFile(one.slice(equals + 1)),
    );
  }
  return logins;
}
