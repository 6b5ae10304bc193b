// Counts what reading an org costs: requests, and waves of requests that wait for one another, with 100 ms added to
// every answer. Aim: at most 6 waves and 25 requests for a whole diagnosis with an administrator's session.
// Then the same for dry runs of "fix" and "setup", by the built command line.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { partsIn, root, wavesOf } from './parts.mjs';

const LATENCY_MS = 100;
const WORLDS =
  process.argv.slice(2).length > 0
    ? process.argv.slice(2)
    : [
        'healthy',
        'approval-missing',
        'approval-lost',
        'user-not-preauthorized',
        'certificate-mismatch',
        'app-not-in-org',
        'healthy-external-client-app',
      ];

/** Runs the built command line as the administrator of an embedded org, and waits for its end. */
async function runCommand(org, folder, args) {
  await writeFile(join(folder, 'org.crt'), org.caCertificate);
  const { accessToken, instanceUrl } = org.openSession();
  const env = {
    PATH: process.env.PATH,
    HTTPS_PROXY: org.proxyUrl,
    NODE_EXTRA_CA_CERTS: join(folder, 'org.crt'),
    SF_ACCESS_TOKEN: accessToken,
    SF_INSTANCE_URL: instanceUrl,
  };
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], { env, cwd: folder, stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
}

function countOf({ requests }) {
  const reads = requests.filter(({ path }) => /^\/services\/(data|Soap)/.test(path)).length;
  return `${String(wavesOf(requests)).padStart(2)} waves  ${String(reads).padStart(2)} reads of the org  ${String(requests.length).padStart(2)} requests`;
}

await mkdir(join(root, '.tmp'), { recursive: true });
const folder = await mkdtemp(join(root, '.tmp/bench-'));
try {
  const { examineLogin, startEmbeddedOrg, loadFixtureWorld } = await partsIn(folder);
  // The first one loads the modules between its requests, which stretches them: it is not counted.
  for (const [index, name] of [WORLDS[0], ...WORLDS].entries()) {
    const world = loadFixtureWorld(name, join(root, 'fixtures'));
    const org = await startEmbeddedOrg(world, { latencyMs: LATENCY_MS });
    const { login } = world;
    const { accessToken, instanceUrl } = org.openSession();
    const started = performance.now();
    const { diagnosis } = await examineLogin(
      {
        origin: login.instanceUrl,
        username: login.username,
        clientId: login.clientId,
        key: { kind: 'variable', name: 'the key', text: login.key },
        openSession: () => Promise.resolve({ accessToken, instanceUrl, source: 'the administrator' }),
      },
      { network: { proxy: org.proxyUrl, ca: org.caCertificate } },
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    const reads = org.requests.filter(({ path }) => /^\/services\/(data|Soap)/.test(path)).length;
    if (index > 0)
      console.log(
        `${name.padEnd(30)} ${String(wavesOf(org.requests)).padStart(2)} waves (aim 6)  ${String(reads).padStart(2)} reads of the org (limit 25)  ${String(org.requests.length).padStart(2)} requests  ${seconds} s  ${diagnosis.cause?.id ?? diagnosis.verdict}`,
      );
    await org.close();
  }
  for (const name of [...WORLDS.filter((one) => !one.startsWith('healthy')), 'setup-empty', 'healthy']) {
    const world = loadFixtureWorld(name, join(root, 'fixtures'));
    const org = await startEmbeddedOrg(world, { latencyMs: LATENCY_MS });
    const { login } = world;
    const key = join(folder, 'login.key');
    await writeFile(key, login.key);
    const isFix = !/^(setup|healthy)/.test(name);
    const args = isFix
      ? ['fix', '-o', login.username, '-i', login.clientId, '-f', key, '-r', login.instanceUrl]
      : ['setup', '-o', login.username, ...(name === 'healthy' ? ['-i', login.clientId, '-f', key] : [])];
    await runCommand(org, folder, args);
    console.log(`${`${args[0]} ${name}`.padEnd(30)} ${countOf(org)}`);
    await org.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
