import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

import { certificateBeside, lookAtLogin, type LookedAt } from '../../src/sf/stored-logins.js';
import { root } from '../support/cli.js';
import { scratchFolder } from '../support/login.js';

const NOW = Date.parse('2026-11-27T00:00:00Z') / 1000;

async function lookAt(key: string, certificate?: string, now = NOW): Promise<LookedAt[]> {
  const folder = scratchFolder();
  const jwtKeyFile = path.join(folder, 'server.key');
  copyFileSync(`${root}fixtures/keys/${key}`, jwtKeyFile);
  if (certificate !== undefined) copyFileSync(`${root}fixtures/keys/${certificate}`, path.join(folder, 'server.crt'));
  return lookAtLogin({ username: 'ci@acme.example.com', clientId: '3MVG9', jwtKeyFile }, now);
}

describe('a stored login', () => {
  it.each([
    ['a key that can be used', 'ci-2048.key', undefined, ['pass']],
    ['a key with its certificate', 'ci-2048.key', 'ci-2048.crt', ['pass', 'pass']],
    ['a key beside a foreign certificate', 'ci-2048.key', 'other-2048.crt', ['pass', 'warn']],
    ['an expired certificate', 'expired-2048.key', 'expired-2048.crt', ['pass', 'warn']],
    ['a key beside a file that is no certificate', 'ci-2048.key', 'ci-2048.key', ['pass', 'unknown']],
    ['a key that is too short', 'weak-1024.key', undefined, ['fail']],
    ['a key of another kind', 'ec-p256.key', undefined, ['fail']],
    ['a certificate in place of the key', 'ci-2048.crt', undefined, ['fail']],
  ])('with %s', async (_, key, certificate, expected) => {
    const seen = await lookAt(key, certificate);
    expect(seen.map(({ status }) => status)).toEqual(expected);
    expect(JSON.stringify(seen)).not.toContain('BEGIN');
  });

  it('whose key is gone fails, and says where it was', async () => {
    const [seen] = await lookAtLogin({ username: 'x@y.z', clientId: '3MVG9', jwtKeyFile: '/nowhere/server.key' }, NOW);
    expect(seen).toMatchObject({ status: 'fail', sentence: expect.stringContaining('/nowhere/server.key') });
  });

  it('warns in the last month of the certificate', async () => {
    const [, far] = await lookAt('ci-2048.key', 'ci-2048.crt');
    const end = Date.parse(/ends on (\S+)\./.exec(far!.sentence)![1]!) / 1000;
    expect((await lookAt('ci-2048.key', 'ci-2048.crt', end - 10 * 86_400))[1]).toMatchObject({ status: 'warn' });
    expect((await lookAt('ci-2048.key', 'ci-2048.crt', end - 40 * 86_400))[1]).toMatchObject({ status: 'pass' });
  });
});

it('the certificate beside a key is found by the names of guides', () => {
  const folder = scratchFolder();
  const key = path.join(folder, 'server.pem');
  writeFileSync(key, '');
  expect(certificateBeside(key)).toBeUndefined();
  writeFileSync(path.join(folder, 'server.cer'), '');
  expect(certificateBeside(key)).toBe(path.join(folder, 'server.cer'));
});
