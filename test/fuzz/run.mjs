// Fuzzing, bounded in time: FUZZ_SECONDS (60), FUZZ_SEED (from the clock). Every input has a time limit and the process a
// memory limit; every tenth input or so is read by the built command line as well. A failure prints its seed and its file.
import { fork, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Zip, ZipDeflate } from 'fflate';
import { createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/cli.js');
const folder = join(root, '.tmp/fuzz');
const seconds = Number(process.env.FUZZ_SECONDS ?? 60);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);
const INPUT_MS = 15_000;
const MEMORY_MB = 400;
const RSS_MB = 900;
const until = Date.now() + seconds * 1000;

if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run "npm run build" first');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

function fail(what, file) {
  const kept = file === undefined ? '' : join(root, '.tmp', `fuzz-failure-${seed}`);
  if (file !== undefined && existsSync(file)) copyFileSync(file, kept);
  console.error(`fuzz: ${what}\n  FUZZ_SEED=${seed} npm run fuzz${kept && `\n  input: ${kept}`}`);
  process.exit(1);
}

/** Reads an input with the built command line; `write` feeds its standard input. */
async function byCommandLine(name, args, { write, expected = [0, 1, 2, 3] } = {}) {
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, cli, 'triage', ...args, '--json'], {
    cwd: root,
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), INPUT_MS * 4);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close');
  // A reader that ended early says why with its exit code.
  if (write !== undefined) await write(child.stdin).catch(() => undefined);
  child.stdin.end();
  const [code] = await closed;
  clearTimeout(timer);
  if (!expected.includes(code)) fail(`${name}: exit code ${code} ${err.slice(-500)}`, args[0]);
  try {
    JSON.parse(out);
  } catch {
    fail(`${name}: no JSON document: ${out.slice(0, 200)}`, args[0]);
  }
  return { code, out, err };
}

async function largeLog(stream, megabytes) {
  const noise = 'INFO shop - processed an order in 12 ms, session closed\n'.repeat(18_000);
  const send = async (text) => {
    if (!stream.write(text)) await once(stream, 'drain');
  };
  for (let index = 0; index < megabytes; index += 1) {
    await send(noise);
    if (index === Math.floor(megabytes / 2))
      await send('ERROR {"error":"invalid_grant","error_description":"audience is invalid"}\n');
  }
}

/** An archive of zeros that is a thousand times larger when it is unpacked. */
async function zipBomb(file, megabytes) {
  const out = createWriteStream(file);
  const zip = new Zip((error, chunk, final) => {
    if (error) throw error;
    out.write(chunk);
    if (final) out.end();
  });
  const member = new ZipDeflate('bomb.log', { level: 1 });
  zip.add(member);
  const zeros = new Uint8Array(1024 * 1024).fill(97);
  for (let index = 0; index < megabytes; index += 1) member.push(zeros, index === megabytes - 1);
  zip.end();
  await once(out, 'finish');
  return file;
}

async function fixedInputs() {
  const megabytes = seconds >= 60 ? 200 : 40;
  const { code, out } = await byCommandLine(`a log of ${megabytes} MB`, ['-'], {
    write: (stream) => largeLog(stream, megabytes),
    expected: [1, 3],
  });
  if (!out.includes('audience is invalid')) fail(`a log of ${megabytes} MB: its error is lost (exit code ${code})`);
  const bomb = await zipBomb(join(folder, 'bomb.zip'), 300);
  const said = await byCommandLine('a zip bomb', [bomb], { expected: [2] });
  if (!said.out.includes('unpacked, this archive holds more than')) fail(`a zip bomb: ${said.out}`, bomb);
  // The same archive with a directory that claims it to be small.
  const bytes = readFileSync(bomb);
  bytes.writeUInt32LE(1000, bytes.lastIndexOf('PK\x01\x02') + 24);
  const liar = join(folder, 'liar.zip');
  createWriteStream(liar).end(bytes);
  await byCommandLine('a zip bomb that lies', [liar], { expected: [2] });
}

async function mutations() {
  const worker = join(folder, 'worker.mjs');
  await build({
    entryPoints: [join(root, 'test/fuzz/worker.ts')],
    outfile: worker,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  const child = fork(worker, [join(folder, 'inputs'), join(root, 'fixtures'), String(seed)], {
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
    silent: true,
  });
  let [current, count, slowest, largest] = ['', 0, 0, 0];
  let [timer, isOver] = [undefined, false];
  child.on('message', (message) => {
    clearTimeout(timer);
    if (message.failure !== undefined) fail(message.failure, current);
    if (message.file !== undefined) {
      current = message.file;
      timer = setTimeout(() => {
        child.kill('SIGKILL');
        fail(`input ${message.index} took longer than ${INPUT_MS / 1000} s`, current);
      }, INPUT_MS);
      return;
    }
    count += 1;
    slowest = Math.max(slowest, message.ms);
    largest = Math.max(largest, message.rss);
    if (message.rss > RSS_MB * 1e6)
      fail(`input ${message.done}: ${Math.round(message.rss / 1e6)} MB of memory`, current);
    if (Date.now() > until && !isOver) {
      isOver = true;
      child.kill('SIGKILL');
    }
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  if (!isOver) fail(`the reader ended with ${code}: ${errors.slice(0, 900)}`, current);
  console.log(
    `fuzz: ${count} inputs, the slowest ${Math.round(slowest)} ms, ${Math.round(largest / 1e6)} MB at most, FUZZ_SEED=${seed}`,
  );
  await byCommandLine('the last input', [current]);
}

await fixedInputs();
await mutations();
