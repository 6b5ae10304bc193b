import { CANON } from '../world/names.js';
import { genericOf, homeOf, OTHER_CERTIFICATE } from '../world/base.js';
import type { Fault } from './fault.js';

/** Faults of the client: how it asks, and with which settings. */
export const REQUEST_FAULTS: readonly Fault[] = [
  {
    id: 'wrong-http-request/json',
    cause: 'wrong-http-request',
    place: 'code',
    put: ({ login }) => (login.request.asJson = true),
    steps: ['client-upgraded', 'code-changed'],
  },
  {
    id: 'wrong-http-request/get',
    cause: 'wrong-http-request',
    place: 'code',
    put: ({ login }) => (login.request.method = 'GET'),
    steps: ['code-changed'],
  },
  {
    id: 'wrong-http-request/no-content-type',
    cause: 'wrong-http-request',
    place: 'code',
    put: ({ login }) => (login.request.contentType = 'text/plain;charset=UTF-8'),
    steps: ['client-upgraded', 'code-changed'],
  },
  {
    id: 'wrong-grant-type/spelling',
    cause: 'wrong-grant-type',
    place: 'code',
    put: ({ login }) => (login.request.grantType = 'urn:ietf:params:oauth:grant-type:jwt_bearer'),
    steps: ['code-changed'],
  },
  {
    id: 'scope-parameter-sent',
    cause: 'scope-parameter-sent',
    place: 'code',
    put: ({ login }) => (login.request.scope = 'api refresh_token'),
    steps: ['client-upgraded', 'code-changed'],
  },
  {
    id: 'assertion-malformed/plain-base64',
    cause: 'assertion-malformed',
    place: 'code',
    put: ({ login }) => (login.assertion.encoding = 'base64'),
    steps: ['code-changed'],
  },
  {
    id: 'assertion-malformed/no-expiry',
    cause: 'assertion-malformed',
    place: 'code',
    put: ({ login }) => login.claims.omit.push('exp'),
    steps: ['code-changed'],
  },
  {
    id: 'assertion-malformed/two-parts',
    cause: 'assertion-malformed',
    place: 'code',
    put: ({ login }) => (login.assertion.text = 'eyJhbGciOiJSUzI1NiJ9.e30'),
    steps: ['code-changed'],
  },
  {
    id: 'algorithm-unsupported',
    cause: 'algorithm-unsupported',
    place: 'code',
    put: ({ login }) => (login.assertion.algorithm = 'RS512'),
    steps: ['client-upgraded', 'code-changed'],
  },
  {
    id: 'assertion-expired/clock',
    cause: 'assertion-expired',
    place: 'clock',
    put: ({ login }) => (login.claims.expiresIn = -3420),
    steps: ['runner-replaced'],
  },
  {
    id: 'assertion-replayed',
    cause: 'assertion-replayed',
    place: 'code',
    put: ({ login, world }) => {
      login.claims.extra = { jti: 'b7c0a9f2-0c7e-4d0e-9d5a-1f4f2f6d8a11' };
      world.usedAssertionIds.push('b7c0a9f2-0c7e-4d0e-9d5a-1f4f2f6d8a11');
    },
    steps: ['code-changed'],
  },
  {
    id: 'wrong-audience/other-site',
    cause: 'wrong-audience',
    place: 'code',
    put: ({ login }) => (login.claims.aud = 'https://partner-portal.example.net'),
    steps: ['code-changed', 'settings-changed'],
  },
  {
    id: 'wrong-audience/other-generic',
    cause: 'wrong-audience',
    place: 'code',
    fits: ({ host }) => host === 'generic',
    put: ({ login }, { kind }) => (login.claims.aud = genericOf(kind === 'sandbox' ? 'production' : 'sandbox')),
    steps: ['code-changed', 'settings-changed'],
  },
  {
    id: 'wrong-audience/token-url',
    cause: 'wrong-audience',
    place: 'code',
    put: ({ login }) => (login.claims.aud = 'salesforce'),
    steps: ['code-changed', 'settings-changed'],
  },
  {
    id: 'wrong-login-host/other-generic',
    cause: 'wrong-login-host',
    place: 'settings',
    put: ({ login }, { kind }) => (login.instanceUrl = genericOf(kind === 'sandbox' ? 'production' : 'sandbox')),
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/production-of-sandbox',
    cause: 'wrong-login-host',
    place: 'settings',
    fits: ({ kind }) => kind === 'sandbox',
    put: ({ login }) => (login.instanceUrl = homeOf('production')),
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/sandbox-of-production',
    cause: 'wrong-login-host',
    place: 'settings',
    fits: ({ kind }) => kind === 'production',
    put: ({ login }) => (login.instanceUrl = homeOf('sandbox')),
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/other-generic, audience-kept',
    cause: 'wrong-login-host',
    place: 'code',
    put: ({ login }, { kind }) => {
      login.instanceUrl = genericOf(kind === 'sandbox' ? 'production' : 'sandbox');
      login.claims.aud = genericOf(kind);
    },
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/production-of-sandbox, audience-kept',
    cause: 'wrong-login-host',
    place: 'code',
    fits: ({ kind }) => kind === 'sandbox',
    put: ({ login }) => {
      login.instanceUrl = homeOf('production');
      login.claims.aud = genericOf('sandbox');
    },
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/app-in-both, generic',
    cause: 'wrong-login-host',
    place: 'settings',
    put: ({ login, beside, app }, { kind }) => {
      beside.apps.push(structuredClone(app));
      login.instanceUrl = genericOf(kind === 'sandbox' ? 'production' : 'sandbox');
    },
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/app-in-both, my-domain',
    cause: 'wrong-login-host',
    place: 'settings',
    put: ({ login, beside, app }, { kind }) => {
      beside.apps.push(structuredClone(app));
      login.instanceUrl = homeOf(kind === 'sandbox' ? 'production' : 'sandbox');
    },
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/other-certificate',
    cause: 'wrong-login-host',
    place: 'settings',
    fits: ({ kind, app }) => kind === 'sandbox' && app === 'connected-app',
    put: ({ login, beside, app }) => {
      beside.apps.push({ ...structuredClone(app), certificate: OTHER_CERTIFICATE });
      login.instanceUrl = 'https://login.salesforce.com';
    },
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/of-another-company',
    cause: 'wrong-login-host',
    place: 'settings',
    put: ({ login, world, beside }, { kind }) => {
      world.orgs.push({
        ...structuredClone(beside),
        kind,
        myDomain: CANON.foreign,
        users: [],
        apps: [],
        approvals: [],
      });
      login.instanceUrl = homeOf(kind, CANON.foreign);
    },
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/of-another-company, app-in-both',
    cause: 'wrong-login-host',
    place: 'settings',
    put: ({ login, world, beside, app }, { kind }) => {
      const apps = [structuredClone(app)];
      world.orgs.push({ ...structuredClone(beside), kind, myDomain: CANON.foreign, users: [], apps, approvals: [] });
      login.instanceUrl = homeOf(kind, CANON.foreign);
    },
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-login-host/lightning',
    cause: 'wrong-login-host',
    place: 'settings',
    put: ({ login }, { kind }) => {
      login.instanceUrl = homeOf(kind).replace('.my.salesforce.com', '.lightning.force.com');
      login.audience = genericOf(kind);
    },
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-consumer-key',
    cause: 'wrong-consumer-key',
    place: 'settings',
    put: ({ login }) => (login.clientId = CANON.wrongKey),
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-consumer-key/app-recreated',
    cause: 'wrong-consumer-key',
    place: 'org',
    // The settings still name the app that was there before.
    put: ({ app }) => (app.consumerKey = CANON.wrongKey),
    steps: ['app-recreated'],
  },
  {
    id: 'wrong-username/unknown',
    cause: 'wrong-username',
    place: 'settings',
    put: ({ login }) => (login.username = CANON.wrongUser),
    steps: ['settings-changed'],
  },
  {
    id: 'wrong-username/renamed',
    cause: 'wrong-username',
    place: 'org',
    // The settings still hold the name of before; the approvals go with the user.
    put: ({ org, user }) => {
      for (const approval of org.approvals) if (approval.user === user.username) approval.user = CANON.wrongUser;
      user.username = CANON.wrongUser;
    },
    steps: ['user-renamed', 'sandbox-refreshed'],
  },
  {
    id: 'wrong-username/of-other-org',
    cause: 'wrong-username',
    place: 'settings',
    put: ({ login, beside }) => {
      login.username = CANON.wrongUser;
      beside.users.push({ ...structuredClone(beside.users[1]!), username: CANON.wrongUser });
    },
    steps: ['settings-changed'],
  },
  {
    id: 'certificate-mismatch/other-key',
    cause: 'certificate-mismatch',
    place: 'key',
    // The certificate of the app is the right one; the client signs with another key.
    put: ({ app }) => (app.certificate = OTHER_CERTIFICATE),
    steps: ['key-replaced'],
  },
];
