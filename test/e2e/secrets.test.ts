import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { closeAll, start, testKey } from '../simulator/support/client.js';
import { loginAssertion } from '../../src/simulator/index.js';
import { unzip } from '../../src/sources/files/zip.js';
import { run, runAlone, type Run } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';

const folder = scratchFolder();
afterAll(closeAll);

const { privateKey } = testKey('ci-2048');

const SECRETS = {
  session: '00D5g00000AbCdE!AQ4AQHcanaryTOKENcanary.canary_canary0123456789abcdef',
  refresh: '5Aep861canaryREFRESHcanaryREFRESHcanary0123456789',
  consumerSecret: '0123456789ABCDEF0123456789ABCDEF0123456789ABCDEFCANA0123456789AB'.replace('CANA', 'CAFE'),
  password: 'hunter2-canary-password',
  cookie: 'BrowserIdCanaryValue_0123456789',
  authUrl: 'force://PlatformCLI::canaryauthurlcanary@acme.my.salesforce.com',
  code: 'aPrxcanarycodecanarycode0123456789',
  jwt: `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"iss":"3MVG9abcdefghij","sub":"a@b.c","aud":"https://login.salesforce.com","exp":1,"canary":"canary-claim"}').toString('base64url')}.Y2FuYXJ5LXNpZ25hdHVyZS1jYW5hcnk`,
};

/** Every 24 characters of the key's body, and every secret. */
function leaks({ out, err }: Run): string[] {
  const shown = `${out}\n${err}`;
  const body = privateKey.replace(/-----[^-]+-----|\s/g, '');
  const slices = Array.from({ length: Math.floor(body.length / 24) }, (_, index) =>
    body.slice(index * 24, index * 24 + 24),
  );
  const parts = [...Object.values(SECRETS), ...SECRETS.jwt.split('.').slice(1), ...slices];
  return parts.filter((part) => shown.includes(part));
}

const TRANSCRIPT = `POST /services/oauth2/token HTTP/1.1
Host: acme.my.salesforce.com
Content-Type: application/x-www-form-urlencoded
Cookie: sid=${SECRETS.session}; BrowserId=${SECRETS.cookie}
Authorization: Bearer ${SECRETS.session}

grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=${SECRETS.jwt}&client_secret=${SECRETS.consumerSecret}

HTTP/1.1 400 Bad Request
Date: Mon, 16 Nov 2026 09:00:05 GMT
Set-Cookie: BrowserId=${SECRETS.cookie};Path=/
Content-Type: application/json;charset=UTF-8

{"error":"invalid_grant","error_description":"expired authorization code","access_token":"${SECRETS.session}","refresh_token":"${SECRETS.refresh}"}
`;

const PASTES: Record<string, string> = {
  'transcript.txt': TRANSCRIPT,
  'answer.json': JSON.stringify({ access_token: SECRETS.session, refresh_token: SECRETS.refresh, scope: 'api' }),
  'assertion.txt': SECRETS.jwt,
  'log.txt': `invalid_grant: expired authorization code for ${SECRETS.jwt} password=${SECRETS.password} ${SECRETS.authUrl} ?code=${SECRETS.code}`,
  'client.txt': `Error: secretOrPrivateKey must be an asymmetric key when using RS256 ${privateKey.replaceAll('\n', '\\n')} client_secret: ${SECRETS.consumerSecret}`,
  'key-as-assertion.txt': TRANSCRIPT.replace(SECRETS.jwt, encodeURIComponent(privateKey)),
  'html.txt': `HTTP/1.1 200 OK\n\n<html>sid=${SECRETS.session} ${privateKey}</html>`,
  'evidence.json': JSON.stringify({
    evidenceVersion: 1,
    facts: {
      'assertion.issuer': SECRETS.consumerSecret,
      'client.command': `curl -d password=${SECRETS.password} ${SECRETS.authUrl}`,
      'client.error': { kind: 'x', text: `ENOENT ${privateKey}` },
      'app.name': { value: SECRETS.session, source: `pasted from ${SECRETS.jwt}` },
      'token.answers': [
        {
          url: `https://acme.my.salesforce.com/services/oauth2/token?code=${SECRETS.code}`,
          body: SECRETS.refresh,
          description: SECRETS.jwt,
        },
      ],
      'login.history': [{ status: `Failed ${SECRETS.session}` }],
    },
  }),
};

describe.each(Object.entries(PASTES))('secrets in %s', (name, text) => {
  it.each([[['--json']], [[]], [['--verbose']]])('do not come out with %j', async (flags) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const result = await run(['triage', path, ...flags]);
    expect([0, 1, 2, 3]).toContain(result.code);
    expect(leaks(result)).toEqual([]);
  });
});

describe('secrets in flags, keys and answers', () => {
  it.each([
    [['triage', '--fact', `client.name=${SECRETS.jwt}`]],
    [['triage', '--fact', `app.permittedUsers=${SECRETS.session}`]],
    [['triage', '--fact', `no.such.${SECRETS.session}=1`]],
    [['-f', privateKey]],
    [
      [
        '-o',
        SECRETS.session,
        '-i',
        SECRETS.jwt,
        '-r',
        `https://${SECRETS.password}@evil.example/?code=${SECRETS.code}`,
        '-f',
        'x',
      ],
    ],
    [['explain', SECRETS.jwt]],
    [['triage', SECRETS.authUrl]],
    [['triage', '--only', SECRETS.session, '--fact', 'app.blocked=true']],
    [[`--${SECRETS.session}`]],
  ])('do not come out of %#', async (args) => {
    for (const flags of [[], ['--json']]) expect(leaks(await run([...args, ...flags]))).toEqual([]);
  });

  it('do not come out of a live login, of its token, or of an assertion that is sent', async () => {
    for (const name of ['healthy', 'certificate-mismatch', 'token-format-jwt']) {
      const org = await start(name);
      org.world.login.key = name === 'certificate-mismatch' ? privateKey : org.world.login.key;
      const { args, env } = loginOf(org, folder);
      const tokens: string[] = [];
      for (const flags of [['--json'], ['--verbose']]) {
        const result = await run([...args, ...flags], { env });
        expect(leaks(result)).toEqual([]);
        expect(`${result.out}${result.err}`).not.toMatch(/eyJ[A-Za-z0-9_-]{20}|00D[A-Za-z0-9]{12,15}!/);
        tokens.push(result.out);
      }
      const file = join(folder, 'assertion.jwt');
      writeFileSync(file, loginAssertion(org.world.login, Date.now()));
      const at = args.indexOf('-f');
      const sent = await run([...args.slice(0, at), ...args.slice(at + 2), '--assertion-file', file, '--json'], {
        env,
      });
      const [, claims = '', signature = ''] = readFileSync(file, 'utf8').split('.');
      expect(sent.out).not.toContain(signature);
      expect(sent.out).not.toContain(claims);
    }
  });

  it('do not come out of a damaged key, whatever stands in it', async () => {
    const damaged = {
      quoted: `"${privateKey.replaceAll('\n', '\\n')}"`,
      cut: privateKey.slice(0, 900),
      swapped: privateKey.split('\n').reverse().join('\n'),
    };
    for (const [name, text] of Object.entries(damaged)) {
      const path = join(folder, `${name}.key`);
      writeFileSync(path, text);
      for (const flags of [['--json'], ['--verbose']]) {
        const result = await run([
          '-o',
          'a@b.co',
          '-i',
          '3MVG9abcdefgh',
          '-f',
          path,
          '-r',
          'http://127.0.0.1:9',
          '--probe',
          'none',
          ...flags,
        ]);
        expect(leaks(result)).toEqual([]);
      }
      const byVariable = await run(
        [
          '-o',
          'a@b.co',
          '-i',
          '3MVG9abcdefgh',
          '--jwt-key-env',
          'SF_KEY',
          '-r',
          'http://127.0.0.1:9',
          '--probe',
          'none',
        ],
        { env: { SF_KEY: text } },
      );
      expect(leaks(byVariable)).toEqual([]);
    }
  });
});

describe("this run's own assertion, token and key", () => {
  // Words, so that nothing but the literal text tells that they are a token.
  const TOKEN = 'zebra violin harbour lantern meadow';
  const keyLine = privateKey.split('\n')[5]!;

  /** A server that repeats what it was sent, whole and in parts, and a line of the key. */
  async function echoing(status: number, shape: (echo: string) => unknown) {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const sent = new URLSearchParams(Buffer.concat(chunks).toString()).get('assertion');
        if (sent !== null) heard.push(sent);
        const { authorization = '' } = request.headers;
        const isToken = request.url!.startsWith('/services/oauth2/token');
        const assertion = heard.at(-1) ?? '';
        const echo = [authorization, assertion, ...assertion.split('.').slice(1), keyLine, btoa(assertion)].join(
          ' and ',
        );
        const granted = { access_token: TOKEN, instance_url: origin(), scope: 'api', token_type: 'Bearer', id: echo };
        const isGranted = isToken && status === 200;
        const body = isGranted ? granted : shape(echo);
        response.writeHead(isGranted ? 200 : status === 200 ? 403 : status, {
          'content-type': typeof body === 'string' ? 'text/html' : 'application/json',
          'x-echo': echo,
        });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
    const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, heard, url: origin() };
  }

  const ENDINGS = ['txt', 'json', 'ndjson', 'xml', 'sarif', 'md', 'html'];

  it.each<[string, number, (echo: string) => unknown]>([
    ['in the description of a refusal', 400, (echo) => ({ error: 'invalid_grant', error_description: `no: ${echo}` })],
    ['in the code of a refusal', 400, (echo) => ({ error: echo, error_description: 'no' })],
    ['on a page', 502, (echo) => `<html><title>${echo}</title><body>${echo}</body></html>`],
    ['after a token was given', 200, (echo) => [{ errorCode: 'INVALID_SESSION_ID', message: `not valid: ${echo}` }]],
  ])('that a server repeats %s reach no report and no bundle', async (what, status, shape) => {
    const { server, heard, url } = await echoing(status, shape);
    const name = what.replaceAll(' ', '-');
    const key = join(folder, 'echoed.key');
    writeFileSync(key, privateKey);
    const login = ['-o', 'ci@acme.example.com', '-i', '3MVG9abcdefghijklmnop', '-f', key, '-r', url];
    const reports = ENDINGS.map((ending) => join(folder, `${name}.${ending}`));
    const outputs = reports.flatMap((file) => ['--output', file]);
    const diagnosed = await runAlone([...login, '--verbose', '--debug', '--format', 'github', ...outputs]);
    const zip = join(folder, `${name}.zip`);
    const collected = await runAlone(['collect', ...login, '--yes', '--keep', 'names', '--output', zip]);
    server.close();

    expect([1, 3]).toContain(diagnosed.code);
    expect(collected.code).toBe(0);
    expect(heard.length).toBeGreaterThanOrEqual(2);
    const shown = [diagnosed.out, diagnosed.err, collected.out, collected.err];
    shown.push(...reports.map((file) => readFileSync(file, 'utf8')));
    const members = [...unzip(readFileSync(zip), zip)].map(([, bytes]) => Buffer.from(bytes).toString('utf8'));
    const all = [...shown, ...members].join('\n');
    // The head of an assertion is the same for everybody.
    const secrets = [TOKEN, keyLine, ...heard.flatMap((sent) => [...sent.split('.').slice(1), btoa(sent)])];
    const parts = secrets.flatMap((secret) => secret.match(/.{20}/gs) ?? []);
    expect(parts.filter((part) => all.includes(part))).toEqual([]);
    expect(all).toContain('[secret removed]');
  });
});
