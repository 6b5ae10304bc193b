// Measures child processes by turns, so that a busy minute of the machine meets all of them alike.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

// NODE_EXTRA_CA_CERTS makes every start of Node read certificates, which flatters the ratios. CI turns off the code cache.
const { NODE_EXTRA_CA_CERTS: _ca, NODE_OPTIONS: _options, CI: _ci, ...rest } = process.env;
// The kept code of another build would be thrown away and made again at each turn.
const XDG_CACHE_HOME = fileURLToPath(new URL('../.tmp/bench-cache', import.meta.url));
export const ENV = { ...rest, NO_COLOR: '1', XDG_CACHE_HOME };

const REPORT = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\nUSED '+(u.userCPUTime+u.systemCPUTime)/1e3+' '+u.maxRSS/1e3+'\\n')})`;

export function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** One run: milliseconds on the clock. */
export async function clockOf(args, env = ENV) {
  const from = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { stdio: 'ignore', env });
  await once(child, 'close');
  return Number(process.hrtime.bigint() - from) / 1e6;
}

/** One run: milliseconds of CPU, with the start of Node, and megabytes of memory at most. */
export async function useOf(args) {
  const child = spawn(process.execPath, ['--import', REPORT, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: ENV,
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  await once(child, 'close');
  const [, cpu, rss] = /USED ([\d.]+) ([\d.]+)/.exec(errors) ?? [];
  if (cpu === undefined) throw new Error(`${args.join(' ')} gave no figures:\n${errors.slice(-2000)}`);
  return { cpu: Number(cpu), rss: Number(rss) };
}

/** Medians of several measures that take turns. */
export async function byTurns(rounds, measures) {
  const samples = measures.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, measure] of measures.entries()) samples[index].push(await measure());
  return samples.map(median);
}
