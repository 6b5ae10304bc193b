import { spawn } from 'node:child_process';
import { root } from './cli.js';

/** Keys as a terminal sends them. */
export const KEYS = { enter: '\r', down: '\u001b[B', up: '\u001b[A', interrupt: '\u0003' } as const;

/** The built command line at a real terminal. */
export interface TerminalRun {
  /** Resolves once the screen shows it, looking at what came since the last time; fails when it does not come. */
  sees(what: RegExp): Promise<string>;
  /** Sends keys. */
  types(keys: string): void;
  /** Resolves with the exit code and all that was shown. */
  ends(): Promise<{ code: number | null; screen: string }>;
}

/** How the terminal is. */
interface TerminalOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
}

const PATIENCE_MS = 20_000;

function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]|\u001b[()][A-Z0-9]|\r/g, '');
}

/** Starts the built command line at a pseudo-terminal (util-linux' `script`). */
export function atTerminal(args: readonly string[], options: TerminalOptions): TerminalRun {
  const { env, cwd, columns = 80, rows = 24 } = options;
  const quoted = [process.execPath, `${root}dist/cli.js`, ...args].map((one) => `'${one.replaceAll("'", `'\\''`)}'`);
  const command = `stty cols ${columns} rows ${rows}; exec ${quoted.join(' ')}`;
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', SHELL: '/bin/sh', ...env },
  });
  let output = '';
  let seen = 0;
  let ended = false;
  let wake: () => void = () => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    wake();
  });
  const end = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      ended = true;
      wake();
      resolve(code);
    });
  });
  child.stdin.on('error', () => undefined);
  return {
    async sees(what) {
      const until = Date.now() + PATIENCE_MS;
      for (;;) {
        const screen = plain(output);
        const found = what.exec(screen.slice(seen));
        if (found) {
          seen += found.index + found[0].length;
          return found[0];
        }
        if (ended || Date.now() > until) {
          child.kill('SIGKILL');
          throw new Error(`the screen never showed ${String(what)}; it shows:\n${screen.slice(-3000)}`);
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 1000);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    types: (keys) => void child.stdin.write(keys),
    async ends() {
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      const code = await end;
      clearTimeout(timer);
      return { code, screen: plain(output) };
    },
  };
}
