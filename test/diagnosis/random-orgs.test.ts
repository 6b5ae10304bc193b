import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedAnswers } from '../../src/diagnosis/expected-answer.js';
import { examine } from '../../src/doctor.js';
import { gateOf } from '../../src/causes/index.js';
import type { AnswerId } from '../../src/answers/index.js';
import {
  createState,
  judge,
  judgeApiCall,
  loginTokenRequest,
  parseWorld,
  type World,
} from '../../src/simulator/index.js';
import { repair } from '../simulator/support/repairs.js';
import { testKey } from '../simulator/support/client.js';
import { answerFact, apiFact, factsOf } from '../support/world-facts.js';

// Another seed, or more runs, for a longer search: FC_SEED=7 FC_RUNS=5000 npm run test:unit -- random-orgs
const SEED = Number(process.env['FC_SEED'] ?? 20261123);
const RUNS = Number(process.env['FC_RUNS'] ?? 500);
const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const CONSUMER_KEY = '3MVG9odJFCrnl2edlBDdz1C5Jau2RJtBRnlWmTSHf6pWkLUyifDLkDmWJ6UuVTAIjvFu7WICPhDeOZIiBOB_Y';

/** Something that goes wrong in one draw out of five. */
function rarely<T>(right: T, ...wrong: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });
}

const approval = fc.record({
  user: rarely('ci@acme.example.com', 'admin@acme.example.com'),
  app: fc.constant('Acme_CI'),
  exchanged: rarely(true, false),
  refreshToken: rarely(true, false),
  revoked: rarely(false, true),
  scopes: rarely(['api', 'refresh_token'], ['api'], ['id', 'refresh_token']),
  approvedSecondsAgo: fc.constantFrom(3600, 86_400 * 40),
});

const org = fc.record({
  kind: fc.constantFrom('production', 'sandbox', 'scratch', 'developer'),
  cloud: rarely('public', 'gov'),
  status: rarely('active', 'inactive'),
  apiAccessControl: rarely(false, true),
});

const profile = fc.record({
  apiEnabled: rarely(true, false),
  useAnyApiClient: rarely(false, true),
  loginIpRanges: rarely<{ start: string; end: string }[]>(
    [],
    [{ start: '127.0.0.0', end: '127.255.255.255' }],
    [{ start: '203.0.113.0', end: '203.0.113.255' }],
  ),
  loginHours: rarely<object | undefined>(
    undefined,
    { timeZone: 'UTC', days: { monday: [{ start: '08:00', end: '18:00' }] } },
    { timeZone: 'America/New_York', days: { monday: [{ start: '08:00', end: '18:00' }] } },
  ),
});

const app = fc.record({
  kind: fc.constantFrom('connected-app', 'external-client-app'),
  certificate: rarely<string | null>('ci-2048', 'other-2048', null, 'expired-2048'),
  jwtFlow: rarely(true, false),
  blocked: rarely(false, true),
  scopes: rarely(['api', 'refresh_token'], ['api'], ['id', 'refresh_token'], ['full', 'offline_access']),
  permittedUsers: fc.constantFrom('self-authorize', 'admin-approved'),
  profiles: rarely(['Integration'], []),
  permissionSets: fc.constantFrom([], ['Live'], ['Expired'], ['Activated'], ['Licence']),
  refreshTokenPolicy: rarely<object>({ type: 'infinite' }, { type: 'zero' }, { type: 'specific-lifetime', hours: 24 }),
});

const user = fc.record({ active: rarely(true, false), frozen: rarely(false, true) });

const login = fc.record({
  host: rarely('my-domain', 'login', 'test', 'lightning'),
  key: rarely('ci-2048', 'other-2048'),
  clientId: rarely(CONSUMER_KEY, CONSUMER_KEY.replace('odJ', 'Odj')),
  username: rarely('ci@acme.example.com', 'ci@acme.example.com.typo'),
  audience: rarely<unknown>(
    undefined,
    'https://other.my.salesforce.com',
    'https://acme.example.com',
    ['https://login.salesforce.com'],
    '',
    'login.salesforce.com',
  ),
  expiresIn: rarely(180, -4000, 60),
  request: rarely<object>({}, { asJson: true }, { scope: 'api' }, { grantType: 'password' }, { method: 'GET' }),
  assertion: rarely<object>({}, { algorithm: 'RS512' }, { text: 'not.a.jwt' }),
});

const SUFFIX = { production: '', sandbox: 'sandbox.', scratch: 'scratch.', developer: 'develop.' } as const;

/** A world as its file would stand, from random choices. */
const worlds = fc
  .record({ org, profile, app, user, login, approvals: fc.array(approval, { maxLength: 3 }) })
  .map((draw) => {
    const kind = draw.org.kind;
    const home = `https://acme.${SUFFIX[kind]}my.salesforce.${draw.org.cloud === 'gov' ? 'mil' : 'com'}`;
    const lightning = draw.org.cloud === 'gov' ? home : `https://acme.${SUFFIX[kind]}lightning.force.com`;
    const hosts: Record<string, string> = {
      'my-domain': home,
      login: 'https://login.salesforce.com',
      test: 'https://test.salesforce.com',
      lightning,
    };
    const { host, key, clientId, username, audience, expiresIn, request, assertion } = draw.login;
    return {
      title: 'a random org',
      orgs: [
        {
          ...draw.org,
          myDomain: 'acme',
          profiles: [{ name: 'Integration', ...draw.profile }],
          permissionSets: [
            { name: 'Live' },
            { name: 'Expired' },
            { name: 'Activated', activationRequired: true },
            { name: 'Licence', carriesApps: false },
          ],
          users: [
            {
              username: 'ci@acme.example.com',
              profile: 'Integration',
              permissionSets: ['Live', 'Expired', 'Activated', 'Licence'],
              expiredPermissionSets: ['Expired'],
              ...draw.user,
            },
            { username: 'admin@acme.example.com', profile: 'Integration' },
          ],
          apps: [{ name: 'Acme_CI', consumerKey: CONSUMER_KEY, ...draw.app }],
          approvals: draw.approvals,
        },
      ],
      login: {
        username,
        clientId,
        key,
        instanceUrl: hosts[host]!,
        request,
        assertion,
        claims: { expiresIn, ...(audience !== undefined && { aud: audience }) },
      },
    };
  });

function load(file: object): World {
  return parseWorld(JSON.stringify(file), { readKey: testKey });
}

function ask(world: World) {
  const judgement = judge(world, createState(NOW, []), loginTokenRequest(world, NOW));
  if (judgement.answer !== 'token') return { answer: judgement.answer, api: undefined, scopes: undefined };
  const { org: of, user: by, app: with_, scopes } = judgement;
  const session = { token: 'x', org: of!, user: by!, app: with_!, scopes: scopes ?? [], format: 'opaque' } as const;
  return { answer: judgement.answer, scopes, api: judgeApiCall(world, session, 'rest', createState(NOW, []), NOW) };
}

function examineWorld(world: World, { answer, api, scopes }: ReturnType<typeof ask>) {
  const facts = [...factsOf(world, NOW), answerFact(world, answer as AnswerId | 'token', NOW)];
  if (api !== undefined) facts.push(apiFact(api));
  if (scopes !== undefined) facts.push({ name: 'token.scope', value: [...scopes], source: 'the token endpoint' });
  return examine(facts, { now: NOW / 1000 });
}

describe('random orgs, with the facts an admin can see', () => {
  it('are diagnosed and predicted step by step until a token opens the API', () => {
    fc.assert(
      fc.property(worlds, (file) => {
        const world = load(file);
        let predicted: readonly string[] | undefined;
        for (let step = 0; step < 16; step += 1) {
          const asked = ask(world);
          const outcome: string = asked.answer === 'token' ? (asked.api ?? 'ok') : asked.answer;
          if (predicted) expect(predicted).toContain(outcome);
          const { diagnosis, facts } = examineWorld(world, asked);
          if (outcome === 'ok') {
            expect(diagnosis.verdict).toBe('healthy');
            return;
          }
          const cause = diagnosis.cause!;
          expect({ outcome, cause: cause?.id }).not.toEqual({ outcome, cause: undefined });
          expect(expectedAnswers(cause.id, facts, cause.leadsTo)).toContain(outcome);
          const [next] = diagnosis.next;
          // Which scopes an approval carries is seen only once a token is there.
          const unseen = world.orgs[0]!.apps[0]!.permittedUsers === 'self-authorize' ? ['sessionNotValidForRest'] : [];
          predicted =
            next === undefined
              ? ['ok', ...unseen]
              : gateOf(next.id) === 'use'
                ? [...next.expect, ...unseen]
                : next.expect;
          repair(world, cause.id);
        }
        throw new Error('no end of repairs');
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('are predicted without an answer of the server', () => {
    fc.assert(
      fc.property(worlds, (file) => {
        const world = load(file);
        const asked = ask(world);
        const { diagnosis, facts } = examine(factsOf(world, NOW), { now: NOW / 1000 });
        const outcome: string = asked.answer === 'token' ? (asked.api ?? 'ok') : asked.answer;
        const unseen = world.orgs[0]!.apps[0]!.permittedUsers === 'self-authorize' ? ['sessionNotValidForRest'] : [];
        if (diagnosis.cause === null) expect(['ok', ...unseen]).toContain(outcome);
        else if (gateOf(diagnosis.cause.id) === 'use')
          expect([...expectedAnswers(diagnosis.cause.id, facts), ...unseen]).toContain(outcome);
        else expect(expectedAnswers(diagnosis.cause.id, facts, diagnosis.cause.leadsTo)).toContain(outcome);
      }),
      { numRuns: RUNS, seed: SEED + 1 },
    );
  });
});
