// Many logins in one process against embedded orgs in others: `node --expose-gc bench/fleet.mjs [logins]`. The base signs and
// posts the same requests (token and revoke) over one pool, without anything else. See README.md.
import { spawn } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL, URLSearchParams } from 'node:url';
import { Agent } from 'undici';
import { partsIn, root } from './parts.mjs';

const COUNT = Number(process.argv[2] ?? 10_000);
const IN_FLIGHT = 16;
const ORGS = 8;
const WORLD = 'healthy';

/** Runs embedded orgs until the parent ends it; prints their addresses. */
async function serve(folder) {
  const { startEmbeddedOrg, loadFixtureWorld } = await partsIn(folder);
  const origins = [];
  for (let index = 0; index < ORGS; index += 1) {
    const org = await startEmbeddedOrg(loadFixtureWorld(WORLD, join(root, 'fixtures')));
    origins.push(org.loopback[org.world.login.instanceUrl]);
  }
  const { login } = loadFixtureWorld(WORLD, join(root, 'fixtures'));
  process.stdout.write(`${JSON.stringify({ origins, login })}\n`);
  process.stdin.resume().on('end', () => process.exit());
}

async function startOrgs(folder) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--serve', folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { ...JSON.parse(String(line)), stop: () => child.stdin.end() };
}

/** Signs and posts the requests of a login, over one pool, with 16 in flight. */
async function bare(count, { origins, login }) {
  const dispatcher = new Agent({ connections: 2 });
  const key = createPrivateKey(login.key);
  const header = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');
  const post = async (origin, path, fields) => {
    const body = new URLSearchParams(fields).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await dispatcher.request({ origin, path, method: 'POST', headers, body });
    return reply.body.json().catch(() => ({}));
  };
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const origin = origins[next++ % origins.length];
      const claims = {
        iss: login.clientId,
        sub: login.username,
        aud: login.instanceUrl,
        exp: Math.floor(Date.now() / 1000) + 120,
      };
      const input = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
      const assertion = `${input}.${sign('RSA-SHA256', Buffer.from(input), key).toString('base64url')}`;
      const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      const { access_token } = await post(origin, '/services/oauth2/token', { grant_type: grant, assertion });
      if (access_token === undefined) throw new Error('a login failed');
      await post(origin, '/services/oauth2/revoke', { token: access_token });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  await dispatcher.close();
}

async function measured(work) {
  globalThis.gc?.();
  const [from, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: Number(process.hrtime.bigint() - from) / 1e9, cpu: (user + system) / 1e6 };
}

/** One shard of the built command line; its seconds of CPU and its largest memory. */
async function shard(folder, inventory, index, total, name) {
  const report = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\nUSED '+(u.userCPUTime+u.systemCPUTime)/1e6+' '+u.maxRSS/1e3+'\\n')})`;
  const args = ['fleet', 'run', inventory, '--shard', `${index}/${total}`, '--journal', join(folder, name), '--quiet'];
  const child = spawn(process.execPath, ['--import', report, join(root, 'dist/cli.js'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`a shard ended with ${code}\n${errors.slice(-2000)}`);
  const [, cpu, rss] = /USED ([\d.]+) ([\d.]+)/.exec(errors);
  return { cpu: Number(cpu), rss: Number(rss) };
}

async function inventoryOf(folder, count, { origins, login }) {
  const file = join(folder, `orgs-${count}.jsonl`);
  const rows = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      id: `org-${index}`,
      username: login.username,
      clientId: login.clientId,
      jwtKeyFile: 'server.key',
      instanceUrl: origins[index % origins.length],
      audience: login.instanceUrl,
    }),
  );
  await writeFile(file, `${rows.join('\n')}\n`);
  return file;
}

const row = (name, value, goal, more = false, note = '') =>
  console.log(
    `${name.padEnd(52)} ${value.toFixed(2).padStart(8)}${goal === undefined ? '' : `   goal ${more ? '>=' : '<='} ${goal}${(more ? value < goal : value > goal) ? '  missed' : ''}`}${note && `   ${note}`}`,
  );

/** Milliseconds until the page of a picture is laid out in Chromium, and of its slowest filter. */
async function page(folder, inventory, journal) {
  const executablePath = '/usr/bin/chromium';
  if (!existsSync(executablePath))
    return console.log('page in Chromium: left out (scripts/ensure-chromium.sh installs it)');
  const file = join(folder, 'fleet.html');
  const args = ['fleet', 'merge', journal, '--inventory', inventory, '--output', file, '--format', 'openmetrics'];
  await once(spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], { stdio: 'ignore' }), 'close');
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const tab = await browser.newPage();
  const from = performance.now();
  await tab.goto(pathToFileURL(file).href);
  await tab.waitForSelector('tbody tr');
  row('page of all logins opens, s', (performance.now() - from) / 1000, 2);
  // Until the next frame is drawn.
  const filterMs = await tab.evaluate(`(async () => {
    let slowest = 0;
    for (const [id, value] of [['text', 'org-99'], ['state', 'works'], ['text', ''], ['state', 'warned'], ['state', '']]) {
      const from = performance.now();
      document.getElementById(id).value = value;
      document.getElementById(id).dispatchEvent(new Event('input'));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      slowest = Math.max(slowest, performance.now() - from);
    }
    return slowest;
  })()`);
  row('page of all logins filters, ms', filterMs, 100);
  await browser.close();
}

async function main() {
  await mkdir(join(root, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(root, '.tmp/bench-fleet-'));
  try {
    const orgs = await startOrgs(folder);
    await writeFile(join(folder, 'server.key'), orgs.login.key);
    await bare(200, orgs);
    const base = await measured(() => bare(COUNT, orgs));
    const few = await inventoryOf(folder, 100, orgs);
    const many = await inventoryOf(folder, COUNT, orgs);
    const small = await shard(folder, few, 1, 1, 'few.jsonl');
    let whole;
    const ours = await measured(async () => (whole = await shard(folder, many, 1, 1, 'many.jsonl')));
    row('logins a second, bare', COUNT / base.seconds);
    row('logins a second, fleet run', COUNT / ours.seconds);
    row('throughput / bare', base.seconds / ours.seconds, 0.8, true);
    row('CPU a login / bare', whole.cpu / base.cpu, 1.5, false, `${((whole.cpu / COUNT) * 1000).toFixed(2)} ms`);
    row('memory above 100 logins, MB', whole.rss - small.rss, 100, false, `${whole.rss.toFixed(0)} MB`);
    orgs.stop();
    for (const total of [2, 4]) {
      // An org counts logins an hour, so each measure has orgs of its own.
      const fresh = await startOrgs(folder);
      const all = await inventoryOf(folder, COUNT, fresh);
      const part = await measured(() =>
        Promise.all(
          Array.from({ length: total }, (_, index) => shard(folder, all, index + 1, total, `${total}-${index}.jsonl`)),
        ),
      );
      row(`${total} shards at once / 1`, ours.seconds / part.seconds, undefined, true);
      fresh.stop();
    }
    const lines = (await readFile(join(folder, 'many.jsonl'), 'utf8')).split('\n').length;
    row('lines in the results', lines);
    await page(folder, many, join(folder, 'many.jsonl'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await (process.argv[2] === '--serve' ? serve(process.argv[3]) : main());
