import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from './cli.js';

/** A run of the built command line on a terminal of its own (util-linux: script). */
export interface OnTerminal {
  /** All that the terminal showed so far. */
  readonly shown: () => string;
  /** Waits until the terminal shows something. */
  until(text: string | RegExp): Promise<string>;
  type(text: string): void;
  /** The exit code, once it ended. */
  readonly ended: Promise<number | null>;
}

/** Runs the built command line on a terminal, with a minimal environment. */
export function onTerminal(args: readonly string[], env: Readonly<Record<string, string>> = {}): OnTerminal {
  const quoted = [process.execPath, `${root}dist/cli.js`, ...args].map((one) => `'${one.replaceAll("'", `'\\''`)}'`);
  const child = spawn('script', ['-qefc', quoted.join(' '), '/dev/null'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', NO_COLOR: '1', ...env },
    timeout: 25_000,
  });
  let text = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (const look of watchers) look();
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    shown: () => text,
    type: (typed) => void child.stdin.write(typed),
    ended,
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (typeof wanted === 'string' ? !text.includes(wanted) : !wanted.test(text)) return;
          watchers.delete(look);
          resolve(text);
        };
        watchers.add(look);
        void ended.then(() => reject(new Error(`ended without ${String(wanted)}:\n${text}`)));
        look();
      }),
  };
}
