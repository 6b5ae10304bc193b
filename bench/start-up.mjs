// Start-up, as ratios against an empty Node process in the same run. Ratios carry over to other machines; times do not.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = `${root}dist/cli.js`;
const ROUNDS = 25;

const subjects = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: '--version', args: [cli, '--version'], aim: 1.5 },
  { name: '--help', args: [cli, '--help'] },
  { name: 'explain approval-missing', args: [cli, 'explain', 'approval-missing'] },
  { name: 'triage (the seed transcript)', args: [cli, 'triage', `${root}fixtures/transcripts/seed.txt`], aim: 2.5 },
  { name: 'triage --json', args: [cli, 'triage', `${root}fixtures/transcripts/seed.txt`, '--json'] },
];

// NODE_EXTRA_CA_CERTS makes every start of Node read certificates, which flatters the ratios: it is left out.
const { NODE_EXTRA_CA_CERTS: _left, NODE_OPTIONS: _out, ...env } = { ...process.env, NO_COLOR: '1' };

function time(args) {
  const from = process.hrtime.bigint();
  spawnSync(process.execPath, args, { stdio: 'ignore', env });
  return Number(process.hrtime.bigint() - from) / 1e6;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const samples = subjects.map(() => []);
for (let round = 0; round < ROUNDS; round += 1) {
  subjects.forEach(({ args }, index) => samples[index].push(time(args)));
}
const [base] = samples.map(median);
for (const [index, { name, aim }] of subjects.entries()) {
  const value = median(samples[index]);
  const ratio = value / base;
  const note = aim === undefined ? '' : `  (aim: at most ${aim}${ratio > aim ? ', missed' : ''})`;
  console.log(`${name.padEnd(30)} ${value.toFixed(0).padStart(5)} ms   ${ratio.toFixed(2)} x${note}`);
}
