// Triage of large files, as ratios against a process that only reads the same file, and the memory it takes at most. Aim:
// below 10 times, and memory that does not grow with the file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.tmp/bench-triage');
const MEGABYTES = Number(process.env.BENCH_MB ?? 100);
const ANSWER = '{"error":"invalid_grant","error_description":"audience is invalid"}';
const READ = "let n=0;for await(const c of (await import('node:fs')).createReadStream(process.argv[1]))n+=c.length";
const REPORT_RSS = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nRSS '+process.resourceUsage().maxRSS+'\\n'))`;

function line(index) {
  return `2026-11-17T09:44:06.140Z [pool-${index % 9}] INFO shop.OrderService - processed order ${index} for customer ${index * 7} in ${index % 300} ms, session closed\n`;
}

function entry(index) {
  const text = (
    index % 2 === 0 ? '<div class="x">lorem ipsum "dolor" sit</div>\n' : 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'
  ).repeat(400);
  const headers = Array.from({ length: 16 }, (_, number) => ({ name: `header-${number}`, value: `value ${number}` }));
  const request = { method: 'GET', url: `https://shop.example.com/${index}`, headers };
  return `${JSON.stringify({ request, response: { status: 200, headers, content: { text } } }, null, 1)},\n`;
}

async function write(file, { start = '', part, end }) {
  const out = createWriteStream(file);
  let size = 0;
  out.write(start);
  for (let index = 0; size < MEGABYTES * 1e6; index += 1) {
    const text = part(index);
    size += text.length;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end(end);
  await once(out, 'finish');
}

async function measure(args) {
  const from = process.hrtime.bigint();
  const child = spawn(process.execPath, ['--import', REPORT_RSS, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  await once(child, 'close');
  return { ms: Number(process.hrtime.bigint() - from) / 1e6, rss: Number(/RSS (\d+)/.exec(errors)?.[1]) / 1e3 };
}

async function best(args) {
  const runs = [await measure(args), await measure(args), await measure(args)];
  return runs.sort((one, other) => one.ms - other.ms)[0];
}

const call = {
  request: { method: 'POST', url: 'https://acme.my.salesforce.com/services/oauth2/token', headers: [] },
  response: { status: 400, headers: [], content: { text: ANSWER } },
};
await mkdir(folder, { recursive: true });
try {
  const log = join(folder, 'large.log');
  const har = join(folder, 'large.har');
  await write(log, { part: line, end: `ERROR ${ANSWER}\n` });
  await write(har, { start: '{"log":{"version":"1.2","entries":[\n', part: entry, end: `${JSON.stringify(call)}]}}` });
  for (const file of [log, har]) {
    const read = await best(['--input-type=module', '-e', READ, file]);
    const triage = await best([join(root, 'dist/cli.js'), 'triage', file]);
    const ratio = triage.ms / read.ms;
    console.log(
      `triage of ${MEGABYTES} MB ${file.slice(-3)}  ${triage.ms.toFixed(0).padStart(6)} ms   ${ratio.toFixed(1)} x reading it (aim: below 10${ratio >= 10 ? ', missed' : ''})   ${triage.rss.toFixed(0)} MB of memory at most (reading: ${read.rss.toFixed(0)} MB)`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
