// Work that is repeated in one process: the library over texts, and logins that fail.
import { createPrivateKey, sign } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Pool } from 'undici';
import { REQUIRE } from './parts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** The parts of the source that the package doesn't export. */
async function loadParts() {
  await mkdir(join(root, '.tmp'), { recursive: true });
  const outfile = join(root, '.tmp/bench-parts.mjs');
  const contents =
    "export * from './src/doctor.js'; export * from './src/simulator/index.js'; export { Ways } from './src/sources/ways.js';";
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Bundled packages in CommonJS ask for Node's own modules.
    banner: { js: REQUIRE },
    external: Object.keys(dependencies),
    logLevel: 'warning',
  });
  const parts = await import(pathToFileURL(outfile).href);
  await rm(outfile);
  return parts;
}

/** How many texts the library reads, examines and reports a CPU second, and how the heap grows meanwhile. */
export async function libraryRuns(texts, runs) {
  const { readPaste, examine, toReport } = await import('../dist/lib/index.js');
  const tool = { name: 'sf-jwt-doctor', version: '0' };
  const one = async (text) => {
    try {
      toReport(examine(await readPaste(text, 'a paste')), tool);
    } catch (error) {
      if (error.name !== 'PasteError') throw error;
    }
  };
  for (let index = 0; index < 300; index += 1) await one(texts[index % texts.length]);
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const from = process.cpuUsage();
  for (let index = 0; index < runs; index += 1) await one(texts[index % texts.length]);
  const { user, system } = process.cpuUsage(from);
  globalThis.gc?.();
  const grownMb = ((process.memoryUsage().heapUsed - heap) / 1e6).toFixed(0);
  return { perCpuSecond: runs / ((user + system) / 1e6), grownMb };
}

async function perSecond(count, one) {
  const from = performance.now();
  let left = count;
  const worker = async () => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return count / ((performance.now() - from) / 1000);
}

/** Failing logins a second through the library, against only signing and posting over a pool; both by HTTP on loopback. */
export async function failingLogins(count) {
  const { examineLogin, startEmbeddedOrg, loadFixtureWorld, loginRequest, Ways } = await loadParts();
  const org = await startEmbeddedOrg(loadFixtureWorld('wrong-username', join(root, 'fixtures')));
  const { login } = org.world;
  const origin = org.loopback[login.instanceUrl];
  const pool = new Pool(origin, { connections: 16 });
  const key = createPrivateKey(login.key);
  const bare = async () => {
    const { headers, body } = loginRequest(login, Date.now(), origin);
    sign('sha256', Buffer.from('one more signature, as a client makes it'), key);
    const reply = await pool.request({ method: 'POST', path: '/services/oauth2/token', headers: { ...headers }, body });
    await reply.body.text();
  };
  const ways = new Ways();
  const doctor = () =>
    examineLogin(
      {
        origin,
        audience: login.instanceUrl,
        username: login.username,
        clientId: login.clientId,
        key: { kind: 'variable', name: 'the key', text: login.key },
      },
      { probe: 'one', network: { timeoutMs: 20_000, ways } },
    );
  await perSecond(40, bare);
  await perSecond(40, doctor);
  const [base, ours] = [await perSecond(count, bare), await perSecond(count, doctor)];
  await pool.close();
  await ways.close();
  await org.close();
  return ours / base;
}
