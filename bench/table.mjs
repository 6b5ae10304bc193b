// Every row of the speed table with its goal: `node bench/table.mjs [--short] [--update]`. See README.md.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as inputs from './inputs.mjs';
import { failingLogins, libraryRuns } from './in-process.mjs';
import { byTurns, clockOf, useOf } from './measure.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const baselineFile = join(root, 'bench/baseline.json');
const folder = join(root, '.tmp/bench-table');
const cli = join(root, 'dist/cli.js');
const isShort = process.argv.includes('--short');
const NOISE = 1.5;
const major = Number(process.versions.node.split('.')[0]);

const READ = "let n=0;for await(const c of (await import('node:fs')).createReadStream(process.argv[1]))n+=c.length";
const READ_ALL =
  "const f=await import('node:fs/promises');for(const e of await f.readdir(process.argv[1],{recursive:true,withFileTypes:true}))if(e.isFile())await f.readFile(e.parentPath+'/'+e.name)";
const UNZIP = `const {unzipSync}=await import(${JSON.stringify(import.meta.resolve('fflate'))});unzipSync((await import('node:fs')).readFileSync(process.argv[1]))`;

const rows = [];

/** A row: a ratio, of which less is better, or a rate, of which more is better. */
function add(name, value, goal, { more = false, note = '' } = {}) {
  rows.push({ name, value, goal, more });
  const isMissed = more ? value < goal : value > goal;
  const shown = value >= 100 ? value.toFixed(0) : value.toFixed(2);
  console.log(
    `${name.padEnd(46)} ${shown.padStart(7)}   goal ${more ? '>=' : '<='} ${goal}${isMissed ? '  missed' : ''}${note && `   ${note}`}`,
  );
}

async function startUp() {
  const seed = join(root, 'fixtures/transcripts/seed.txt');
  const triage = major >= 24 ? 2.2 : 2.5;
  const subjects = [
    ['--version', 1.2, ['--version']],
    ['--help', 1.2, ['--help']],
    ['explain', 1.6, ['explain', 'approval-missing']],
    ['triage of a short text', triage, ['triage', seed]],
    ['triage of a short text --json', triage, ['triage', seed, '--json']],
  ];
  const runs = [['-e', '0'], ...subjects.map(([, , args]) => [cli, ...args])];
  const [base, ...times] = await byTurns(
    isShort ? 7 : 25,
    runs.map((args) => () => clockOf(args)),
  );
  subjects.forEach(([name, goal], index) => add(`${name} / node -e 0`, times[index] / base, goal));
}

/** CPU of triage against a program that only reads the same; both with the start of Node. */
async function reading(name, goal, input, program = READ) {
  const subjects = [
    ['--input-type=module', '-e', program, input],
    [cli, 'triage', input],
  ];
  let rss = 0;
  const measures = subjects.map((args) => async () => {
    const use = await useOf(args);
    rss = use.rss;
    return use.cpu;
  });
  const [read, triage] = await byTurns(3, measures);
  add(`${name} / reading it`, triage / read, goal, { note: `${rss.toFixed(0)} MB of memory` });
}

async function largeInputs() {
  const at = (name) => join(folder, name);
  await reading('plain log, 10 MB', 5, await inputs.plainLog(at('small.log'), 10));
  await reading('CI log, 10 MB', 8, await inputs.ciLog(at('ci.log'), 10));
  await reading('Login History, 20,000 rows', 10, await inputs.loginHistory(at('LoginHistory.csv'), 20_000));
  if (isShort) return;
  await reading('plain log, 100 MB', 5, await inputs.plainLog(at('large.log'), 100));
  await reading('CI log, 100 MB', 8, await inputs.ciLog(at('ci-large.log'), 100));
  await reading('HAR, 100 MB', 6, await inputs.har(at('large.har'), 100));
  await inputs.project(at('project'), at('project.zip'), 5000);
  await reading('project folder, 5,000 files', 5, at('project'), READ_ALL);
  await reading('zip of them', 6, at('project.zip'), UNZIP);
}

async function inProcess() {
  const transcripts = join(root, 'fixtures/transcripts');
  const names = await readdir(transcripts);
  const texts = await Promise.all(names.map((name) => readFile(join(transcripts, name), 'utf8')));
  const { perCpuSecond, grownMb } = await libraryRuns(texts, isShort ? 2000 : 50_000);
  add('readPaste + examine + toReport a CPU second', perCpuSecond, 1000, {
    more: true,
    note: `heap grew ${grownMb} MB`,
  });
  add('failing logins / bare sign and POST, 16 in flight', await failingLogins(isShort ? 100 : 500), 0.4, {
    more: true,
  });
}

/** The rows that got worse than the baseline by more than noise. */
async function regressions() {
  const baseline = JSON.parse(await readFile(baselineFile, 'utf8'))[`node-${major}`] ?? {};
  return rows.filter(({ name, value, more }) => {
    const before = baseline[name];
    return before !== undefined && (more ? value < before / NOISE : value > before * NOISE);
  });
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
try {
  await startUp();
  await largeInputs();
  await inProcess();
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (process.argv.includes('--update')) {
  const all = JSON.parse(await readFile(baselineFile, 'utf8').catch(() => '{}'));
  const figures = rows.map(({ name, value }) => [name, Number(value.toPrecision(3))]);
  all[`node-${major}`] = { ...all[`node-${major}`], ...Object.fromEntries(figures) };
  await writeFile(baselineFile, `${JSON.stringify(all, undefined, 2)}\n`);
} else {
  const worse = await regressions();
  for (const { name, value } of worse)
    console.error(`${name}: ${value.toFixed(2)} is worse than the baseline by half or more`);
  if (worse.length > 0) process.exitCode = 1;
}
