import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findProgram, trustedEnvironment } from '../../sources/find-program.js';

/** A program and its arguments. */
interface BrowserCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** A program that can't open a page usually exits within this time, in milliseconds. */
const SETTLED_MS = 1500;

/**
 * The program that opens a page on this machine: the one in BROWSER (with arguments, `%s` for the address), else the
 * system's own. No shell is involved, so an address can't run anything. Undefined if BROWSER is "none".
 */
export function browserCommand(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): BrowserCommand | undefined {
  const wished = (env['BROWSER'] ?? '').trim();
  if (wished === 'none') return undefined;
  if (wished !== '') {
    const [program = '', ...args] = existsSync(wished) ? [wished] : wished.split(/\s+/);
    const filled = args.map((arg) => arg.replaceAll('%s', url));
    return { program, args: args.some((arg) => arg.includes('%s')) ? filled : [...args, url] };
  }
  if (platform === 'darwin') return { program: 'open', args: [url] };
  if (platform === 'win32') return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  return { program: 'xdg-open', args: [url] };
}

/** The environment without the variables of this tool, which may hold secrets. */
function withoutSecrets(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SF_')));
}

/** Opens a page in the browser of this machine and returns false if that fails. */
export async function openBrowser(
  url: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const command = browserCommand(url, env, platform);
  if (command === undefined || !/^https?:\/\//.test(url)) return false;
  return new Promise((resolve) => {
    const program = path.isAbsolute(command.program) ? command.program : findProgram(command.program, env, platform);
    if (program === undefined) return resolve(false);
    const child = spawn(program, command.args, {
      stdio: 'ignore',
      detached: true,
      env: trustedEnvironment(withoutSecrets(env)),
    });
    const timer = setTimeout(() => resolve(true), SETTLED_MS);
    const settle = (opened: boolean): void => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.once('error', () => settle(false));
    child.once('exit', (code) => settle(code === 0));
    child.unref();
  });
}
