import { spawn } from 'node:child_process';
import { scrubText } from '../../redaction/scrub.js';
import { findProgram, trustedEnvironment } from '../find-program.js';
import { requireInstance, SessionError, type OrgSession } from './session.js';

const TIME_LIMIT_MS = 60_000;
const MOST_OUTPUT = 1_000_000;

interface CliReply {
  readonly status?: number;
  readonly name?: string;
  readonly message?: string;
  readonly result?: Readonly<Record<string, unknown>>;
}

function missingCli(): SessionError {
  return new SessionError(
    '--target-org: the Salesforce CLI ("sf") was not found; install it (npm install --global @salesforce/cli: a copy in node_modules is never run), or set SF_ACCESS_TOKEN and SF_INSTANCE_URL',
  );
}

/** The JSON object of an output: the CLI may print warnings before it. */
function parseReply(output: string): CliReply | undefined {
  for (const { index } of output.matchAll(/^[^\S\n]*\{/gm)) {
    try {
      return JSON.parse(output.slice(index)) as CliReply;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Runs the installed Salesforce CLI and reads the JSON it prints. The token is never on a command line. */
function runCli(args: readonly string[], env: NodeJS.ProcessEnv): Promise<CliReply> {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    const program = findProgram('sf', env);
    if (program === undefined) return reject(missingCli());
    const child = spawn(windows ? `"${program}"` : program, [...args, '--json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...trustedEnvironment(env),
        SF_SKIP_NEW_VERSION_CHECK: 'true',
        SF_DISABLE_AUTOUPDATE: 'true',
        FORCE_COLOR: '0',
      },
      shell: windows,
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (out.length < MOST_OUTPUT) out += text;
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(
        error.code === 'ENOENT'
          ? missingCli()
          : new SessionError(`--target-org: "sf" could not be run (${error.code ?? 'unknown reason'})`),
      );
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const reply = parseReply(out);
      if (reply) resolve(reply);
      else {
        const reason =
          signal === null ? `it ended with ${code ?? 'nothing'} and no JSON` : 'it did not answer in a minute';
        reject(
          new SessionError(
            `--target-org: "sf ${args.slice(0, args.indexOf('--target-org')).join(' ')}" gave no answer; ${reason}`,
          ),
        );
      }
    });
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The reason why the CLI has no session for a target, from the error that it raised. */
export function sessionFailure(target: string, { name = '', message = '' }: CliReply): SessionError {
  if (/NamedOrgNotFound|NoOrgFound|No authorization information|not found/i.test(`${name} ${message}`))
    return new SessionError(
      `--target-org ${target}: the Salesforce CLI knows no org of that alias or username; "sf org list" shows those it knows`,
    );
  if (/expired|RefreshTokenAuth|INVALID_SESSION|invalid_grant|inactive/i.test(`${name} ${message}`))
    return new SessionError(
      `--target-org ${target}: the session of the Salesforce CLI has expired; log in again: sf org login web --alias ${target}`,
    );
  const told = scrubText(message).replace(/\s+/g, ' ').slice(0, 200);
  return new SessionError(
    `--target-org ${target}: the Salesforce CLI answers: ${told === '' ? 'an error without words' : told}`,
  );
}

/** True for a token that the CLI hides, as it does since May 2026. */
function isHidden(token: string | undefined): boolean {
  return token === undefined || /redacted/i.test(token);
}

/**
 * The session that the installed Salesforce CLI holds for an alias or a username. Current CLIs hide the token in
 * `org display` and show it by a command of its own; older ones do not (documented: cli#3560). The CLI refreshes it; this
 * tool never does. Throws a SessionError.
 */
export async function sessionFromCli(
  target: string,
  env: NodeJS.ProcessEnv,
  allowed: readonly string[] = [],
): Promise<OrgSession> {
  // On Windows the CLI is a script that a shell runs: there nothing passes that a shell would read.
  const allowedTarget = process.platform === 'win32' ? /^[\w.@+-]+$/ : /^[\w.@+'-]+$/;
  if (!allowedTarget.test(target))
    throw new SessionError(
      `--target-org: "${target.replace(/\s+/g, ' ').slice(0, 60)}" is no alias and no username of an org`,
    );
  const shown = await runCli(['org', 'display', '--target-org', target], env);
  if (shown.status !== 0 || shown.result === undefined) throw sessionFailure(target, shown);
  const status = text(shown.result['connectedStatus']);
  if (status !== undefined && /expired|invalid|unable|refresh/i.test(status))
    throw sessionFailure(target, { message: 'expired' });
  const instance = text(shown.result['instanceUrl']);
  if (instance === undefined) throw sessionFailure(target, shown);
  const username = text(shown.result['username']);
  let accessToken = text(shown.result['accessToken']);
  if (isHidden(accessToken)) {
    const told = await runCli(['org', 'auth', 'show-access-token', '--target-org', target], env);
    accessToken = text(told.result?.['accessToken']);
    if (told.status !== 0 || isHidden(accessToken)) throw sessionFailure(target, told);
  }
  return {
    accessToken: accessToken!,
    instanceUrl: requireInstance(instance, `--target-org ${target}`, allowed),
    source: `the Salesforce CLI (${target})`,
    ...(username !== undefined && { username }),
  };
}
