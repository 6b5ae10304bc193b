import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program and its arguments. */
interface BrowserCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** Milliseconds in which a program that cannot open a page usually says so. */
const SETTLED_MS = 1500;

/**
 * What opens a page on this machine: what BROWSER names (a program, perhaps with arguments; %s stands for the
 * address), else what the system has for it. No shell is in between, so that an address is never more than that.
 * Undefined where BROWSER says "none".
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

/** The environment without what is for this tool alone. */
function withoutSecrets(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SF_')));
}

/** Opens a page in the browser of this machine. False where that fails. */
export async function openBrowser(
  url: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const command = browserCommand(url, env, platform);
  if (command === undefined || !/^https?:\/\//.test(url)) return false;
  return new Promise((resolve) => {
    const child = spawn(command.program, command.args, { stdio: 'ignore', detached: true, env: withoutSecrets(env) });
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
