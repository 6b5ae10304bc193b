import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/report/schema.js';
import { runOnHost, type Run } from './command-hosts.js';

export type { Run };

/** The root of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = `${root}dist/cli.js`;

/** How to run it. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  readonly node?: readonly string[];
  readonly cwd?: string;
}

function wholeEnv(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', ...env };
}

/**
 * Runs the built command line with a minimal environment. Runs share a process that was started before, because the
 * start of Node and of the libraries takes longer than most runs; `runAlone` starts a process for one run.
 */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run "npm run build" first');
  const { env, input = '', node = [], cwd = root } = options;
  // The launcher shows the version without the rest.
  if (args[0] === '--version' || args[0] === '-V') return runAlone(args, options);
  if (node.length > 0 || env?.['NODE_OPTIONS'] !== undefined) return runAlone(args, options);
  return runOnHost(`${root}dist/main.js`, { args, env: wholeEnv(env), cwd, input });
}

/** Runs the built command line as a process of its own: for exits, signals, standard streams and flags of Node. */
export function runAlone(
  args: readonly string[],
  { env, input, node = [], cwd = root }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, cli, ...args], { cwd, env: wholeEnv(env) });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** The JSON report of a run. */
export function reportOf({ out }: Run): Report {
  return JSON.parse(out) as Report;
}
