import path from 'node:path';
import { readLimited } from '../../sources/regular-file.js';
import { filesIn, LARGEST_UNASKED, readJson, textIn } from '../input/small-files.js';
import { cliOrgs } from '../login/cli-logins.js';
import type { LoginOptions } from '../login/login.js';

/** The parts of a login that were found somewhere. */
export type FoundLogin = Pick<LoginOptions, 'username' | 'clientId' | 'jwtKeyFile' | 'jwtKeyEnv' | 'instanceUrl'>;

/** Everything found without asking. */
export interface Found {
  /** Logins by JWT, each with where it was found. */
  readonly logins: readonly { readonly login: FoundLogin; readonly where: string }[];
  /** Orgs that the Salesforce CLI is logged in to, by alias or username. */
  readonly orgs: readonly { readonly target: string; readonly where: string }[];
  /** Private keys in this folder. */
  readonly keyFiles: readonly string[];
  readonly instanceUrl?: string;
}

/** Where to look. */
export interface Surroundings {
  readonly home: string | undefined;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

// Names that set-ups of common CI systems use, as templates and guides write them (reported).
const VARIABLES = {
  username: ['SF_USERNAME', 'SFDX_USERNAME', 'SALESFORCE_USERNAME', 'SF_JWT_USERNAME', 'HUB_USERNAME'],
  clientId: [
    'SF_CLIENT_ID',
    'SFDX_CLIENT_ID',
    'SF_CONSUMER_KEY',
    'SFDX_CONSUMER_KEY',
    'SALESFORCE_CLIENT_ID',
    'SF_JWT_CLIENT_ID',
    'HUB_CONSUMER_KEY',
    'CONSUMER_KEY',
  ],
  jwtKeyFile: ['SF_JWT_KEY_FILE', 'SFDX_JWT_KEY_FILE', 'JWT_KEY_FILE', 'SERVER_KEY_PATH', 'JWT_KEY_PATH'],
  jwtKeyEnv: ['SF_JWT_KEY', 'SFDX_JWT_KEY', 'SF_SERVER_KEY', 'SALESFORCE_JWT_KEY', 'JWT_KEY', 'SERVER_KEY'],
  instanceUrl: ['SF_INSTANCE_URL', 'SF_LOGIN_URL', 'SFDX_LOGIN_URL', 'SFDX_INSTANCE_URL', 'SALESFORCE_LOGIN_URL'],
} as const;

/** The login without what is not known. */
function compact(login: Readonly<Record<keyof FoundLogin, string | undefined>>): FoundLogin {
  return Object.fromEntries(Object.entries(login).filter(([, value]) => value !== undefined));
}

/** The orgs that the Salesforce CLI keeps, as they are offered. */
function fromCli({ home }: Surroundings): Pick<Found, 'logins' | 'orgs'> {
  const { logins, others } = cliOrgs(home);
  return {
    logins: logins.map(({ alias, ...login }) => ({
      login,
      where: alias === undefined ? 'the Salesforce CLI' : `the Salesforce CLI, alias ${alias}`,
    })),
    orgs: others.map(({ alias, username }) => ({ target: alias ?? username, where: username })),
  };
}

function fromEnvironment({ env }: Surroundings): FoundLogin {
  const named = (names: readonly string[]) => names.find((name) => textIn(env[name]) !== undefined);
  const valueOf = (names: readonly string[]) => textIn(env[named(names) ?? '']);
  const jwtKeyFile = valueOf(VARIABLES.jwtKeyFile);
  return compact({
    username: valueOf(VARIABLES.username),
    clientId: valueOf(VARIABLES.clientId),
    jwtKeyFile,
    jwtKeyEnv: jwtKeyFile === undefined ? named(VARIABLES.jwtKeyEnv) : undefined,
    instanceUrl: valueOf(VARIABLES.instanceUrl),
  });
}

function holdsKey(file: string): boolean {
  if (/\.(p12|pfx|jks|keystore)$/i.test(file)) return true;
  if (!/\.(key|pem)$/i.test(file)) return false;
  try {
    return /PRIVATE KEY/.test(Buffer.from(readLimited(file, LARGEST_UNASKED) ?? []).toString('latin1'));
  } catch {
    return false;
  }
}

/** Looks around: at the logins of the Salesforce CLI, the project, the environment and the keys in the folder. Reads only. */
export function findCandidates(surroundings: Surroundings): Found {
  const { folder } = surroundings;
  const { logins, orgs } = fromCli(surroundings);
  const given = fromEnvironment(surroundings);
  const isLogin = given.clientId !== undefined || given.jwtKeyEnv !== undefined || given.jwtKeyFile !== undefined;
  const project = textIn(readJson(path.join(folder, 'sfdx-project.json'))?.['sfdcLoginUrl']);
  const instanceUrl = given.instanceUrl ?? project;
  return {
    logins: [...(isLogin ? [{ login: given, where: 'the environment' }] : []), ...logins],
    orgs,
    keyFiles: filesIn(folder).filter((name) => holdsKey(path.join(folder, name))),
    ...(instanceUrl !== undefined && { instanceUrl }),
  };
}
