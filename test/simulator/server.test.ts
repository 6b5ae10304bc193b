import { afterEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { fetch as proxiedFetch, ProxyAgent } from 'undici';

import { loginRequest, type EmbeddedOrg } from '../../src/simulator/index.js';
import { closeAll, logIn, readReply, start, world, type TokenReply } from './support/client.js';

const agents: ProxyAgent[] = [];
afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.destroy()));
  await closeAll();
});

function through(org: EmbeddedOrg): ProxyAgent {
  const agent = new ProxyAgent({ uri: org.proxyUrl, requestTls: { ca: org.caCertificate } });
  agents.push(agent);
  return agent;
}

async function logInThroughProxy(org: EmbeddedOrg): Promise<TokenReply> {
  const request = loginRequest(org.world.login, Date.now());
  const response = await proxiedFetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body,
    dispatcher: through(org),
  });
  return readReply(response);
}

/** Says CONNECT to the proxy and returns the status. */
function connectStatus(org: EmbeddedOrg, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(org.proxyUrl);
    const socket = connect(Number(port), hostname, () =>
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`),
    );
    socket.once('data', (data) => {
      resolve(Number(data.toString().split(' ')[1]));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('the proxy', () => {
  it.each(['healthy', 'healthy-sandbox', 'healthy-gov', 'seed', 'wrong-login-host-external-client-app'])(
    'speaks TLS for the real hosts of %s',
    async (name) => {
      const org = await start(name);
      const reply = await logInThroughProxy(org);
      expect(reply.answer).toBe(org.world.expect?.answer);
      if (reply.answer === 'token') expect(reply.json?.['instance_url']).toMatch(/^https:\/\/acme/);
    },
  );

  it('knows no other host', async () => {
    const org = await start('healthy');
    expect(await connectStatus(org, 'acme.my.salesforce.com:443')).toBe(200);
    expect(await connectStatus(org, 'acme-typo.my.salesforce.com:443')).toBe(502);
    expect(await connectStatus(org, 'example.com:443')).toBe(403);
    expect(await connectStatus(org, 'login.salesforce.com:22')).toBe(403);
  });

  it('leaves plain http alone', async () => {
    const org = await start('healthy');
    const { hostname, port } = new URL(org.proxyUrl);
    const status = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write('GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n'),
      );
      socket.once('data', (data) => resolve(data.toString().split(' ')[1] ?? ''));
    });
    expect(status).toBe('403');
  });
});

describe('a host on loopback', () => {
  it('takes its loopback origin as audience, and no other host does', async () => {
    const org = await start('healthy');
    const own = org.loopback['https://acme.my.salesforce.com']!;
    const { login } = org.world;
    expect((await logIn(org, { ...login, audience: own })).answer).toBe('token');
    expect((await logIn(org, { ...login, audience: own.replace('127.0.0.1', 'localhost') })).answer).toBe('token');
    expect((await logIn(org, { ...login, audience: 'http://127.0.0.1:1' })).answer).toBe('audienceInvalid');
    const generic = { ...login, instanceUrl: 'https://login.salesforce.com', audience: own };
    expect((await logIn(org, generic)).answer).toBe('audienceInvalid');
  });

  it('does not mind a doubled slash before the path', async () => {
    const org = await start('healthy');
    const { login } = org.world;
    const { headers, body } = loginRequest(login, Date.now());
    const url = `${org.loopback[login.instanceUrl]}//services/oauth2/token`;
    const reply = await fetch(url, { method: 'POST', headers, body });
    expect((await readReply(reply)).answer).toBe('token');
  });

  it('issues tokens that lead back to loopback', async () => {
    const org = await start('healthy');
    const { json } = await logIn(org);
    expect(json?.['instance_url']).toBe(org.loopback['https://acme.my.salesforce.com']);
    expect(json?.['id']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/id\/00D\w{15}\/005\w{15}$/);
    expect(json?.['access_token']).toMatch(/^00D\w{12}!/);
    const me = await fetch(json!['id']!, { headers: { authorization: `Bearer ${json?.['access_token']}` } });
    expect(await me.json()).toMatchObject({ username: 'ci@acme.example.com' });
  });

  it("shows the server's own clock", async () => {
    const org = await start('assertion-expired', { clock: () => Date.UTC(2026, 0, 1) });
    const reply = await logIn(org, org.world.login, Date.UTC(2026, 0, 1));
    expect(reply.headers.get('date')).toBe('Thu, 01 Jan 2026 00:15:00 GMT');
    const discovery = await fetch(`${org.loopback['https://acme.my.salesforce.com']}/.well-known/openid-configuration`);
    expect(discovery.headers.get('date')).toBe('Thu, 01 Jan 2026 00:15:00 GMT');
  });

  it('keeps the attempts', async () => {
    const org = await start('seed');
    await logIn(org);
    expect(org.attempts).toEqual([
      expect.objectContaining({
        origin: 'https://login.salesforce.com',
        audience: 'https://login.salesforce.com',
        subject: 'ci@acme.example.com',
        issuer: org.world.login.clientId,
        answer: 'notApproved',
        step: 'self-approval',
      }),
    ]);
    expect(org.loginHistory()).toEqual([
      expect.objectContaining({
        loginType: 'Remote Access 2.0',
        application: 'Acme CI',
        loginUrl: 'login.salesforce.com',
      }),
    ]);
    expect(org.loginHistory('00D000000000000AAA')).toEqual([]);
  });

  it('can be repaired while it runs', async () => {
    const org = await start('user-not-preauthorized');
    expect((await logIn(org)).answer).toBe('notAdminApproved');
    org.world.orgs[0]!.apps[0]!.profiles.push('Integration');
    expect((await logIn(org)).answer).toBe('token');
  });
});

describe('discovery and API', () => {
  it('tells which org a My Domain is', async () => {
    const org = await start('healthy');
    const own = org.loopback['https://acme.my.salesforce.com']!;
    const about = await (await fetch(`${own}/.well-known/auth-configuration`)).json();
    expect(about).toMatchObject({ OrgId: org.world.orgs[0]!.id, Url: own });
    const generic = org.loopback['https://login.salesforce.com']!;
    expect((await fetch(`${generic}/.well-known/auth-configuration`)).status).toBe(404);
    expect(await (await fetch(`${generic}/.well-known/openid-configuration`)).json()).toMatchObject({
      token_endpoint: `${generic}/services/oauth2/token`,
    });
  });

  it('answers what the Salesforce CLI asks after a login', async () => {
    const org = await start('healthy-sandbox');
    const { json } = await logIn(org);
    const get = (path: string): Promise<Response> =>
      fetch(`${json?.['instance_url']}${path}`, { headers: { authorization: `Bearer ${json?.['access_token']}` } });
    const soql = (q: string): Promise<Response> => get(`/services/data/v63.0/query?q=${encodeURIComponent(q)}`);
    expect((await soql('SELECT Id FROM ScratchOrgInfo limit 1')).status).toBe(400);
    expect(await (await get('/services/data')).json()).toContainEqual(expect.objectContaining({ version: '63.0' }));
    const fields = 'Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType';
    expect(await (await soql(`SELECT ${fields} FROM Organization`)).json()).toMatchObject({
      totalSize: 1,
      records: [{ Name: 'Acme', IsSandbox: true, NamespacePrefix: null }],
    });
    expect(await (await soql("SELECT Id FROM User WHERE Username='ci@acme.example.com.uat'")).json()).toMatchObject({
      records: [{ Id: org.world.orgs[0]!.users[1]!.id }],
    });
    expect((await get('/services/data/v63.0')).status).toBe(200);
    expect(await (await get('/services/oauth2/userinfo')).json()).toMatchObject({
      preferred_username: 'ci@acme.example.com.uat',
      organization_id: org.world.orgs[0]!.id,
    });
    expect((await soql('DELETE everything')).status).toBe(400);
  });

  it('refuses a call without a good token', async () => {
    const org = await start('healthy');
    const own = org.loopback['https://acme.my.salesforce.com']!;
    expect((await fetch(`${own}/services/data/v63.0/limits`)).status).toBe(401);
    expect((await fetch(`${own}/services/oauth2/userinfo`)).status).toBe(403);
    expect((await fetch(`${own}/nothing/here`)).status).toBe(404);
  });

  it('forgets a revoked access token', async () => {
    const org = await start('healthy');
    const { json } = await logIn(org);
    const token = json?.['access_token'] ?? '';
    const limits = (): Promise<Response> =>
      fetch(`${json?.['instance_url']}/services/data/v63.0/limits`, { headers: { authorization: `Bearer ${token}` } });
    expect((await limits()).status).toBe(200);
    const body = new URLSearchParams({ token });
    expect((await fetch(`${json?.['instance_url']}/services/oauth2/revoke`, { method: 'POST', body })).status).toBe(
      200,
    );
    expect((await limits()).status).toBe(401);
    expect((await fetch(`${json?.['instance_url']}/services/oauth2/revoke`, { method: 'POST', body })).status).toBe(
      400,
    );
  });
});

describe('faults', () => {
  it('of status and body', async () => {
    const cases = [
      [{ kind: 'empty' }, 500, ''],
      [{ kind: 'empty', status: 400 }, 400, ''],
      [{ kind: 'html' }, 503, '<h1>Service Unavailable</h1>'],
      [{ kind: 'html', status: 200 }, 200, '<h1>'],
      [{ kind: 'no-description' }, 400, '{"error":"invalid_grant"}'],
      [{ kind: 'raw', status: 429, body: 'slow down' }, 429, 'slow down'],
    ] as const;
    for (const [fault, status, text] of cases) {
      const org = await start('healthy', { faults: [fault] });
      const reply = await logIn(org);
      expect(reply.status).toBe(status);
      expect(reply.text).toContain(text);
      expect(org.attempts).toMatchObject([{ answer: 'fault' }]);
    }
  });

  it('redirect', async () => {
    const org = await start('healthy', { faults: [{ kind: 'redirect', location: 'https://example.com/' }] });
    const reply = await logIn(org);
    expect([reply.status, reply.headers.get('location')]).toEqual([302, 'https://example.com/']);
  });

  it.each(['reset', 'truncated'] as const)('%s breaks the connection, over TLS too', async (kind) => {
    const org = await start('healthy', { faults: [{ kind }] });
    await expect(logIn(org)).rejects.toThrow();
    await expect(logInThroughProxy(org)).rejects.toThrow();
  });

  it('hang until the client gives up', async () => {
    const org = await start('healthy', { faults: [{ kind: 'hang' }] });
    const url = `${org.loopback[org.world.login.instanceUrl]}/services/oauth2/token`;
    await expect(fetch(url, { method: 'POST', body: 'x', signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
  });

  it('stream a body of any size', async () => {
    const bytes = 3 * 1024 * 1024 + 7;
    const org = await start('healthy', { faults: [{ kind: 'huge', bytes }] });
    expect((await logIn(org)).text).toHaveLength(bytes);
  });

  it('of a world hit every other request', async () => {
    const org = await start('platform-fault');
    const statuses = [await logIn(org), await logIn(org), await logIn(org)].map(({ status }) => status);
    expect(statuses).toEqual([500, 200, 500]);
  });

  it('keep to their host and path', async () => {
    const faults = [{ kind: 'empty', origin: 'https://test.salesforce.com' } as const];
    const org = await start(world('healthy'), { faults });
    expect((await logIn(org)).answer).toBe('token');
  });
});
