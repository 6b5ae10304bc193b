import fc from 'fast-check';
import { parseWorld, type World } from '../../src/simulator/index.js';
import { testKey } from '../simulator/support/client.js';

/** Something unusual in one draw out of five. */
function rarely<T>(usual: T, ...unusual: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...unusual) });
}

const SETS = ['Live', 'Other', 'Activated', 'Licence', 'Rights'];
const PROFILES = ['Integration', 'Sales', 'Service'];
const DAY = { start: '08:00', end: '18:00' };

const profile = fc.record({
  apiEnabled: rarely(true, false),
  useAnyApiClient: rarely(false, true),
  loginIpRanges: rarely<object[]>(
    [],
    [{ start: '127.0.0.0', end: '127.255.255.255' }],
    [{ start: '203.0.113.0', end: '203.0.113.255' }],
  ),
  loginHours: rarely<object | undefined>(undefined, { timeZone: 'UTC', days: { monday: [DAY], friday: [DAY] } }),
  highAssurance: rarely(false, true),
});

const user = fc.record({
  profile: fc.constantFrom(...PROFILES),
  permissionSets: fc.subarray(SETS),
  expired: fc.boolean(),
  active: rarely(true, false),
  frozen: rarely(false, true),
});

const app = fc.record({
  kind: fc.constantFrom('connected-app', 'external-client-app'),
  certificate: rarely<string | null>('ci-2048', 'other-2048', 'expired-2048', null),
  enabled: rarely(true, false),
  blocked: rarely(false, true),
  scopes: rarely(['api', 'refresh_token'], ['api'], ['id', 'refresh_token'], ['full', 'offline_access']),
  permittedUsers: fc.constantFrom('self-authorize', 'admin-approved'),
  profiles: fc.subarray(PROFILES, { maxLength: 1 }),
  permissionSets: fc.subarray(SETS, { maxLength: 2 }),
  highAssurance: rarely(false, true),
  issuesJwtAccessTokens: rarely(false, true),
  refreshTokenPolicy: rarely<object>(
    { type: 'infinite' },
    { type: 'zero' },
    { type: 'specific-lifetime', hours: 24 },
    { type: 'specific-inactivity', hours: 24 },
  ),
});

const approval = fc.record({
  user: fc.nat({ max: 2 }),
  app: fc.nat({ max: 2 }),
  exchanged: rarely(true, false),
  refreshToken: rarely(true, false),
  revoked: rarely(false, true),
  approvedSecondsAgo: fc.constantFrom(3600, 86_400 * 40),
  usedSecondsAgo: fc.constantFrom(1800, 86_400 * 3),
});

const org = fc.record({
  kind: fc.constantFrom('production', 'sandbox', 'scratch', 'developer'),
  apiAccessControl: rarely(false, true),
});

const DOMAIN = { production: '', sandbox: 'sandbox.', scratch: 'scratch.', developer: 'develop.' } as const;

/** Random orgs with several users, apps and profiles, and the login of the first user at the first app. */
export const randomOrgs: fc.Arbitrary<World> = fc
  .record({
    org,
    profiles: fc.array(profile, { minLength: 3, maxLength: 3 }),
    users: fc.array(user, { minLength: 1, maxLength: 3 }),
    apps: fc.array(app, { minLength: 1, maxLength: 3 }),
    approvals: fc.array(approval, { maxLength: 5 }),
  })
  .map((draw) => {
    const names = draw.apps.map((_, index) => `App_${index}`);
    const usernames = draw.users.map((_, index) => `user${index}@acme.example.com`);
    const file = {
      title: 'a random org',
      orgs: [
        {
          ...draw.org,
          myDomain: 'acme',
          profiles: [
            ...draw.profiles.map((one, index) => ({ name: PROFILES[index], ...one })),
            { name: 'System Administrator', editSetup: true, useAnyApiClient: true },
          ],
          permissionSets: [
            { name: 'Live' },
            { name: 'Other', useAnyApiClient: true },
            { name: 'Activated', activationRequired: true },
            { name: 'Licence', carriesApps: false },
            { name: 'Rights', apiEnabled: true },
          ],
          users: [
            ...draw.users.map(({ expired, ...one }, index) => ({
              username: usernames[index],
              ...one,
              ...(expired && { expiredPermissionSets: one.permissionSets.slice(0, 1) }),
            })),
            { username: 'admin@acme.example.com', profile: 'System Administrator' },
          ],
          apps: draw.apps.map((one, index) => ({
            name: names[index],
            consumerKey: `3MVG9random.consumer.key.number.${index}`.padEnd(85, 'Ab9'),
            jwtFlow: one.certificate !== null || one.kind === 'external-client-app',
            ...one,
            // A read of an External Client App doesn't tell that it has no certificate: the facts leave that open.
            certificate: one.kind === 'external-client-app' ? (one.certificate ?? 'ci-2048') : one.certificate,
            // A policy switch of External Client Apps only.
            enabled: one.kind === 'connected-app' || one.enabled,
          })),
          approvals: draw.approvals
            .filter((one) => one.user < usernames.length && one.app < names.length)
            .map((one) => ({ ...one, user: usernames[one.user], app: names[one.app] })),
        },
      ],
      login: {
        username: usernames[0],
        clientId: '3MVG9random.consumer.key.number.0'.padEnd(85, 'Ab9'),
        key: draw.apps[0]!.certificate ?? 'ci-2048',
        instanceUrl: `https://acme.${DOMAIN[draw.org.kind]}my.salesforce.com`,
      },
    };
    return parseWorld(JSON.stringify(file), { readKey: testKey });
  });
