import { afterEach, describe, expect, it } from '@jest/globals';
import type { FaultInput } from '../../src/simulator/index.js';
import { closeAll, start } from '../simulator/support/client.js';
import { reportOf, runAlone as run } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';

const folder = scratchFolder();
afterEach(closeAll);

// What the token endpoint does, and what of it the report keeps.
const FAULTS: [string, FaultInput, object][] = [
  ['hangs', { kind: 'hang' }, { problem: 'timeout' }],
  ['resets the connection', { kind: 'reset' }, { problem: 'reset' }],
  [
    'redirects',
    { kind: 'redirect', location: 'https://elsewhere.example.com/services/oauth2/token' },
    { status: 302, location: 'https://elsewhere.example.com/services/oauth2/token' },
  ],
  ['answers 500', { kind: 'empty', status: 500 }, { status: 500, bodyKind: 'empty' }],
  ['answers 503 with a page', { kind: 'html', status: 503 }, { status: 503, bodyKind: 'html' }],
  ['answers 200 with a page', { kind: 'html', status: 200 }, { status: 200, bodyKind: 'html' }],
  ['closes after half a body', { kind: 'truncated' }, { bodyKind: 'truncated' }],
  ['sends 100 MB', { kind: 'huge' }, { bodyKind: 'too-large' }],
  ['answers an empty 400', { kind: 'empty', status: 400 }, { status: 400, bodyKind: 'empty' }],
  ['leaves the description out', { kind: 'no-description' }, { status: 400, error: 'invalid_grant' }],
  [
    'answers broken JSON',
    { kind: 'raw', status: 400, contentType: 'application/json', body: '{"error":"inva' },
    { status: 400, bodyKind: 'truncated' },
  ],
  [
    'answers JSON that is no object',
    { kind: 'raw', status: 400, contentType: 'application/json', body: '"nope"' },
    { status: 400 },
  ],
  [
    'answers numbers for words',
    { kind: 'raw', status: 400, contentType: 'application/json', body: '{"error":1,"error_description":{"a":[]}}' },
    { status: 400 },
  ],
];

describe.each(FAULTS)('a server that %s', (_name, fault, kept) => {
  it('leads to a report that keeps the fact, within the time limit, and shows no stack', async () => {
    const org = await start('healthy', { faults: [fault] });
    const { args, env } = loginOf(org, folder);
    const result = await run([...args.slice(0, -1), '2', '--json', '--probe', 'one'], { env });
    expect(result.err).toBe('');
    expect([1, 3]).toContain(result.code);
    const answers = reportOf(result).facts['token.answers'] as { value: object[] };
    expect(answers.value[0]).toMatchObject(kept);
    expect(result.out).not.toMatch(/\bat .*\.js:\d+/);
  });
});

describe.each(['""', '" "', 'null', '7', '{}'])('an answer of 200 whose access token is %s', (token) => {
  const body = `{"access_token":${token},"token_type":"Bearer","instance_url":"https://acme.my.salesforce.com"}`;

  it('is no login that works', async () => {
    const org = await start('healthy', {
      faults: [{ kind: 'raw', path: '/services/oauth2/token', status: 200, contentType: 'application/json', body }],
    });
    const { args, env } = loginOf(org, folder);
    const result = await run([...args, '--json', '--probe', 'one'], { env });
    expect([1, 3]).toContain(result.code);
    expect(reportOf(result).verdict).not.toBe('healthy');
    expect(reportOf(result).facts['token.answers']).toMatchObject({ value: [{ status: 200, token: false }] });
  });

  it('is none where it is pasted', async () => {
    const input = `POST https://acme.my.salesforce.com/services/oauth2/token\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${body}\n`;
    const result = await run(['triage', '-', '--json'], { input });
    expect([1, 3]).toContain(result.code);
    expect(reportOf(result).verdict).not.toBe('healthy');
  });
});

it('never follows a redirect with the assertion', async () => {
  const org = await start('healthy', {
    faults: [
      {
        kind: 'redirect',
        origin: 'https://acme.my.salesforce.com',
        location: 'https://test.salesforce.com/services/oauth2/token',
      },
    ],
  });
  const { args, env } = loginOf(org, folder);
  await run([...args, '--probe', 'one'], { env });
  expect(org.attempts.map(({ origin }) => origin)).toEqual(['https://acme.my.salesforce.com']);
});

it('makes one attempt where the answer leaves no doubt about the host, and never more than four', async () => {
  const sure = await start('user-not-preauthorized');
  await run(loginOf(sure, folder).args, { env: loginOf(sure, folder).env });
  expect(sure.attempts).toHaveLength(1);

  const doubtful = await start('wrong-login-host');
  const { args, env } = loginOf(doubtful, folder);
  const { err } = await run([...args, '--fact', 'org.myDomain=https://acme.my.salesforce.com'], { env });
  expect(doubtful.attempts.length).toBeGreaterThan(1);
  expect(doubtful.attempts.length).toBeLessThanOrEqual(4);
  expect(err).toContain('one attempt each at');

  const forbidden = await start('wrong-login-host');
  await run([...loginOf(forbidden, folder).args, '--probe', 'one'], { env: loginOf(forbidden, folder).env });
  expect(forbidden.attempts).toHaveLength(1);
  const none = await start('wrong-login-host');
  await run([...loginOf(none, folder).args, '--probe', 'none'], { env: loginOf(none, folder).env });
  expect(none.attempts).toHaveLength(0);
});

it('gives the token of a successful login back', async () => {
  const org = await start('healthy');
  const { args, env } = loginOf(org, folder);
  const result = await run([...args, '--json'], { env });
  expect(result.code).toBe(0);
  expect(reportOf(result).facts['api.answers']).toMatchObject({ value: [{ status: 200 }] });
  const { code, out } = await run([...args, '--json'], { env });
  expect({ code, healthy: (JSON.parse(out) as { verdict: string }).verdict }).toEqual({ code: 0, healthy: 'healthy' });
});

it('reaches an org over plain HTTP on loopback, past any proxy', async () => {
  const org = await start('user-not-preauthorized');
  const { args } = loginOf(org, folder);
  const local = org.loopback[org.world.login.instanceUrl]!;
  const at = args.indexOf('-r');
  const result = await run([...args.slice(0, at + 1), local, '--json'], {
    env: { HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1' },
  });
  expect(reportOf(result).diagnosis.cause?.id).toBe('user-not-preauthorized');
});

it('says that a proxy refuses, and that a certificate is not trusted', async () => {
  const org = await start('healthy');
  const { args, env } = loginOf(org, folder);
  const untrusted = await run([...args, '--json'], { env: { HTTPS_PROXY: env['HTTPS_PROXY']! } });
  expect(reportOf(untrusted).facts['token.answers']).toMatchObject({ value: [{ problem: 'tls' }] });
  const at = args.indexOf('-r');
  const refused = await run([...args.slice(0, at + 1), 'https://other.my.salesforce.com', '--json'], { env });
  expect(reportOf(refused).facts['token.answers']).toMatchObject({ value: [{ problem: 'proxy' }] });
});
