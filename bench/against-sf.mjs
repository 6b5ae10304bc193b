// A failing login, diagnosed, against the real `sf org login jwt` failing at the same embedded org: `node bench/against-sf.mjs`.
// Needs the Salesforce CLI in `.real-clients/`, which `npm run test:real-clients` installs. Both run on the Node that it has.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { byTurns, ENV } from './measure.mjs';
import { partsIn, root, wavesOf } from './parts.mjs';

const WORLD = 'user-not-preauthorized';
const ROUNDS = Number(process.argv[2] ?? 7);
const modules = join(root, '.real-clients/node_modules');
const node = join(modules, '.bin/node');

if (!existsSync(node)) {
  console.log('against sf: left out, because the Salesforce CLI is not in .real-clients/ (npm run test:real-clients)');
  process.exit(0);
}

/** A TCP relay in front of the org's proxy that counts the connections. */
async function counted(proxyUrl) {
  const { hostname, port } = new URL(proxyUrl);
  const counter = { connections: 0 };
  const server = createServer((client) => {
    counter.connections += 1;
    const upstream = connect(Number(port), hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ])
      one.on('error', () => other.destroy()).pipe(other);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { counter, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** One run on the clock, in milliseconds. It has to fail as expected: a run that breaks is no measure. */
async function timed(args, env, folder, code) {
  const from = process.hrtime.bigint();
  const child = spawn(node, args, { stdio: 'ignore', env, cwd: folder });
  const [ended] = await once(child, 'close');
  if (ended !== code) throw new Error(`${args.slice(0, 4).join(' ')} ended with ${ended} in place of ${code}`);
  return Number(process.hrtime.bigint() - from) / 1e6;
}

async function measure(folder, parts, latencyMs, goals) {
  const org = await parts.startEmbeddedOrg(parts.loadFixtureWorld(WORLD, join(root, 'fixtures')), { latencyMs });
  const relay = await counted(org.proxyUrl);
  const { login } = org.world;
  const ca = join(folder, 'org.crt');
  const key = join(folder, 'server.key');
  await Promise.all([writeFile(ca, org.caCertificate), writeFile(key, login.key)]);
  const home = join(folder, `home-${latencyMs}`);
  await mkdir(home, { recursive: true });
  const env = { ...ENV, HOME: home, HTTPS_PROXY: relay.url, NODE_EXTRA_CA_CERTS: ca };
  const sfEnv = {
    ...env,
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
  };
  Object.assign(sfEnv, {
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    SF_DISABLE_DNS_CHECK: 'true',
  });
  const admin = org.openSession();
  const adminEnv = { ...env, SF_ACCESS_TOKEN: admin.accessToken, SF_INSTANCE_URL: admin.myDomain };
  const flags = ['-o', login.username, '-i', login.clientId, '-f', key, '-r', login.instanceUrl];
  const sfFlags = ['--username', login.username, '--client-id', login.clientId, '--jwt-key-file', key];
  const sf = [
    join(modules, '@salesforce/cli/bin/run.js'),
    'org',
    'login',
    'jwt',
    ...sfFlags,
    '--instance-url',
    login.instanceUrl,
  ];
  const doctor = [join(root, 'dist/cli.js'), 'diagnose', ...flags];
  const seen = { waves: 0, connections: 0, requests: 0 };
  const asAdmin = async () => {
    const [before, opened] = [org.requests.length, relay.counter.connections];
    const took = await timed(doctor, adminEnv, folder, 1);
    const requests = org.requests.slice(before);
    seen.waves = Math.max(seen.waves, wavesOf(requests));
    seen.requests = Math.max(seen.requests, requests.length);
    seen.connections = Math.max(seen.connections, relay.counter.connections - opened);
    return took;
  };
  const [base, alone, admins] = await byTurns(ROUNDS, [
    () => timed(sf, sfEnv, folder, 1),
    () => timed(doctor, env, folder, 1),
    asAdmin,
  ]);
  const row = (name, value, goal) =>
    console.log(
      `${name.padEnd(64)} ${value.toFixed(2).padStart(6)}   goal <= ${goal}${value > goal ? '  missed' : ''}`,
    );
  const slow = latencyMs > 0 ? `, ${latencyMs} ms latency` : '';
  if (latencyMs === 0) row('failing login, no session / sf org login jwt', alone / base, goals.alone);
  row(`failing login, administrator's session${slow} / sf org login jwt`, admins / base, goals.admin);
  if (latencyMs > 0) {
    row(`waves of requests with the session`, seen.waves, 6);
    row(`connections with the session (${seen.requests} requests)`, seen.connections, 8);
  }
  relay.close();
  await org.close();
}

await mkdir(join(root, '.tmp'), { recursive: true });
const folder = await mkdtemp(join(root, '.tmp/bench-sf-'));
try {
  const parts = await partsIn(folder);
  await measure(folder, parts, 0, { alone: 0.2, admin: 0.35 });
  await measure(folder, parts, 100, { admin: 0.45 });
} finally {
  await rm(folder, { recursive: true, force: true });
}
