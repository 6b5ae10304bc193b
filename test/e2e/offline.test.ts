import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fixturesDir } from '../simulator/support/client.js';
import { run } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const guard = join(scratchFolder(), 'guard.mjs');
writeFileSync(
  guard,
  `import net from 'node:net';
import dns from 'node:dns';
import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import child from 'node:child_process';
const trip = (what) => () => { process.stderr.write('TRIPPED ' + what + '\\n'); process.exit(99); };
net.Socket.prototype.connect = trip('socket');
net.Server.prototype.listen = trip('listen');
dgram.createSocket = trip('datagram');
dns.lookup = trip('lookup');
dns.promises.lookup = trip('lookup');
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) child[name] = trip(name);
syncBuiltinESMExports();
`,
);
const node = ['--import', guard];

describe('without a network', () => {
  it.each([
    [['triage', `${fixturesDir}/transcripts/seed.txt`]],
    [['triage', `${fixturesDir}/transcripts/two-clients.txt`, '--json']],
    [['triage', '--evidence', `${fixturesDir}/evidence/frozen-user.json`]],
    [['explain']],
    [['explain', "user hasn't approved this consumer"]],
    [['explain', 'approval-missing', '--json']],
    [['explain', 'terms']],
    [['--help']],
    [['--version']],
  ])('%j opens no socket and starts no process', async (args) => {
    const { code, err } = await run(args, { node });
    expect(err).not.toContain('TRIPPED');
    expect([0, 1, 3]).toContain(code);
  });

  it('the guard notices a socket', async () => {
    const { code, err } = await run(
      ['-o', 'a@b.co', '-i', '3MVG9abcdefgh', '-f', `${fixturesDir}/keys/ci-2048.key`, '-r', 'http://127.0.0.1:9'],
      { node },
    );
    expect(err).toContain('TRIPPED socket');
    expect(code).toBe(99);
  });
});
