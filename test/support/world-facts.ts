import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { SourceFact } from '../../src/facts/store.js';
import type { TokenAnswer } from '../../src/facts/vocabulary.js';
import { ANSWERS, type AnswerId } from '../../src/answers/index.js';
import {
  createState,
  judge,
  loginTokenRequest,
  loginAudience,
  loginRequest,
  myDomainOrigin,
  type App,
  type Org,
  type User,
  type World,
} from '../../src/simulator/index.js';
import { countedApprovals } from '../../src/simulator/approvals.js';
import { clockOffset } from '../../src/simulator/hosts.js';
import { remembered } from '../../src/simulator/remembered.js';
import { factsOfExchanges } from '../../src/sources/files/exchange-facts.js';
import { thumbprintOf } from '../../src/sources/key/thumbprint.js';

const SOURCE = 'the org as its admin sees it';

/** The org, the user and the app that a world's login is about, as an admin of the org would understand it. */
function partsOf(world: World): {
  org: Org;
  user?: User;
  app: App;
  inOrg: boolean;
  known: boolean;
  exists: boolean;
} {
  const { login } = world;
  const subject = String(login.claims.sub ?? login.claims.prn ?? login.username).toLowerCase();
  const holder = world.orgs.find(({ users }) => users.some(({ username }) => username.toLowerCase() === subject));
  const asked = world.orgs.find((org) => myDomainOrigin(org) === login.instanceUrl);
  const apps = world.orgs.flatMap(({ apps: own }) => own);
  const issuer = login.claims.iss ?? login.clientId;
  const keeper = world.orgs.find(({ apps: own }) => own.some(({ consumerKey }) => consumerKey === issuer));
  const holdsKey = (one: Org | undefined) => one?.apps.some(({ consumerKey }) => consumerKey === issuer) === true;
  // Where user and host are of two orgs, the one that was asked and holds the app is the one that was meant.
  const org =
    (holder && asked && holder !== asked && holdsKey(asked) ? asked : holder) ?? asked ?? keeper ?? world.orgs[0]!;
  const exact = org.users.find(({ username }) => username.toLowerCase() === subject);
  const user = exact ?? org.users.find(({ username }) => username.startsWith('ci@'));
  const own = org.apps.find(({ consumerKey }) => consumerKey === issuer);
  const anywhere = apps.find(({ consumerKey }) => consumerKey === issuer);
  return {
    org,
    app: own ?? anywhere ?? org.apps[0]!,
    inOrg: own !== undefined,
    known: anywhere !== undefined,
    exists: exact !== undefined,
    ...(user && { user }),
  };
}

function publicKey(pem: string): KeyObject {
  return pem.includes('CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem);
}

const keyThumbprint = remembered((pem) => thumbprintOf(createPublicKey(pem)));
const certificateThumbprint = remembered((pem) => thumbprintOf(publicKey(pem)));

function livePermissionSets(org: Org, user: User): Org['permissionSets'] {
  return org.permissionSets.filter(
    ({ name, activationRequired }) =>
      user.permissionSets.includes(name) && !user.expiredPermissionSets.includes(name) && !activationRequired,
  );
}

function permitted(
  org: Org,
  user: User,
  permission: 'apiEnabled' | 'useAnyApiClient' | 'approveUninstalledApps',
): boolean {
  const profile = org.profiles.find(({ name }) => name === user.profile);
  return profile?.[permission] === true || livePermissionSets(org, user).some((set) => set[permission]);
}

/** Everything that an admin of the org can know about a world's login, and what the client sends. */
export function factsOf(world: World, now: number): SourceFact[] {
  const { org, user, app: seen, inOrg, known, exists } = partsOf(world);
  const held = org.apps.includes(seen);
  // The admin sees what was saved, the endpoint perhaps not yet.
  const app: App = { ...seen, ...seen.pendingChange?.set };
  const { method, url, headers, body } = loginRequest(world.login, now);
  const facts: SourceFact[] = [
    ...factsOfExchanges(
      [{ request: { method, target: url, headers, line: 1, ...(body !== '' && { body }) } }],
      'the request',
    ).facts,
  ];
  const tell = (fact: SourceFact) => facts.push(fact);
  tell({ name: 'org.kind', value: org.kind, source: SOURCE });
  tell({ name: 'org.cloud', value: org.cloud, source: SOURCE });
  tell({ name: 'org.myDomain', value: myDomainOrigin(org), source: SOURCE });
  tell({ name: 'org.status', value: org.maintenance ? 'in maintenance' : org.status, source: SOURCE });
  tell({ name: 'org.requiresMyDomain', value: org.requiresMyDomain, source: SOURCE });
  tell({ name: 'org.apiAccessControl', value: org.apiAccessControl, source: SOURCE });
  tell({ name: 'clock.skewSeconds', value: -clockOffset(world, new URL(url).origin), source: SOURCE });
  if (world.login.assertion.text !== undefined) {
    // What was sent hides the claims; the settings of the client tell them.
    tell({
      name: 'assertion.issuer',
      value: String(world.login.claims.iss ?? world.login.clientId),
      source: 'the settings of the client',
    });
    tell({
      name: 'assertion.subject',
      value: String(world.login.claims.sub ?? world.login.username),
      source: 'the settings of the client',
    });
    const audience = world.login.claims.aud ?? loginAudience(world.login);
    tell({ name: 'assertion.audience', value: audience as string | string[], source: 'the settings of the client' });
    tell({
      name: 'assertion.expiresAt',
      value: Math.floor(now / 1000) + world.login.claims.expiresIn,
      source: 'the settings of the client',
    });
  }
  const isYoung = (seen.pendingChange?.afterSeconds ?? seen.visibleAfterSeconds) > 0;
  if (isYoung) tell({ name: 'app.changedAt', value: new Date(now - 60_000).toISOString(), source: SOURCE });
  tell({ name: 'app.kind', value: app.kind, source: SOURCE });
  tell({ name: 'app.consumerKey', value: app.consumerKey, source: SOURCE });
  if (held) tell({ name: 'app.permittedUsers', value: app.permittedUsers, source: SOURCE });
  tell({ name: 'app.scopes', value: app.scopes, source: SOURCE });
  tell({
    name: 'app.certificate',
    value: app.certificate === null ? null : { thumbprint: certificateThumbprint(app.certificate) },
    source: SOURCE,
  });
  tell({ name: 'app.jwtFlow', value: app.jwtFlow, source: SOURCE });
  tell({ name: 'app.enabled', value: app.enabled, source: SOURCE });
  tell({ name: 'app.blocked', value: app.blocked, source: SOURCE });
  tell({ name: 'app.issuesJwtAccessTokens', value: app.issuesJwtAccessTokens, source: SOURCE });
  // A connected app that another org holds is not missing: it is known everywhere, and not installed here.
  const guest = !inOrg && known && app.kind === 'connected-app';
  tell({ name: 'app.inOrg', value: inOrg || !known, source: SOURCE });
  tell({ name: 'app.origin', value: guest ? 'uninstalled' : app.origin, source: SOURCE });
  const profile = user && org.profiles.find(({ name }) => name === user.profile);
  tell({ name: 'app.highAssurance', value: app.highAssurance || profile?.highAssurance === true, source: SOURCE });
  tell({ name: 'user.exists', value: exists, source: SOURCE });
  tell({ name: 'key.thumbprint', value: keyThumbprint(world.login.key), source: SOURCE });
  tell({ name: 'client.ip', value: world.clientIp, source: SOURCE });
  if (user === undefined) return facts;
  tell({ name: 'user.username', value: user.username, source: SOURCE });
  tell({ name: 'user.active', value: user.active, source: SOURCE });
  tell({ name: 'user.frozen', value: user.frozen, source: SOURCE });
  tell({ name: 'user.apiEnabled', value: permitted(org, user, 'apiEnabled'), source: SOURCE });
  tell({ name: 'user.useAnyApiClient', value: permitted(org, user, 'useAnyApiClient'), source: SOURCE });
  tell({ name: 'user.approveUninstalledApps', value: permitted(org, user, 'approveUninstalledApps'), source: SOURCE });
  const carriers = livePermissionSets(org, user).filter(
    ({ name, carriesApps }) => carriesApps && app.permissionSets.includes(name),
  );
  if (held)
    tell({ name: 'user.assigned', value: app.profiles.includes(user.profile) || carriers.length > 0, source: SOURCE });
  tell({ name: 'user.loginIpRanges', value: profile?.loginIpRanges ?? [], source: SOURCE });
  const always = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      [{ start: '00:00', end: '24:00' }],
    ]),
  );
  const hours = profile?.loginHours;
  tell({
    name: 'user.loginHours',
    value: { timeZone: hours?.timeZone ?? 'UTC', days: (hours?.days as typeof always | undefined) ?? always },
    source: SOURCE,
  });
  if (!held) return facts;
  const state = createState(now, []);
  const tokens = org.users.flatMap((one) =>
    countedApprovals(org, one, app, world.behaviour, state, now).map(() => ({
      appName: app.label,
      username: one.username,
    })),
  );
  tell({ name: 'approval.tokens', value: tokens, source: SOURCE });
  const attempts = org.approvals.filter(
    ({ user: by, app: of }) => by === user.username && (of === app.name || of === app.consumerKey),
  );
  tell({
    name: 'approval.attempts',
    value: attempts.map(({ flow, exchanged, scopes }) => ({ flow, exchanged, scopes })),
    source: SOURCE,
  });
  return facts;
}

/** An answer of the embedded org, as a fact. */
export function answerFact(world: World, answer: AnswerId | 'token', now: number): SourceFact {
  const { url } = loginRequest(world.login, now);
  const at = new Date(now + clockOffset(world, new URL(url).origin) * 1000).toISOString();
  const base: TokenAnswer = { url: url.split('?')[0]!, at };
  const value =
    answer === 'token'
      ? { ...base, status: 200 }
      : { ...base, status: 400, error: ANSWERS[answer].error, description: ANSWERS[answer].description };
  return { name: 'token.answers', value: [value], source: 'the token endpoint' };
}

/** What an API call with a token was answered, as a fact. */
export function apiFact(id: AnswerId): SourceFact {
  const { error, description } = ANSWERS[id];
  return {
    name: 'api.answers',
    value: [{ status: 401, errorCode: error, message: description }],
    source: 'the first API call',
  };
}

/** A moment for worlds that need one: 2026-11-23, noon UTC. */
export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

/** The answer of the embedded org to the login of a world. */
export function answerOfWorld(world: World, now: number) {
  return judge(world, createState(now, world.usedAssertionIds), loginTokenRequest(world, now)).answer;
}

/** The facts that answers tell: that of the token endpoint, and the refusal of the API after a token. */
export function answersOfWorld(world: World, answer: ReturnType<typeof answerOfWorld>, now: number): SourceFact[] {
  const { api, soap } = world.expect!;
  const refusal = [api, soap].find((one) => one !== undefined && one !== 'ok');
  return [
    ...(answer === 'page' ? [] : [answerFact(world, answer, now)]),
    ...(answer === 'token' && refusal !== undefined ? [apiFact(refusal)] : []),
  ];
}
