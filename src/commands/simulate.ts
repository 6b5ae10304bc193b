import { shellWord } from '../salesforce/shell-word.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedOrg, type World } from '../simulator/index.js';
import { showingCommand } from './simulate/commands.js';
import { takeInterrupts } from './terminal/interruption.js';
import { print } from './terminal/output.js';
import type { TwinSource } from './twin/gather.js';
import { administratorSession, findWorld } from './world.js';

/** Resolves when the process is asked to stop. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    takeInterrupts(resolve);
    process.once('SIGTERM', resolve);
  });
}

/** Options of `simulate`. */
export type SimulateOptions = Omit<TwinSource, 'output' | 'format' | 'plugin'>;

/** The org to run: a twin where evidence or an org is named, else a scenario. */
async function subjectOf(
  scenario: string,
  options: SimulateOptions,
): Promise<{ readonly world: World; readonly title: string; readonly notes: readonly string[] }> {
  if (options.from === undefined) {
    const world = findWorld(scenario);
    return { world, title: world.title, notes: [] };
  }
  const { twinWorld } = await import('./twin/twin-world.js');
  return twinWorld({ ...options, output: [], format: [], plugin: [] });
}

/** `simulate`: runs an embedded org until it is interrupted, and prints what a client has to export. */
export async function simulate(scenario: string, options: SimulateOptions): Promise<number> {
  const { json = false } = options;
  const { world, title, notes } = await subjectOf(scenario, options);
  const folder = await mkdtemp(join(tmpdir(), 'sf-jwt-doctor-'));
  const org = await startEmbeddedOrg(world);
  try {
    const { login } = world;
    const ca = join(folder, 'ca.pem');
    const keyFile = join(folder, 'server.key');
    await writeFile(ca, org.caCertificate);
    await writeFile(keyFile, login.key, { mode: 0o600 });
    const session = administratorSession(org);
    const { password } =
      world.orgs.flatMap(({ users }) => users).find(({ username }) => username === login.username) ?? {};
    const exports = { HTTPS_PROXY: org.proxyUrl, NODE_EXTRA_CA_CERTS: ca, SF_DISABLE_DNS_CHECK: 'true' };
    const attempt = {
      username: login.username,
      clientId: login.clientId,
      jwtKeyFile: keyFile,
      instanceUrl: login.instanceUrl,
    };
    const command = showingCommand(options.from === undefined ? scenario : undefined, login, keyFile);
    if (json)
      await print(
        `${JSON.stringify({ scenario: options.from === undefined ? scenario : null, title, notes, exports, loopback: org.loopback, login: attempt, command, session })}\n`,
      );
    else {
      const lines = [
        `# ${title}`,
        ...notes.map((note) => `# ${note}`),
        '# Any client that honours these two can be pointed at the embedded org:',
        ...Object.entries(exports).map(([name, value]) => `export ${name}=${value}`),
        '# To see this scenario, run this after the exports:',
        command,
        ...(password === undefined
          ? []
          : [`# In a browser that uses the proxy, the user logs in with the password: ${password}`]),
        `# To read the org as ${session.username}, for this tool and for "sf org login access-token":`,
        `export SF_ACCESS_TOKEN='${session.accessToken}' SF_INSTANCE_URL=${session.myDomain}`,
        '# curl takes the certificate by a flag:',
        `curl --cacert ${shellWord(ca)} --proxy ${shellWord(org.proxyUrl)} ${shellWord(login.instanceUrl)}/.well-known/openid-configuration`,
        '# The hosts over plain HTTP, for clients without a proxy:',
        ...Object.entries(org.loopback).map(([origin, url]) => `#   ${origin}  ->  ${url}`),
        '# Ctrl-C stops it.',
      ];
      await print(`${lines.join('\n')}\n`);
    }
    await interrupted();
    return 0;
  } finally {
    await org.close();
    await rm(folder, { recursive: true, force: true });
  }
}
