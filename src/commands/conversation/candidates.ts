import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readLimited } from '../../sources/read-limited.js';
import type { LoginOptions } from '../login/login.js';

/** The parts of a login that were found somewhere. */
export type FoundLogin = Pick<LoginOptions, 'username' | 'clientId' | 'jwtKeyFile' | 'jwtKeyEnv' | 'instanceUrl'>;

/** What was found without asking. */
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
  readonly home: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const LARGEST_FILE = 64 * 1024;
const MOST_FILES = 200;

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

function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const bytes = readLimited(file, LARGEST_FILE);
    const json: unknown = bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort().slice(0, MOST_FILES);
  } catch {
    return [];
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The login without what is not known. */
function compact(login: Readonly<Record<keyof FoundLogin, string | undefined>>): FoundLogin {
  return Object.fromEntries(Object.entries(login).filter(([, value]) => value !== undefined));
}

interface CliLogins {
  readonly logins: Found['logins'];
  readonly orgs: Found['orgs'];
}

/** The logins that the Salesforce CLI keeps: the fields in clear text only. */
function fromCli({ home }: Surroundings): CliLogins {
  const folder = path.join(home, '.sfdx');
  const aliases = readJson(path.join(folder, 'alias.json'))?.['orgs'] as Record<string, unknown> | undefined;
  const aliasOf = (username: string) => Object.entries(aliases ?? {}).find(([, value]) => value === username)?.[0];
  const logins: Found['logins'][number][] = [];
  const orgs: Found['orgs'][number][] = [];
  for (const name of filesIn(folder)) {
    if (!/@.*\.json$/.test(name)) continue;
    const file = readJson(path.join(folder, name));
    const username = text(file?.['username']);
    if (file === undefined || username === undefined) continue;
    const alias = aliasOf(username);
    const jwtKeyFile = text(file['privateKey']);
    const clientId = text(file['clientId']);
    const shown = alias === undefined ? 'the Salesforce CLI' : `the Salesforce CLI, alias ${alias}`;
    if (jwtKeyFile !== undefined && clientId !== undefined) {
      const instanceUrl = text(file['loginUrl']) ?? text(file['instanceUrl']);
      logins.push({
        login: compact({ username, clientId, jwtKeyFile, instanceUrl, jwtKeyEnv: undefined }),
        where: shown,
      });
    } else orgs.push({ target: alias ?? username, where: username });
  }
  return { logins, orgs };
}

function fromEnvironment({ env }: Surroundings): FoundLogin {
  const named = (names: readonly string[]) => names.find((name) => text(env[name]) !== undefined);
  const valueOf = (names: readonly string[]) => text(env[named(names) ?? '']);
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
    return /PRIVATE KEY/.test(Buffer.from(readLimited(file, LARGEST_FILE) ?? []).toString('latin1'));
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
  const project = text(readJson(path.join(folder, 'sfdx-project.json'))?.['sfdcLoginUrl']);
  const instanceUrl = given.instanceUrl ?? project;
  return {
    logins: [...(isLogin ? [{ login: given, where: 'the environment' }] : []), ...logins],
    orgs,
    keyFiles: filesIn(folder).filter((name) => holdsKey(path.join(folder, name))),
    ...(instanceUrl !== undefined && { instanceUrl }),
  };
}
