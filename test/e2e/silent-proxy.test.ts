import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limitOfRun } from '../../src/sources/run-network.js';
import { fixturesDir } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';

const sockets = new Set<Socket>();
let proxy: Server;
let url = '';

/** A proxy that accepts every connection and never says a word. */
beforeAll(async () => {
  proxy = createServer((socket) => sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  proxy.close();
});

const login = ['-o', 'ci@acme.example', '-i', '3MVG9abcdefgh', '-f', `${fixturesDir}/keys/ci-2048.key`];
const at = ['-r', 'https://acme.my.salesforce.com', '--timeout', '1'];

describe('a proxy that accepts and never answers', () => {
  it('ends with the time limit, as a cause', async () => {
    const result = await run([...login, ...at, '--json'], { env: { HTTPS_PROXY: url } });
    expect(reportOf(result).diagnosis.cause?.id).toBe('endpoint-unreachable');
    expect(result.code).toBe(1);
  });

  it.each(['a proxy', 'a server'])('does not outlive the limit of the whole run: %s', async (what) => {
    const begun = performance.now();
    const given =
      what === 'a proxy' ? { args: at, env: { HTTPS_PROXY: url } } : { args: ['-r', url, '--timeout', '1'] };
    const { code } = await run([...login, ...given.args], {
      env: { ...given.env, SF_ACCESS_TOKEN: '00Dx!y', SF_INSTANCE_URL: url },
    });
    expect(code).toBe(1);
    expect(performance.now() - begun).toBeLessThan(limitOfRun(1000));
  });

  it('shows in the trace of --debug what was waited for, and nothing secret', async () => {
    const withUser = url.replace('//', '//someone:hidden-word@');
    const { err } = await run([...login, ...at, '--debug'], { env: { HTTPS_PROXY: withUser } });
    expect(err).toMatch(
      /debug +\d+ ms {2}-> \w+ https:\/\/acme\.my\.salesforce\.com\/\S* through the proxy 127\.0\.0\.1:\d+/,
    );
    expect(err).toMatch(/<- timeout after \d+ ms: POST https:\/\/acme\.my\.salesforce\.com\/services\/oauth2\/token/);
    expect(err).not.toMatch(/hidden-word|someone|assertion=|eyJ/);
  });

  it('leaves no trace without --debug', async () => {
    const { err } = await run([...login, ...at], { env: { HTTPS_PROXY: url } });
    expect(err).not.toContain('debug');
  });
});
