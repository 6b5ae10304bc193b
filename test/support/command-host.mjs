// Runs the built command line many times in one process: `node command-host.mjs <main.js>`, one run for each message.
// A run has its own arguments, environment, working folder and standard streams, as a process of its own would.
import { createRequire } from 'node:module';
import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers';

const [, , main] = process.argv;
// The launcher hands this to the command line.
globalThis.__import = (specifier) => import(specifier);
const { start } = createRequire(import.meta.url)(main);
const home = process.cwd();
const realExit = process.exit;

/** A standard stream that keeps its text. */
function keeper() {
  const chunks = [];
  const stream = new Writable({
    decodeStrings: true,
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

function put(name, value) {
  Object.defineProperty(process, name, { value, configurable: true, writable: true });
}

const OF_A_RUN = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'unhandledRejection'];

/** Ends a run where its code asks for the end of the process. */
class Exit extends Error {
  name = 'Exit';
}

/**
 * Resolves with how the command line ended, and whether its code came to its end, too. Code that asks for the end of the
 * process and would go on may not share the process with the next run.
 */
function ended(reply) {
  let isOver = false;
  return new Promise((resolve, reject) => {
    put('exit', (code) => {
      const first = reply(Number(code ?? process.exitCode ?? 0));
      setImmediate(() => setImmediate(() => resolve({ ...first, ended: !isOver })));
      throw new Exit();
    });
    start().then(
      () => resolve(reply(Number(process.exitCode ?? 0))),
      (error) => {
        isOver = true;
        if (!(error instanceof Exit)) reject(error);
      },
    );
  });
}

async function run({ args, env, cwd, input }) {
  const [out, err] = [keeper(), keeper()];
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  put('stdout', out.stream);
  put('stderr', err.stream);
  put('stdin', Readable.from(input.length > 0 ? [Buffer.from(input, 'base64')] : []));
  put('argv', [process.execPath, main, ...args]);
  process.exitCode = undefined;
  const answer = await ended((code) => ({ code, out: out.text(), err: err.text() }));
  for (const event of OF_A_RUN) process.removeAllListeners(event);
  process.chdir(home);
  return answer;
}

process.on('message', (wish) => {
  run(wish).then(
    (reply) => process.send(reply, () => reply.ended && realExit(0)),
    (error) => process.send({ code: 1, out: '', err: String(error?.stack ?? error) }),
  );
});
process.on('disconnect', () => realExit(0));
