import { statSync } from 'node:fs';
import { LOGIN_ORIGIN } from '../../salesforce/hosts.js';
import { requireTokenHost } from '../../sources/guard.js';
import type { DiagnoseOptions } from '../login/try-login.js';
import { pick, type, type Choice } from '../terminal/ask.js';
import type { Found, FoundLogin } from './candidates.js';

/** How a conversation starts: with a login to try, or with a text. */
export type Opening = { readonly kind: 'login'; readonly login: FoundLogin } | { readonly kind: 'paste' };

function describe({ username, clientId, jwtKeyFile, jwtKeyEnv, instanceUrl }: FoundLogin): string {
  const key = jwtKeyFile ?? (jwtKeyEnv === undefined ? undefined : `$${jwtKeyEnv}`);
  const parts = [
    username ?? 'a user still to be named',
    key === undefined ? undefined : `key ${key}`,
    instanceUrl,
    clientId === undefined ? undefined : `consumer key ${clientId.slice(0, 10)}…`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** Lets the person say what there is: a login that was found, one of their own, or only the text of the error. */
export async function chooseOpening({ logins, instanceUrl }: Found, given: DiagnoseOptions): Promise<Opening> {
  const own: Choice<Opening> = {
    name: 'A login that I describe here: user, app, key',
    value: { kind: 'login', login: {} },
  };
  const paste: Choice<Opening> = { name: 'I only have the error: paste it', value: { kind: 'paste' } };
  const hasFlags = [given.username, given.clientId, given.jwtKeyFile, given.jwtKeyEnv].some(
    (flag) => flag !== undefined,
  );
  if (hasFlags) return { kind: 'login', login: { ...(instanceUrl !== undefined && { instanceUrl }) } };
  const choices: Choice<Opening>[] = logins.map(({ login, where }) => ({
    name: `${login.username ?? 'A login'} (${where})`,
    value: { kind: 'login', login },
    description: describe(login),
  }));
  return pick('Which login fails?', [...choices, own, paste]);
}

function hostProblem(url: string, allowed: readonly string[]): string | undefined {
  try {
    requireTokenHost(url, 'the login URL', allowed);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'this is not a URL';
  }
}

const required = (what: string) => (text: string) => (text === '' ? `${what} is needed to try the login` : undefined);

/** A key file: one that lies here, or another. */
async function chooseKey({ keyFiles }: Found): Promise<Pick<FoundLogin, 'jwtKeyFile'>> {
  const other = 'another file';
  const picked =
    keyFiles.length === 0
      ? other
      : await pick(
          'Which private key?',
          [...keyFiles, other].map((name) => ({ name, value: name })),
        );
  if (picked !== other) return { jwtKeyFile: picked };
  return { jwtKeyFile: await typeKeyFile() };
}

function fileProblem(name: string): string | undefined {
  if (name === '') return 'A key is needed to try the login';
  const found = statSync(name, { throwIfNoEntry: false });
  if (found === undefined) return `There is no file ${name}; check its path, seen from ${process.cwd()}`;
  return found.isFile() ? undefined : `${name} is not a file`;
}

function typeKeyFile(): Promise<string> {
  return type('Private key file (--jwt-key-file)', fileProblem);
}

const VALUES = {
  username: 'Username (--username)',
  clientId: 'Consumer key (--client-id)',
  jwtKeyFile: 'Private key file (--jwt-key-file)',
  instanceUrl: 'Login URL (--instance-url)',
} as const;

/** Lets the person change one value of a login. */
export async function changeValue(found: Found, options: DiagnoseOptions): Promise<DiagnoseOptions> {
  const names = Object.keys(VALUES) as (keyof typeof VALUES)[];
  const shown = (name: keyof typeof VALUES) => (options[name] === undefined ? '' : `: ${options[name]}`);
  const name = await pick(
    'Which value?',
    names.map((value) => ({ name: `${VALUES[value]}${shown(value)}`, value })),
  );
  if (name === 'jwtKeyFile') {
    // A key file takes the place of a key in a variable.
    const { jwtKeyEnv: _, ...rest } = options;
    return { ...rest, ...(await chooseKey(found)) };
  }
  const problem = name === 'instanceUrl' ? (url: string) => hostProblem(url, options.allowHost) : required('A value');
  return { ...options, [name]: await type(VALUES[name], problem, options[name]) };
}

/** Asks for the parts of a login that are neither given nor found. */
export async function completeLogin(found: Found, known: FoundLogin, given: DiagnoseOptions): Promise<DiagnoseOptions> {
  const username =
    given.username ??
    known.username ??
    (await type('Username of the user that logs in (--username)', required('A username')));
  const clientId =
    given.clientId ??
    known.clientId ??
    (await type('Consumer key of the app (--client-id)', required('A consumer key')));
  const jwtKeyEnv = given.jwtKeyEnv ?? (given.jwtKeyFile === undefined ? known.jwtKeyEnv : undefined);
  const jwtKeyFile = given.jwtKeyFile ?? (jwtKeyEnv === undefined ? known.jwtKeyFile : undefined);
  const key = jwtKeyEnv === undefined && jwtKeyFile === undefined ? await chooseKey(found) : {};
  const proposal = known.instanceUrl ?? found.instanceUrl ?? LOGIN_ORIGIN;
  const instanceUrl =
    given.instanceUrl ??
    known.instanceUrl ??
    (await type('Login URL (--instance-url)', (url) => hostProblem(url, given.allowHost), proposal));
  return {
    ...given,
    username,
    clientId,
    instanceUrl,
    ...(jwtKeyEnv !== undefined && { jwtKeyEnv }),
    ...(jwtKeyFile !== undefined && { jwtKeyFile }),
    ...key,
  };
}

/** Lets the person choose an administrator's session, or none. */
export async function chooseAdmin(
  { orgs }: Found,
  options: DiagnoseOptions,
  message: string,
  without: string,
): Promise<DiagnoseOptions> {
  if (options.targetOrg !== undefined || (process.env['SF_ACCESS_TOKEN'] ?? '').trim() !== '') return options;
  const none = 'none';
  const other = 'other';
  const picked = await pick(message, [
    { name: without, value: none },
    ...orgs.map(({ target, where }) => ({
      name: target === where ? target : `${target} (${where})`,
      value: target,
    })),
    { name: 'Another org of the Salesforce CLI, by alias or username', value: other },
  ]);
  if (picked === none) return options;
  if (picked !== other) return { ...options, targetOrg: picked };
  return { ...options, targetOrg: await type('Alias or username (--target-org)', required('An alias')) };
}
