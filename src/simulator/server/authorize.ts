import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

import { AUTHORIZE_PATH } from '../../salesforce/grant.js';
import { hasRefreshScope } from '../../salesforce/scopes.js';
import { WIRE, type WireId } from '../wire.js';
import { findApp, heldApp } from '../apps.js';
import { liveApprovals } from '../approvals.js';
import { findUser, guestAllowed } from '../steps-login.js';
import { orgOfMyDomain, orgsBehind } from '../hosts.js';
import { hasPermission, isAssigned } from '../permissions.js';
import type { App, Approval, Behaviour, Org, User } from '../world.js';
import { justNow, randomText, type AuthorizationRequest, type Embedded, type Web, type WebContext } from './context.js';
import { consentPage, loginPage, oauthErrorPage } from './pages.js';

const ERROR_PAGE = '/setup/secur/RemoteAccessErrorPage.apexp';
const CONSENT = '/setup/secur/RemoteAccessAuthorizationPage.apexp';

function withParameters(url: string, parameters: Record<string, string | undefined>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) target.searchParams.set(name, value);
  return target.href;
}

/** Sends the browser to the error page of the host (reported: pozil#15). */
function toErrorPage(c: WebContext, answer: WireId): Response {
  const { error, description } = WIRE[answer];
  const text = [error, description, c.req.query('state') ?? ''].map(encodeURIComponent);
  return c.redirect(`${ERROR_PAGE}?error=${text[0]}&error_description=${text[1]}&state=${text[2]}`, 302);
}

function backToApp(c: WebContext, redirectUri: string, state: string | undefined, answer: WireId): Response {
  const { error, description } = WIRE[answer];
  return c.redirect(withParameters(redirectUri, { error, error_description: description, state }), 302);
}

/** The browser's reason to refuse this user and app. Without a user, only reasons that show before the login. */
function objection(embedded: Embedded, org: Org, known: App, user?: User): WireId | undefined {
  const app = heldApp(embedded.world, org, known, embedded.state, embedded.clock());
  if (!app) return 'clientAppNotFoundInBrowser';
  if (app.blocked || !app.enabled) return 'appBlocked';
  if (!user) return undefined;
  if (app.origin === 'uninstalled' && !guestAllowed(org, user, app, embedded.state)) return 'connectedAppNotInstalled';
  const admitted = app.permittedUsers === 'self-authorize' || hasPermission(org, user, 'useAnyApiClient');
  return admitted || isAssigned(org, user, app, embedded.world.behaviour.groupsCarryApps)
    ? undefined
    : 'accessDeniedByAdmin';
}

/** The granted scopes: all of the app's when none is requested; undefined when a requested one is refused. */
function requestedScopes(c: WebContext, app: App, { unlistedScopes }: Behaviour): string[] | undefined {
  const wanted = (c.req.query('scope') ?? '').split(/[\s+]+/).filter((scope) => scope !== '');
  if (wanted.length === 0) return [...app.scopes];
  const isListed = (scope: string) =>
    scope === 'id' || app.scopes.includes(scope) || (hasRefreshScope([scope]) && hasRefreshScope(app.scopes));
  if (unlistedScopes === 'dropped') return wanted.filter(isListed);
  return wanted.every(isListed) ? wanted : undefined;
}

function issueCode(embedded: Embedded, request: AuthorizationRequest): string {
  const { org, user, app, scopes, redirectUri, challenge, state } = request;
  const approval: Approval = {
    user: user.username,
    app: org.apps.some((entry) => entry.name === app.name) ? app.name : app.consumerKey,
    flow: 'web-server',
    exchanged: false,
    refreshToken: false,
    scopes: [...scopes],
    revoked: false,
    approvedSecondsAgo: justNow(embedded),
  };
  org.approvals.push(approval);
  const code = `aPrx${randomText(40)}`;
  embedded.codes.set(code, { org, user, app, approval, redirectUri, challenge, issuedAt: embedded.clock() });
  return withParameters(redirectUri, { code, state });
}

function authorize(c: WebContext, embedded: Embedded): Response | Promise<Response> {
  const { world, state, browserSessions, consents } = embedded;
  const { origin } = c.env;
  const session = browserSessions.get(getCookie(c, 'sid') ?? '');
  const here = session && orgsBehind(world, origin).includes(session.org) ? session : undefined;
  const now = embedded.clock();
  const known = findApp(world, origin, c.req.query('client_id') ?? '', here?.org, state, now)?.app;
  if (!known) return toErrorPage(c, 'clientIdInvalid');
  const redirectUri = c.req.query('redirect_uri') ?? known.callbackUrls[0] ?? '';
  if (!known.callbackUrls.includes(redirectUri)) return toErrorPage(c, 'redirectUriMismatch');
  const appState = c.req.query('state');
  if (c.req.query('response_type') !== 'code') {
    const text = {
      error: 'unsupported_response_type',
      error_description: 'response type not supported',
      state: appState,
    };
    return c.redirect(withParameters(redirectUri, text), 302);
  }
  const prompt = (c.req.query('prompt') ?? '').split(' ');
  const own = orgOfMyDomain(world, origin);
  const early = own && objection(embedded, own, known);
  if (early && !here) return toErrorPage(c, early);
  if (!here || prompt.includes('login')) {
    const start = new URL(c.req.url);
    start.searchParams.delete('prompt');
    if (prompt.includes('consent')) start.searchParams.set('prompt', 'consent');
    return c.redirect(`/login?startURL=${encodeURIComponent(start.pathname + start.search)}`, 302);
  }
  const { org, user } = here;
  const refusal = objection(embedded, org, known, user);
  if (refusal) return backToApp(c, redirectUri, appState, refusal);
  const app = heldApp(world, org, known, state, now) ?? known;
  const scopes = requestedScopes(c, app, world.behaviour);
  if (!scopes) return backToApp(c, redirectUri, appState, 'scopeNotAllowed');
  const request: AuthorizationRequest = {
    org,
    user,
    app,
    redirectUri,
    state: appState,
    scopes,
    challenge: c.req.query('code_challenge'),
  };
  const approved =
    app.permittedUsers === 'admin-approved' ||
    liveApprovals(org, user, app, state).some(
      (entry) => entry.exchanged && scopes.every((scope) => entry.scopes.includes(scope)),
    );
  if (approved && !prompt.includes('consent')) return c.redirect(issueCode(embedded, request), 302);
  const transaction = randomText(24);
  consents.set(transaction, request);
  return c.html(consentPage(app.label, user.username, scopes, transaction));
}

async function field(c: WebContext, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name];
  return typeof value === 'string' ? value : '';
}

async function logIn(c: WebContext, embedded: Embedded): Promise<Response> {
  const username = await field(c, 'username');
  const startUrl = await field(c, 'startURL');
  const found = findUser(orgsBehind(embedded.world, c.env.origin), username.trim());
  const welcome =
    found?.user.password === (await field(c, 'pw')) &&
    found.user.active &&
    !found.user.frozen &&
    found.org.status === 'active';
  if (found) {
    embedded.state.history.push({
      at: new Date(embedded.clock()).toISOString(),
      orgId: found.org.id,
      userId: found.user.id,
      username: found.user.username,
      application: 'Browser',
      loginType: 'Application',
      loginUrl: new URL(c.env.origin).host,
      sourceIp: embedded.world.clientIp,
      status: welcome ? 'Success' : 'Invalid Password',
    });
  }
  if (!found || !welcome) return c.html(loginPage(startUrl, username, true));
  const sid = randomText(32);
  embedded.browserSessions.set(sid, found);
  setCookie(c, 'sid', sid, { httpOnly: true, path: '/', sameSite: 'Lax' });
  return c.redirect(/^\/(?![/\\])/.test(startUrl) ? startUrl : '/', 302);
}

/** The pages on which a user logs in and approves an app. */
export function authorizeRoutes(web: Web, embedded: Embedded): void {
  web.get(AUTHORIZE_PATH, (c) => authorize(c, embedded));
  web.get('/login', (c) => {
    const startUrl = c.req.query('startURL') ?? '/';
    const hint = URL.canParse(startUrl, c.req.url) ? new URL(startUrl, c.req.url).searchParams.get('login_hint') : null;
    return c.html(loginPage(startUrl, hint ?? '', false));
  });
  web.post('/login', (c) => logIn(c, embedded));
  web.get(ERROR_PAGE, (c) =>
    c.html(oauthErrorPage(c.req.query('error') ?? '', c.req.query('error_description') ?? '')),
  );
  web.post(CONSENT, async (c) => {
    const transaction = await field(c, 'transaction');
    const request = embedded.consents.get(transaction);
    const session = embedded.browserSessions.get(getCookie(c, 'sid') ?? '');
    embedded.consents.delete(transaction);
    if (!request || session?.user !== request.user)
      return c.html(oauthErrorPage('invalid_request', 'no such request'), 400);
    if ((await field(c, 'decision')) !== 'Allow')
      return backToApp(c, request.redirectUri, request.state, 'accessDenied');
    return c.redirect(issueCode(embedded, request), 302);
  });
  web.get('/secur/logout.jsp', (c) => {
    embedded.browserSessions.delete(getCookie(c, 'sid') ?? '');
    deleteCookie(c, 'sid');
    return c.redirect('/login', 302);
  });
}
