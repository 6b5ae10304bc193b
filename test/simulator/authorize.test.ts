import { afterEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';

import type { EmbeddedOrg, World } from '../../src/simulator/index.js';
import { closeAll, logIn, readReply, start, world, type TokenReply } from './support/client.js';

afterEach(closeAll);

const HOST = 'https://login.salesforce.com';
const CALLBACK = 'http://localhost:1717/OauthRedirect';
const VERIFIER = 'a-verifier-that-is-long-enough-for-pkce-0123456789';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** A browser without scripts: it keeps cookies and reads forms. */
class Browser {
  #cookie = '';
  url = '';
  page = '';
  location: string | undefined;

  constructor(private readonly base: string) {}

  async go(target: string, form?: Record<string, string>): Promise<this> {
    this.url = new URL(target, this.base).href;
    const response = await fetch(this.url, {
      redirect: 'manual',
      headers: this.#cookie ? { cookie: this.#cookie } : {},
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    this.page = await response.text();
    this.location = response.headers.get('location') ?? undefined;
    if (this.location === undefined || this.location.startsWith(CALLBACK)) return this;
    return this.go(this.location);
  }

  hidden(name: string): string {
    const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(this.page)?.[1] ?? '';
    return value.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
  }

  async logIn(username = 'ci@acme.example.com', pw = 'correct horse battery staple'): Promise<this> {
    return this.go('/login', { startURL: this.hidden('startURL'), username, pw });
  }

  async decide(decision: string): Promise<this> {
    return this.go('/setup/secur/RemoteAccessAuthorizationPage.apexp', {
      transaction: this.hidden('transaction'),
      decision,
    });
  }

  get back(): URLSearchParams {
    return new URL(this.location ?? 'about:blank').searchParams;
  }
}

function authorizeUrl(subject: World, extra: Record<string, string | undefined> = {}): string {
  const parameters = {
    response_type: 'code',
    client_id: subject.login.clientId,
    redirect_uri: CALLBACK,
    state: 'the state',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...extra,
  };
  const present = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/services/oauth2/authorize?${new URLSearchParams(present).toString()}`;
}

async function begin(subject: World | string): Promise<{ org: EmbeddedOrg; browser: Browser; base: string }> {
  const org = await start(subject);
  const base = org.loopback[HOST]!;
  return { org, browser: new Browser(base), base };
}

async function token(base: string, fields: Record<string, string>): Promise<TokenReply> {
  return readReply(await fetch(`${base}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(fields) }));
}

function exchange(
  base: string,
  subject: World,
  code: string | null,
  verifier = VERIFIER,
  redirectUri = CALLBACK,
): Promise<TokenReply> {
  return token(base, {
    grant_type: 'authorization_code',
    code: code ?? '',
    client_id: subject.login.clientId,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

describe('approving an app in the browser', () => {
  it('lets the JWT login in once the code is exchanged', async () => {
    const { org, browser, base } = await begin('seed');
    expect((await logIn(org)).answer).toBe('notApproved');
    await browser.go(authorizeUrl(org.world));
    expect(browser.page).toContain('id="password"');
    await browser.logIn();
    expect(browser.page).toContain('Allow Access?');
    expect(browser.page).toContain('Acme CI');
    await browser.decide('Allow');
    expect(browser.back.get('state')).toBe('the state');
    expect((await logIn(org)).answer).toBe('notApproved');
    const reply = await exchange(base, org.world, browser.back.get('code'));
    expect(reply.answer).toBe('token');
    expect(reply.json).toHaveProperty('refresh_token');
    const login = await logIn(org);
    expect(login.answer).toBe('token');
    expect(login.json?.['scope']).toBe('api');
    expect(login.json).not.toHaveProperty('refresh_token');
  });

  it('refuses a wrong verifier, a second exchange and another redirect_uri', async () => {
    const { org, browser, base } = await begin('seed');
    await (await browser.go(authorizeUrl(org.world))).logIn();
    await browser.decide('Allow');
    const wrong = await exchange(base, org.world, browser.back.get('code'), 'wrong');
    expect(wrong.json).toEqual({ error: 'invalid_grant', error_description: 'invalid code verifier' });
    expect((await exchange(base, org.world, browser.back.get('code'))).answer).toBe('assertionExpired');
    await browser.go(authorizeUrl(org.world));
    await browser.decide('Allow');
    const elsewhere = await exchange(base, org.world, browser.back.get('code'), VERIFIER, 'http://localhost/else');
    expect(elsewhere.answer).toBe('redirectUriMismatch');
    expect((await logIn(org)).answer).toBe('notApproved');
  });

  it('does not count an approval whose scopes leave refresh_token out', async () => {
    const { org, browser, base } = await begin('seed');
    await (await browser.go(authorizeUrl(org.world, { scope: 'api' }))).logIn();
    await browser.decide('Allow');
    const reply = await exchange(base, org.world, browser.back.get('code'));
    expect(reply.json).not.toHaveProperty('refresh_token');
    expect((await logIn(org)).answer).toBe('notApproved');
  });

  it('goes back with access_denied when the user says no', async () => {
    const { org, browser } = await begin('seed');
    await (await browser.go(authorizeUrl(org.world))).logIn();
    await browser.decide('Deny');
    expect(Object.fromEntries(browser.back)).toEqual({
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 'the state',
    });
  });

  it('shows the login page again after a wrong password', async () => {
    const { org, browser } = await begin('seed');
    await (await browser.go(authorizeUrl(org.world))).logIn('ci@acme.example.com', 'wrong');
    expect(browser.page).toContain('Please check your username and password');
    await browser.logIn();
    expect(browser.page).toContain('Allow Access?');
    expect(org.loginHistory().map(({ status }) => status)).toEqual(['Invalid Password', 'Success']);
  });

  it('does not ask twice', async () => {
    const { org, browser, base } = await begin('seed');
    await (await browser.go(authorizeUrl(org.world))).logIn();
    await browser.decide('Allow');
    await exchange(base, org.world, browser.back.get('code'));
    await browser.go(authorizeUrl(org.world));
    expect(browser.back.get('code')).not.toBeNull();
    await browser.go(authorizeUrl(org.world, { prompt: 'consent' }));
    expect(browser.page).toContain('Allow Access?');
  });

  it('skips the consent page for an admin-approved app', async () => {
    const { org, browser } = await begin('healthy');
    await (await browser.go(authorizeUrl(org.world))).logIn();
    expect(browser.back.get('code')).not.toBeNull();
  });

  it.each([
    ['an unknown app', 'seed', { client_id: '3MVG9nothing' }, 'invalid_client_id'],
    ['another redirect_uri', 'seed', { redirect_uri: 'https://evil.example.com/' }, 'redirect_uri_mismatch'],
  ])('ends on the error page for %s', async (_what, name, extra, error) => {
    const { org, browser } = await begin(name);
    await browser.go(authorizeUrl(org.world, extra));
    expect(browser.url).toContain(`/setup/secur/RemoteAccessErrorPage.apexp?error=${error}`);
    expect(browser.page).toContain(error);
  });

  it.each([
    ['a blocked app', 'app-blocked', {}, 'OAUTH_APP_BLOCKED'],
    ['an unassigned user', 'user-not-preauthorized', {}, 'OAUTH_APP_ACCESS_DENIED'],
    ['a guest app', 'app-not-in-org-uninstalled', {}, 'invalid_client'],
    ['a scope that the app does not have', 'seed', { scope: 'api full' }, 'invalid_scope'],
    ['another response type', 'seed', { response_type: 'token' }, 'unsupported_response_type'],
  ])('goes back with an error for %s', async (_what, name, extra, error) => {
    const { org, browser } = await begin(name);
    await browser.go(authorizeUrl(org.world, extra));
    if (browser.location === undefined) await browser.logIn();
    expect(browser.back.get('error')).toBe(error);
  });

  it('escapes what it shows', async () => {
    const subject = world('seed', ({ orgs }) => (orgs[0]!.apps[0]!.label = '<script>alert(1)</script>'));
    const { org, browser } = await begin(subject);
    await (await browser.go(authorizeUrl(org.world))).logIn();
    expect(browser.page).not.toContain('<script>');
    await browser.go('/setup/secur/RemoteAccessErrorPage.apexp?error=%3Cimg%20src=x%3E&error_description=');
    expect(browser.page).not.toContain('<img');
  });

  it('only follows a start URL of its own host after the login', async () => {
    const { browser, base } = await begin('seed');
    await browser.go('/login?startURL=%2F%2Fevil.example.com%2F');
    await browser.logIn();
    expect(browser.url).toBe(`${base}/login`);
  });
});

describe('refresh tokens', () => {
  async function approved(): Promise<{ org: EmbeddedOrg; base: string; refreshToken: string; browser: Browser }> {
    const { org, browser, base } = await begin('seed');
    await (await browser.go(authorizeUrl(org.world))).logIn();
    await browser.decide('Allow');
    const reply = await exchange(base, org.world, browser.back.get('code'));
    return { org, base, refreshToken: reply.json?.['refresh_token'] ?? '', browser };
  }

  it('give access tokens until they are revoked, and the approval goes with them', async () => {
    const { org, base, refreshToken } = await approved();
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: org.world.login.clientId };
    expect((await token(base, fields)).answer).toBe('token');
    const body = new URLSearchParams({ token: refreshToken });
    expect((await fetch(`${base}/services/oauth2/revoke`, { method: 'POST', body })).status).toBe(200);
    expect((await token(base, fields)).answer).toBe('expiredRefreshToken');
    expect((await logIn(org)).answer).toBe('notApproved');
  });

  it('of a sixth approval push out the oldest', async () => {
    let now = Date.now();
    const org = await start('seed', { clock: () => now });
    const base = org.loopback[HOST]!;
    const browser = new Browser(base);
    await (await browser.go(authorizeUrl(org.world))).logIn();
    await browser.decide('Allow');
    const first = await exchange(base, org.world, browser.back.get('code'));
    const fields = {
      grant_type: 'refresh_token',
      refresh_token: first.json?.['refresh_token'] ?? '',
      client_id: org.world.login.clientId,
    };
    for (let i = 0; i < 5; i += 1) {
      now += 1000;
      await browser.go(authorizeUrl(org.world, { prompt: 'consent' }));
      await browser.decide('Allow');
      await exchange(base, org.world, browser.back.get('code'));
    }
    expect((await token(base, fields)).answer).toBe('expiredRefreshToken');
    expect((await logIn(org, org.world.login, now)).answer).toBe('token');
  });
});

describe('other grants', () => {
  it.each([
    [HOST, { grant_type: 'client_credentials', client_id: 'x' }, 'domainNotSupported'],
    [HOST, { grant_type: 'password', client_id: 'x' }, 'clientIdInvalid'],
    [HOST, { grant_type: 'refresh_token', client_id: '', refresh_token: 'x' }, 'expiredRefreshToken'],
    ['https://acme.my.salesforce.com', { grant_type: 'client_credentials', client_id: '' }, 'noClientCredentialsUser'],
    [HOST, { grant_type: 'authorization_code', client_id: '', client_secret: 'x' }, 'clientCredentialsInvalid'],
  ])('%s %j', async (host, fields, expected) => {
    const org = await start('seed');
    const sent = { ...fields, client_id: fields.client_id === '' ? org.world.login.clientId : fields.client_id };
    expect((await token(org.loopback[host]!, sent)).answer).toBe(expected);
  });
});
