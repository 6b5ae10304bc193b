import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedAnswers } from '../../src/diagnosis/expected-answer.js';
import { examineLogin } from '../../src/doctor.js';
import type { SourceFact } from '../../src/facts/store.js';
import { gateOf } from '../../src/causes/index.js';
import {
  loginAudience,
  parseWorld,
  startEmbeddedOrg,
  type EmbeddedOrg,
  type World,
} from '../../src/simulator/index.js';
import { logIn, testKey } from '../simulator/support/client.js';
import { THOROUGH } from '../support/thorough.js';

// Another seed, or more runs, for a longer search: FC_SEED=7 FC_RUNS=3000 npm run test:unit -- random-orgs-wire
const SEED = Number(process.env['FC_SEED'] ?? 20261124);
const RUNS = Number(process.env['FC_RUNS'] ?? (THOROUGH ? 250 : 80));
const CONSUMER_KEY = '3MVG9odJFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDLkDmWJ6UuVTAIjvFu7WICPhDeOZIiBOB_Y';
const DAY = 86_400;

/** Something that goes wrong in one draw out of six. */
function rarely<T>(right: T, ...wrong: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });
}

const approval = fc.record({
  user: rarely('ci@acme.example.com', 'admin@acme.example.com', 'other@acme.example.com'),
  app: rarely('Acme_CI', 'Other_App'),
  flow: rarely('web-server', 'user-agent'),
  exchanged: rarely(true, false),
  refreshToken: rarely(true, false),
  revoked: rarely(false, true),
  scopes: rarely(['api', 'refresh_token'], ['api', 'web', 'offline_access']),
  approvedSecondsAgo: fc.constantFrom(600, 3 * DAY, 40 * DAY, 400 * DAY),
  usedSecondsAgo: fc.option(fc.constantFrom(300, 2 * DAY), { nil: undefined }),
});

const profile = fc.record({
  apiEnabled: rarely(true, false),
  useAnyApiClient: rarely(false, true),
  approveUninstalledApps: rarely(false, true),
  highAssurance: rarely(false, true),
  loginIpRanges: rarely<{ start: string; end: string }[]>(
    [],
    [{ start: '127.0.0.0', end: '127.255.255.255' }],
    [{ start: '203.0.113.0', end: '203.0.113.255' }],
  ),
  loginHours: rarely<object | undefined>(
    undefined,
    { timeZone: 'America/New_York', days: { monday: [{ start: '08:00', end: '18:00' }] } },
    {
      timeZone: 'Asia/Tokyo',
      days: Object.fromEntries(
        ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
          day,
          [{ start: '00:00', end: '24:00' }],
        ]),
      ),
    },
  ),
});

const app = fc.record({
  kind: fc.constantFrom('connected-app', 'external-client-app'),
  certificate: rarely<string | null>('ci-2048', 'other-2048', null, 'expired-2048'),
  blocked: rarely(false, true),
  enabled: rarely(true, false),
  highAssurance: rarely(false, true),
  issuesJwtAccessTokens: rarely(false, true),
  scopes: rarely(
    ['api', 'refresh_token'],
    ['api'],
    ['id', 'refresh_token'],
    ['full', 'offline_access'],
    ['web', 'refresh_token'],
  ),
  permittedUsers: fc.constantFrom('self-authorize', 'admin-approved'),
  profiles: rarely<string[]>([], ['Integration']),
  permissionSets: fc.constantFrom(
    [],
    ['Live'],
    ['Expired'],
    ['Activated'],
    ['Licence'],
    ['Member'],
    ['Nobody', 'Live'],
  ),
  refreshTokenPolicy: rarely<object>(
    { type: 'infinite' },
    { type: 'zero' },
    { type: 'specific-lifetime', hours: 24 * 30 },
    { type: 'specific-inactivity', hours: 24 },
  ),
});

const choices = fc.record({
  kind: fc.constantFrom('production', 'sandbox', 'scratch', 'developer'),
  apiAccessControl: rarely(false, true),
  groups: fc.boolean(),
  user: fc.record({ active: rarely(true, false), frozen: rarely(false, true) }),
  decoys: fc.nat({ max: 25 }),
  profile,
  app,
  approvals: fc.array(approval, { maxLength: 7 }),
  generic: rarely(false, true),
  key: rarely('ci-2048', 'other-2048'),
  clientId: rarely(CONSUMER_KEY, CONSUMER_KEY.replace('odJ', 'Odj'), '3MVG9unknown0000000000000000000000000000000'),
  username: rarely('ci@acme.example.com', 'ci@acme.example.com.typo', 'cl@acme.example.com'),
});

const PARTITIONS = { production: '', sandbox: 'sandbox.', scratch: 'scratch.', developer: 'develop.' } as const;

function decoy(index: number): object {
  return {
    kind: index % 3 === 0 ? 'external-client-app' : 'connected-app',
    name: `Decoy_${index}`,
    consumerKey: `3MVG9decoy${String(index).padStart(40, '0')}`,
  };
}

/** A world as its file would stand, from random choices. */
function toFile(draw: typeof choices extends fc.Arbitrary<infer T> ? T : never): object {
  const home = `https://acme.${PARTITIONS[draw.kind]}my.salesforce.com`;
  const generic = ['sandbox', 'scratch'].includes(draw.kind)
    ? 'https://test.salesforce.com'
    : 'https://login.salesforce.com';
  return {
    title: 'a random org',
    orgs: [
      {
        kind: draw.kind,
        myDomain: 'acme',
        apiAccessControl: draw.apiAccessControl,
        profiles: [
          { name: 'System Administrator', editSetup: true, useAnyApiClient: true },
          { name: 'Integration', ...draw.profile },
        ],
        permissionSets: [
          { name: 'Live' },
          { name: 'Expired' },
          { name: 'Activated', activationRequired: true },
          { name: 'Licence', carriesApps: false },
          { name: 'Member' },
          { name: 'Nobody' },
        ],
        permissionSetGroups: [{ name: 'Team', permissionSets: ['Member'] }],
        users: [
          { username: 'admin@acme.example.com', profile: 'System Administrator' },
          { username: 'other@acme.example.com', profile: 'Integration' },
          {
            username: 'ci@acme.example.com',
            profile: 'Integration',
            permissionSets: ['Live', 'Expired', 'Activated', 'Licence'],
            expiredPermissionSets: ['Expired'],
            permissionSetGroups: draw.groups ? ['Team'] : [],
            ...draw.user,
          },
        ],
        apps: [
          ...Array.from({ length: draw.decoys }, (_, index) => decoy(index)),
          { kind: 'connected-app', name: 'Other_App', consumerKey: '3MVG9other000000000000000000000000000000000000' },
          // Only an External Client App can be switched off.
          {
            name: 'Acme_CI',
            label: 'Acme CI',
            consumerKey: CONSUMER_KEY,
            ...draw.app,
            enabled: draw.app.enabled || draw.app.kind === 'connected-app',
          },
        ],
        approvals: draw.approvals,
      },
    ],
    login: {
      username: draw.username,
      clientId: draw.clientId,
      key: draw.key,
      instanceUrl: draw.generic ? generic : home,
    },
  };
}

/** What the doctor foretells from what it reads of the org, without trying the login. */
async function foretell(org: EmbeddedOrg) {
  const { login } = org.world;
  const { accessToken, instanceUrl } = org.openSession('admin@acme.example.com');
  const given: SourceFact[] = [
    { name: 'request.url', value: `${login.instanceUrl}/services/oauth2/token`, source: 'the login', rank: 'given' },
    { name: 'assertion.audience', value: loginAudience(login), source: 'the login', rank: 'given' },
    { name: 'client.ip', value: org.world.clientIp, source: 'the network', rank: 'given' },
  ];
  return examineLogin(
    {
      origin: org.loopback[login.instanceUrl]!,
      username: login.username,
      clientId: login.clientId,
      key: { kind: 'variable', name: 'the key', text: login.key },
      openSession: () => Promise.resolve({ accessToken, instanceUrl, source: 'the administrator' }),
    },
    { probe: 'none', facts: given },
  );
}

/** What the org answers to the login, and to the first call with its token. */
async function really(org: EmbeddedOrg): Promise<string> {
  const reply = await logIn(org);
  if (reply.answer !== 'token') return reply.answer;
  const call = await fetch(
    `${org.loopback[org.world.login.instanceUrl]!.replace(/\/$/, '')}/services/data/v60.0/limits`,
    {
      headers: { authorization: `Bearer ${reply.json!['access_token']!}` },
    },
  );
  if (call.status === 200) return 'ok';
  const [{ errorCode }] = (await call.json()) as [{ errorCode: string }];
  return errorCode === 'API_DISABLED_FOR_ORG' ? 'apiDisabled' : 'sessionNotValidForRest';
}

describe('random orgs, with the facts that are read over the wire', () => {
  it('are predicted as they then answer', async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (draw) => {
        const file = toFile(draw);
        const world: World = parseWorld(JSON.stringify(file), { readKey: testKey });
        const org = await startEmbeddedOrg(world);
        try {
          const { diagnosis, facts } = await foretell(org);
          const outcome = await really(org);
          const { cause } = diagnosis;
          if (process.env['FC_FACTS'])
            for (const n of facts.names()) {
              const v = facts.read(n);
              process.stdout.write(`${n} ${JSON.stringify('value' in v ? v.value : v).slice(0, 200)}\n`);
            }
          if (process.env['FC_FACTS']) process.stdout.write(`${org.requests.length} requests\n`);
          // Which scopes an approval carries is seen only once a token is there.
          const unseen = draw.app.permittedUsers === 'self-authorize' ? ['sessionNotValidForRest'] : [];
          // Whether an External Client App without a certificate shows it is reported both ways: it stays open.
          const unread =
            draw.app.kind === 'external-client-app' && draw.app.certificate === null ? ['assertionInvalid'] : [];
          const expected =
            cause === null
              ? [...(diagnosis.next[0]?.expect ?? ['ok', ...unseen]), ...unread]
              : [
                  ...unread,
                  ...expectedAnswers(cause.id, facts, cause.leadsTo),
                  ...(gateOf(cause.id) === 'use' ? unseen : []),
                ];
          expect({ cause: cause?.id, code: cause?.code, expected, outcome }).toEqual({
            cause: cause?.id,
            code: cause?.code,
            expected: expect.arrayContaining([outcome]) as unknown,
            outcome,
          });
        } finally {
          await org.close();
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env['FC_SHRINK'] === undefined },
    );
  }, 600_000);
});
