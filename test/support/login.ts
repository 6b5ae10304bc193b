import { randomUUID } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loginAudience, type EmbeddedOrg } from '../../src/simulator/index.js';

/** A folder that is removed at the end of the process. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sf-jwt-doctor-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Replaces a file at once. Runs share the files of a suite, and Node reads its authorities a single time: a process that
 * found the file half written would trust nobody in any later run.
 */
function put(file: string, text: string): void {
  const next = `${file}.${randomUUID()}`;
  writeFileSync(next, text);
  renameSync(next, file);
}

/** The flags and the environment with which the login of an embedded org is tried over the proxy, as a user would. */
export function loginOf(org: EmbeddedOrg, folder: string): { args: string[]; env: Record<string, string> } {
  const { login } = org.world;
  const key = join(folder, 'server.key');
  const ca = join(folder, 'ca.pem');
  put(key, login.key);
  put(ca, org.caCertificate);
  return {
    args: [
      '-o',
      login.username,
      '-i',
      login.clientId,
      '-f',
      key,
      '-r',
      login.instanceUrl,
      '--audience',
      loginAudience(login),
      '--timeout',
      '5',
    ],
    env: { HTTPS_PROXY: org.proxyUrl, NODE_EXTRA_CA_CERTS: ca },
  };
}

/** The environment that holds a session of a user of an embedded org; an administrator's unless another one is named. */
export function sessionOf(org: EmbeddedOrg, username?: string): Record<string, string> {
  const { accessToken, myDomain } = org.openSession(username);
  return { SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: myDomain };
}
