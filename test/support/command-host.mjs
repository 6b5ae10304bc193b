// Runs the built command line many times in one process: `node command-host.mjs <cli.js>`, one run for each message.
// A run has its own arguments, environment, working folder and standard streams, as a process of its own would.
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const [, , cli] = process.argv;
const home = process.cwd();
const realExit = process.exit;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let runs = 0;

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

async function run({ args, env, cwd, input }) {
  const [out, err] = [keeper(), keeper()];
  const reply = (code) => ({ code, out: out.text(), err: err.text() });
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  put('stdout', out.stream);
  put('stderr', err.stream);
  put('stdin', Readable.from(input.length > 0 ? [Buffer.from(input, 'base64')] : []));
  put('argv', [process.execPath, cli, ...args]);
  process.exitCode = undefined;
  // A run that ends its process ends this one, too; the next run gets a new host.
  put('exit', (code) => process.send({ ...reply(code ?? process.exitCode ?? 0), ended: true }, () => realExit(0)));
  try {
    runs += 1;
    await import(`${pathToFileURL(cli).href}?run=${runs}`);
    return reply(Number(process.exitCode ?? 0));
  } finally {
    for (const signal of signals) process.removeAllListeners(signal);
    process.chdir(home);
  }
}

process.on('message', (wish) => {
  run(wish).then(
    (reply) => process.send(reply),
    (error) => process.send({ code: 1, out: '', err: String(error?.stack ?? error) }),
  );
});
process.on('disconnect', () => realExit(0));
