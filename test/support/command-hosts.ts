import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a run of the built command line gave. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** One run, with its whole environment. */
interface Wish {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly input: string | Uint8Array;
}

const program = fileURLToPath(new URL('command-host.mjs', import.meta.url));

// Node reads these only when it starts.
const OF_THE_START = ['NODE_EXTRA_CA_CERTS', 'TZ'];

const idle = new Map<string, ChildProcess[]>();
const started = new Set<ChildProcess>();
process.once('exit', () => started.forEach((host) => host.kill()));

function startHost(main: string, env: Readonly<Record<string, string>>): ChildProcess {
  const host = fork(program, [main], { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  started.add(host);
  host.once('exit', () => started.delete(host));
  return host;
}

/** A host that waits for a run must not keep the tests from ending. */
function rest(host: ChildProcess): void {
  host.unref();
  host.channel?.unref();
}

function wake(host: ChildProcess): void {
  host.ref();
  host.channel?.ref();
}

/** Runs the command line in a process that ran it before, one run at a time; in a new one when all are busy. */
export function runOnHost(main: string, { args, env, cwd, input }: Wish): Promise<Run> {
  const kind = OF_THE_START.map((name) => env[name] ?? '').join('\n');
  const resting = idle.get(kind) ?? [];
  idle.set(kind, resting);
  const host = resting.pop() ?? startHost(main, env);
  wake(host);
  return new Promise((resolve) => {
    const onExit = (code: number | null) => resolve({ code, out: '', err: 'the process ended without an answer' });
    host.once('exit', onExit);
    host.once('message', (reply: Run & { readonly ended?: true }) => {
      host.off('exit', onExit);
      rest(host);
      if (reply.ended !== true) resting.push(host);
      resolve({ code: reply.code, out: reply.out, err: reply.err });
    });
    host.send({ args, env, cwd, input: Buffer.from(input).toString('base64') });
  });
}
