import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { EmbeddedOrg } from '../../../src/simulator/index.js';

/** Where the real clients are installed. */
export const modules = fileURLToPath(new URL('../../../.real-clients/node_modules', import.meta.url));
const browserDriver = fileURLToPath(new URL('./browser.mjs', import.meta.url));

/** What `sf … --json` printed. */
export interface Answer<Result = Record<string, unknown>> {
  readonly status: number;
  readonly result: Result;
  readonly name?: string;
  readonly message?: string;
}

/** A machine with the Salesforce CLI, a home of its own, and the embedded org for all the internet. */
export interface Machine {
  readonly folder: string;
  /** The environment in which `sf` is this machine's CLI, for other programs that run it. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs the CLI as it is, and gives its exit code or signal, and what it printed. */
  readonly run: (
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly ended: string; readonly out: string; readonly err: string }>;
  /** Runs the CLI with `--json`. */
  readonly sf: <Result = Record<string, unknown>>(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<Answer<Result>>;
}

const SECONDS = 60;
const folders: string[] = [];

/** Removes what the machines left behind. */
export function removeMachines(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A program that the CLI can take for a browser: it lets a user log in and allow access, and returns at once. */
export function browserOf({ folder }: Machine, username: string, password: string): string {
  const path = join(folder, 'browser');
  const driver = [process.execPath, browserDriver].map(quoted).join(' ');
  const user = [username, password].map(quoted).join(' ');
  const log = quoted(join(folder, 'browser.log'));
  writeFileSync(path, `#!/bin/sh\n${driver} "$1" ${user} > ${log} 2>&1 &\n`, { mode: 0o755 });
  return path;
}

/** Sets up a machine from which every request goes to the embedded org. */
export function machineFor(org: EmbeddedOrg): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'sf-jwt-doctor-real-'));
  folders.push(folder);
  const [home, ca] = [join(folder, 'home'), join(folder, 'ca.pem')];
  mkdirSync(home);
  writeFileSync(ca, org.caCertificate);
  writeFileSync(join(folder, 'server.key'), org.world.login.key);
  const program = join(modules, '@salesforce/cli/bin/run.js');
  const node = join(modules, '.bin/node');
  writeFileSync(join(folder, 'sf'), `#!/bin/sh\nexec ${[node, program].map(quoted).join(' ')} "$@"\n`, { mode: 0o755 });
  const surroundings = {
    PATH: `${folder}:${join(modules, '.bin')}:${process.env['PATH'] ?? ''}`,
    HOME: home,
    HTTPS_PROXY: org.proxyUrl,
    NODE_EXTRA_CA_CERTS: ca,
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    SF_DISABLE_DNS_CHECK: 'true',
  };
  const run: Machine['run'] = (args, env = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(node, [program, ...args], {
        cwd: folder,
        env: { ...surroundings, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const limit = setTimeout(() => child.kill('SIGKILL'), SECONDS * 1000);
      let [out, err] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.once('error', reject);
      child.once('close', (code, signal) => {
        clearTimeout(limit);
        resolve({ ended: String(code ?? signal ?? 'nothing'), out, err });
      });
    });
  const sf: Machine['sf'] = async (args, env) => {
    const { ended, out, err } = await run([...args, '--json'], env);
    try {
      return JSON.parse(out) as never;
    } catch {
      throw new Error(`sf ${args.join(' ')} ended with ${ended}\n${out}${err}`);
    }
  };
  return { folder, env: surroundings, run, sf };
}

/** Tries the login of the org's world. */
export function loginJwt({ sf, folder }: Machine, { world: { login } }: EmbeddedOrg): Promise<Answer> {
  const user = ['--username', login.username, '--client-id', login.clientId];
  const audience: Record<string, string> = login.audience === undefined ? {} : { SF_AUDIENCE_URL: login.audience };
  return sf(
    ['org', 'login', 'jwt', ...user, '--jwt-key-file', join(folder, 'server.key'), '--instance-url', login.instanceUrl],
    audience,
  );
}
