import { createPublicKey } from 'node:crypto';

import { isCauseId, type CauseId } from '../../../src/causes/index.js';
import { genericOriginFor } from '../../../src/salesforce/hosts.js';
import { myDomainOrigin, type App, type Org, type User, type World } from '../../../src/simulator/index.js';

interface Parts {
  world: World;
  org: Org;
  user: User;
  app: App;
  login: World['login'];
}

/** The org, user and app that a world's login is meant for. */
function partsOf(world: World): Parts {
  const { login } = world;
  const org =
    world.orgs.find(({ users }) => users.some(({ username }) => username === login.username)) ?? world.orgs[0]!;
  const meant = world.orgs.find((entry) => myDomainOrigin(entry) === login.instanceUrl) ?? org;
  const user =
    org.users.find(({ username }) => username === login.username) ??
    meant.users.find(({ username }) => username.startsWith('ci@'))!;
  const app =
    org.apps.find(({ consumerKey }) => consumerKey === login.clientId) ??
    world.orgs.flatMap(({ apps }) => apps).find(({ consumerKey }) => consumerKey === login.clientId) ??
    org.apps[0]!;
  return { world, org, user, app, login };
}

function fitCertificate({ app, login, world }: Parts): void {
  const key = createPublicKey(login.key).export({ type: 'spki', format: 'pem' }).toString();
  for (const other of world.orgs.flatMap(({ apps }) => apps))
    if (other.consumerKey === app.consumerKey) other.certificate = key;
}

function approve({ org, user, app }: Parts): void {
  app.refreshTokenPolicy = { type: 'infinite' };
  org.approvals = org.approvals.filter(({ user: by }) => by !== user.username);
  org.approvals.push({
    user: user.username,
    app: app.name,
    flow: 'web-server',
    exchanged: true,
    refreshToken: true,
    scopes: [...app.scopes],
    revoked: false,
    approvedSecondsAgo: 0,
  });
}

function profileOf({ org, user }: Parts): Org['profiles'][number] {
  return org.profiles.find(({ name }) => name === user.profile)!;
}

type Repair = (parts: Parts) => void;

const REPAIRS: Partial<Record<CauseId, Repair>> = {
  'endpoint-unreachable': ({ world, login, org }) => {
    world.faults = [];
    login.instanceUrl = myDomainOrigin(org);
  },
  'wrong-http-request': ({ login }) => {
    Object.assign(login.request, { asJson: false, method: 'POST', contentType: 'application/x-www-form-urlencoded' });
  },
  'wrong-grant-type': ({ login }) => Object.assign(login.request, { grantType: undefined, parameters: {} }),
  'scope-parameter-sent': ({ login }) => Object.assign(login.request, { scope: undefined }),
  'assertion-malformed': ({ login }) => {
    Object.assign(login.assertion, { encoding: 'base64url', suffix: '', text: undefined });
    login.claims.omit = [];
  },
  'algorithm-unsupported': (parts) => {
    parts.login.assertion.algorithm = 'RS256';
    if (createPublicKey(parts.login.key).asymmetricKeyType !== 'rsa') throw new Error('needs another key');
  },
  'assertion-expired': ({ login, org }) => {
    org.clockOffsetSeconds = 0;
    login.claims.expiresIn = 180;
  },
  'assertion-replayed': ({ login }) => {
    login.claims.extra = {};
  },
  'wrong-login-host': ({ login, org }) => {
    login.instanceUrl = myDomainOrigin(org);
    login.audience = undefined;
  },
  'wrong-audience': ({ login, org, world }) => {
    login.audience = world.behaviour.myDomainAudience === 'refused' ? genericOriginFor(org.kind) : undefined;
    login.claims.aud = undefined;
  },
  'wrong-consumer-key': ({ login, org }) => {
    login.clientId = org.apps[0]!.consumerKey;
  },
  'wrong-username': ({ login, user, world }) => {
    const meant = world.orgs.find((entry) => myDomainOrigin(entry) === login.instanceUrl);
    login.username = meant?.users.find(({ username }) => username.startsWith('ci@'))?.username ?? user.username;
  },
  'app-not-in-org': ({ login, org, user, app, world }) => {
    const exists = world.orgs.some(({ apps }) => apps.some(({ consumerKey }) => consumerKey === login.clientId));
    if (!exists) login.clientId = org.apps[0]!.consumerKey;
    else
      org.apps.push({
        ...app,
        origin: 'installed',
        permittedUsers: 'admin-approved',
        profiles: [user.profile],
        permissionSets: [],
      });
  },
  'app-blocked': ({ app }) => {
    app.blocked = false;
    app.enabled = true;
  },
  'jwt-flow-disabled': ({ app }) => {
    app.jwtFlow = true;
  },
  'certificate-missing': fitCertificate,
  'certificate-mismatch': fitCertificate,
  'refresh-scope-missing': ({ app }) => {
    app.scopes.push('refresh_token');
  },
  'api-scope-missing': ({ app, org }) => {
    app.scopes.push('api');
    for (const approval of org.approvals) approval.scopes.push('api');
  },
  'too-many-scopes': ({ org }) => {
    org.approvals.splice(1);
  },
  'token-format-jwt': ({ app }) => {
    app.issuesJwtAccessTokens = false;
  },
  'user-inactive': ({ user }) => {
    user.active = true;
  },
  'user-frozen': ({ user }) => {
    user.frozen = false;
  },
  'user-not-preauthorized': ({ app, user }) => {
    app.profiles.push(user.profile);
  },
  'approval-missing': approve,
  'approval-without-refresh-token': approve,
  'approval-lost': approve,
  'api-not-enabled': (parts) => {
    profileOf(parts).apiEnabled = true;
  },
  'ip-restricted': (parts) => {
    profileOf(parts).loginIpRanges = [];
  },
  'outside-login-hours': (parts) => {
    profileOf(parts).loginHours = undefined;
  },
  'high-assurance-required': (parts) => {
    profileOf(parts).highAssurance = false;
    parts.app.highAssurance = false;
  },
  'api-access-control': ({ org }) => {
    org.apiAccessControl = false;
  },
  'org-inactive': ({ org }) => {
    org.status = 'active';
    org.maintenance = false;
  },
  'login-rate-exceeded': ({ user }) => {
    user.loginsThisHour = 0;
  },
  'change-not-propagated': ({ app }) => {
    app.visibleAfterSeconds = 0;
    if (app.pendingChange) app.pendingChange.afterSeconds = 0;
  },
  'platform-fault': ({ world }) => {
    world.faults = [];
  },
};

/** Repairs one cause in a world, the way an admin or a developer would. */
export function repair(world: World, cause: CauseId): void {
  const carryOut = REPAIRS[cause];
  if (!carryOut) throw new Error(`no repair for ${cause}`);
  carryOut(partsOf(world));
}

/** The causes that a world expects; throws on an id that is none. */
export function expectedCauses(ids: readonly string[]): CauseId[] {
  return ids.map((id) => {
    if (!isCauseId(id)) throw new Error(`${id} is not the id of a cause`);
    return id;
  });
}
