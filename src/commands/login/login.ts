import type { Examination, Login } from '../../doctor.js';
import { isMasked } from '../../facts/masks.js';
import { LOGIN_ORIGIN } from '../../salesforce/hosts.js';
import { findingSentence } from '../../report/words/findings.js';
import { requireTokenHost } from '../../sources/guard.js';
import { describePlace, type KeyPlace } from '../../sources/private-key.js';
import { host } from '../host.js';
import { readInput, readStandardInput } from '../input/read-input.js';
import { typeHidden } from '../terminal/ask.js';
import { UsageError } from '../usage-error.js';

/** The flags that describe a login: those of the command that failed, and a few more. */
export interface LoginOptions {
  /** Alias or username of a JWT login that the Salesforce CLI keeps, which answers the flags that are not given. */
  readonly login?: string;
  readonly username?: string;
  readonly clientId?: string;
  readonly jwtKeyFile?: string;
  readonly jwtKeyEnv?: string;
  readonly keyAlias?: string;
  readonly certificate?: string;
  readonly assertionFile?: string;
  readonly instanceUrl?: string;
  readonly audience?: string;
  readonly targetOrg?: string;
  readonly app?: string;
  readonly allowHost: string[];
  readonly timeout: number;
}

const PASSPHRASE = 'SF_JWT_DOCTOR_PASSPHRASE';
const LARGEST_KEY = 2 * 1024 * 1024;

function refuseEmpty(flag: string, value: string | undefined): void {
  if (value === undefined) return;
  if (value.trim() === '') throw new UsageError(`${flag} is empty; is the variable set that it comes from?`);
  if (isMasked(value))
    throw new UsageError(`${flag} holds a mask or a placeholder, not a value; give the value itself`);
}

// A run may try a login more than once, but standard input can be read only once.
let standardInput: Promise<Uint8Array> | undefined;
let passphrase: Promise<string> | undefined;

async function keyPlace({ jwtKeyFile, jwtKeyEnv }: LoginOptions): Promise<KeyPlace | undefined> {
  if (jwtKeyFile !== undefined && jwtKeyEnv !== undefined)
    throw new UsageError('give either --jwt-key-file or --jwt-key-env, not both');
  if (jwtKeyFile === '-') return { kind: 'input', bytes: await (standardInput ??= readStandardInput(LARGEST_KEY)) };
  if (jwtKeyFile !== undefined) return { kind: 'file', path: jwtKeyFile };
  if (jwtKeyEnv === undefined) return undefined;
  const text = process.env[jwtKeyEnv];
  if (text === undefined)
    throw new UsageError(
      `--jwt-key-env ${jwtKeyEnv}: there is no such environment variable; it holds the name of the variable, not the key`,
    );
  return { kind: 'variable', name: jwtKeyEnv, text };
}

/** Asks for the passphrase of the key, once in a run. */
export function askPassphrase(): Promise<string> {
  return (passphrase ??= typeHidden('Passphrase of the private key', { mask: true }));
}

/** The login that the flags describe. Throws a usage error for flags that can't be used. */
export async function loginOf(options: LoginOptions, ask?: () => Promise<string>): Promise<Login> {
  const {
    username,
    clientId,
    certificate,
    audience,
    keyAlias,
    instanceUrl = LOGIN_ORIGIN,
    allowHost,
    assertionFile,
  } = options;
  refuseEmpty('--username', username);
  refuseEmpty('--client-id', clientId);
  refuseEmpty('--instance-url', options.instanceUrl);
  const origin = requireTokenHost(instanceUrl, '--instance-url', allowHost);
  if (assertionFile === '-' && options.jwtKeyFile === '-')
    throw new UsageError('only one of --jwt-key-file and --assertion-file can come from standard input');
  const key = await keyPlace(options);
  const given = process.env[PASSPHRASE];
  const assertion =
    assertionFile === undefined
      ? undefined
      : (await readInput(assertionFile, LARGEST_KEY)).bytes.toString('utf8').trim();
  if (assertion === '') throw new UsageError(`${assertionFile}: the file is empty; it must hold the assertion`);
  const openSession = sessionOpener(options);
  const effective = audience ?? process.env['SF_AUDIENCE_URL'] ?? process.env['SFDX_AUDIENCE_URL'];
  return {
    origin,
    allowHosts: allowHost,
    ...(username !== undefined && { username }),
    ...(clientId !== undefined && { clientId }),
    ...(key !== undefined && { key }),
    ...(certificate !== undefined && { certificate }),
    ...(openSession !== undefined && { openSession }),
    ...(options.app !== undefined && { appName: options.app }),
    ...(assertion !== undefined && { assertion }),
    ...(effective !== undefined && effective !== '' && { audience: effective }),
    opening: {
      ...(given !== undefined && { passphrase: given }),
      ...(keyAlias !== undefined && { alias: keyAlias }),
      ...(ask && { askPassphrase: ask }),
    },
  };
}

/** Opens the session for reading the org, from the Salesforce CLI or from the environment. Undefined if there is none. */
export function sessionOpener({ targetOrg, allowHost }: LoginOptions): Login['openSession'] {
  refuseEmpty('--target-org', targetOrg);
  if (targetOrg !== undefined)
    return async () => {
      const { openSession } = host();
      if (openSession !== undefined) return openSession(targetOrg, allowHost);
      return (await import('../../sources/org/cli-session.js')).sessionFromCli(targetOrg, process.env, allowHost);
    };
  if ((process.env['SF_ACCESS_TOKEN'] ?? process.env['SFDX_ACCESS_TOKEN'] ?? '').trim() === '') return undefined;
  return async () => {
    const { sessionFromEnvironment } = await import('../../sources/org/session.js');
    return sessionFromEnvironment(process.env, allowHost)!;
  };
}

/** The reason why the private key can't be used, in one sentence. */
export function keyProblem({ facts }: Examination, { key }: Login): string | undefined {
  const problem = facts.value('key.problem');
  if (problem === undefined || key === undefined) return undefined;
  return `${describePlace(key)}: ${findingSentence(`key/${problem.split(':')[0]!}`, [])}`;
}
