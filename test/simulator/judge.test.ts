import { describe, expect, it } from '@jest/globals';

import { GATES } from '../../src/salesforce/gates.js';
import {
  createState,
  judge,
  loginAssertion,
  loginTokenRequest,
  recordJudgement,
  type Judgement,
  type OrgState,
  type World,
} from '../../src/simulator/index.js';
import { GATE_OF_STEP, STEP_IDS, type StepId } from '../../src/simulator/steps.js';
import { testKey, world } from './support/client.js';

const NOW = Date.UTC(2026, 10, 23, 12);
const LOGIN = 'https://login.salesforce.com';
const TEST = 'https://test.salesforce.com';

function ask(subject: World, at = NOW, state: OrgState = createState(NOW)): Judgement {
  return judge(subject, state, loginTokenRequest(subject, at));
}

function answerTo(name: string, change: (subject: World) => void): string {
  return ask(world(name, change)).answer;
}

/** Defects of one world, one for each step but the last, in the order of the steps. */
const DEFECTS: readonly [StepId, string, (subject: World) => void][] = [
  ['transport', 'page', ({ orgs }) => (orgs[0]!.maintenance = true)],
  ['form', 'grantTypeNotSupported', ({ login }) => (login.request.asJson = true)],
  ['shape', 'assertionInvalid', ({ login }) => (login.assertion.algorithm = 'RS384')],
  ['client', 'clientIdInvalid', ({ orgs }) => (orgs[0]!.apps[0]!.visibleAfterSeconds = 60)],
  ['capability', 'assertionInvalid', ({ orgs }) => (orgs[0]!.apps[0]!.jwtFlow = false)],
  ['signature', 'assertionInvalid', ({ orgs }) => (orgs[0]!.apps[0]!.certificate = testKey('other-2048').certificate)],
  ['time', 'assertionExpired', ({ login }) => (login.claims.expiresIn = -181)],
  ['audience', 'audienceInvalid', ({ login }) => (login.claims.aud = 'https://acme.example.com')],
  ['subject', 'authenticationFailure', ({ login }) => (login.username = 'nobody@acme.example.com')],
  ['installed', 'appBlocked', ({ orgs }) => (orgs[0]!.apps[0]!.blocked = true)],
  ['standing', 'inactiveOrg', ({ orgs }) => (orgs[0]!.status = 'inactive')],
  ['admin-approval', 'notAdminApproved', ({ orgs }) => (orgs[0]!.apps[0]!.permissionSets = [])],
  ['self-approval', 'notApproved', ({ orgs }) => (orgs[0]!.apps[0]!.permittedUsers = 'self-authorize')],
  ['scopes', 'refreshScopeRequired', ({ orgs }) => (orgs[0]!.apps[0]!.scopes = ['api'])],
  [
    'network',
    'ipRestricted',
    ({ orgs }) => (orgs[0]!.profiles[1]!.loginIpRanges = [{ start: '10.0.0.0', end: '10.0.0.9' }]),
  ],
  ['rate', 'loginRateExceeded', ({ orgs }) => (orgs[0]!.users[1]!.loginsThisHour = 3600)],
];

/** The pairs of defects that a world can have together: an app asks for one of the two approvals. */
const PAIRS = DEFECTS.flatMap(([earlier, , first], index) =>
  DEFECTS.slice(index + 1)
    .filter(([later]) => earlier !== 'admin-approval' || later !== 'self-approval')
    .map(([later, , second]) => ({ earlier, later, first, second })),
);

/** The switches of a world that change the order on purpose, each with the pairs of steps that change places. */
const REORDERED: Readonly<Record<string, readonly string[]>> = {
  timeBeforeAudience: ['audience before time'],
  ipBeforeApproval: ['network before admin-approval', 'network before self-approval', 'network before scopes'],
  installedBeforeSignature: [
    'installed before capability',
    'installed before signature',
    'installed before time',
    'installed before audience',
  ],
};

describe('the order of the steps', () => {
  const healthy = world('healthy');
  const stepOf = (...changes: ((subject: World) => void)[]): StepId => {
    const subject = structuredClone(healthy);
    for (const change of changes) change(subject);
    return ask(subject).step;
  };

  it('is that of the gates', () => {
    const gates = STEP_IDS.map((id) => GATE_OF_STEP[id]);
    expect(GATES.filter((gate) => (gates as string[]).includes(gate))).toEqual(gates);
  });

  it('is held to a defect for each step', () => {
    expect([...DEFECTS.map(([step]) => step), 'token']).toEqual(STEP_IDS);
  });

  it.each(DEFECTS)('%s answers %s alone', (step, answer, damage) => {
    expect(ask(world('healthy', damage))).toMatchObject({ step, answer });
  });

  it('is that of the list, whichever two things are wrong', () => {
    const judged = PAIRS.map(({ earlier, later, first, second }) => [earlier, later, stepOf(second, first)]);
    expect(judged).toEqual(PAIRS.map(({ earlier, later }) => [earlier, later, earlier]));
  });

  it.each(Object.entries(healthy.behaviour).filter(([, value]) => typeof value === 'boolean'))(
    'changes with the switch %s as far as intended',
    (name, value) => {
      const flip = ({ behaviour }: World): void => void Object.assign(behaviour, { [name]: !value });
      const swapped = PAIRS.filter(
        ({ earlier, later, first, second }) =>
          stepOf(flip, second, first) === later && stepOf(flip, first) === earlier && stepOf(flip, second) === later,
      );
      expect(swapped.map(({ earlier, later }) => `${later} before ${earlier}`)).toEqual(REORDERED[name] ?? []);
    },
  );

  it('has the user after the audience and before the app', () => {
    expect(ask(world('wrong-username')).step).toBe('subject');
    expect(answerTo('wrong-username', ({ login }) => (login.audience = 'https://acme.example.com'))).toBe(
      'audienceInvalid',
    );
    expect(ask(world('wrong-username', ({ orgs }) => (orgs[0]!.apps[0]!.blocked = true))).step).toBe('subject');
  });

  it('remembers nothing by itself', () => {
    const subject = world('healthy', ({ login }) => (login.claims.extra = { jti: 'a' }));
    const state = createState(NOW);
    expect(ask(subject, NOW, state).answer).toBe('token');
    expect(ask(subject, NOW, state).answer).toBe('token');
    expect(state.history).toEqual([]);
  });

  it('takes a verifier, so that no real signature is needed', () => {
    const subject = world('certificate-mismatch');
    const request = loginTokenRequest(subject, NOW);
    expect(judge(subject, createState(NOW), request, { verify: () => true }).answer).toBe('token');
    expect(judge(world('healthy'), createState(NOW), request, { verify: () => false }).answer).toBe('assertionInvalid');
  });
});

describe('claims', () => {
  it.each([
    ['exp as text', (w: World) => (w.login.claims.expiresInUnit = 'text'), 'token'],
    ['exp in milliseconds', (w: World) => (w.login.claims.expiresInUnit = 'milliseconds'), 'token'],
    ['exp years ahead', (w: World) => (w.login.claims.expiresIn = 1e8), 'token'],
    ['exp just past', (w: World) => (w.login.claims.expiresIn = -179), 'token'],
    ['exp past the tolerance', (w: World) => (w.login.claims.expiresIn = -181), 'assertionExpired'],
    ['exp no number', (w: World) => (w.login.claims.extra = { exp: 'soon' }), 'assertionInvalid'],
    ['no iss', (w: World) => (w.login.claims.omit = ['iss']), 'assertionInvalid'],
    ['no sub', (w: World) => (w.login.claims.omit = ['sub']), 'assertionInvalid'],
    ['no aud', (w: World) => (w.login.claims.omit = ['aud']), 'assertionInvalid'],
    ['no exp', (w: World) => (w.login.claims.omit = ['exp']), 'assertionInvalid'],
    ['an empty aud', (w: World) => (w.login.claims.aud = ''), 'audienceInvalid'],
    ['a list as aud', (w: World) => (w.login.claims.aud = [LOGIN]), 'audienceInvalid'],
    ['a bare host as aud', (w: World) => (w.login.claims.aud = 'acme.my.salesforce.com'), 'audienceInvalid'],
    ['http as aud', (w: World) => (w.login.claims.aud = 'http://acme.my.salesforce.com'), 'audienceInvalid'],
    ['a slash after aud', (w: World) => (w.login.claims.aud = 'https://acme.my.salesforce.com/'), 'token'],
    ['aud in upper case', (w: World) => (w.login.claims.aud = 'https://ACME.MY.SALESFORCE.COM'), 'token'],
    [
      'prn for sub',
      (w: World) => Object.assign(w.login.claims, { prn: 'ci@acme.example.com', omit: ['sub'] }),
      'token',
    ],
    ['prn before sub', (w: World) => Object.assign(w.login.claims, { prn: 'x@example.com' }), 'authenticationFailure'],
    ['sub in upper case', (w: World) => (w.login.claims.sub = 'CI@ACME.example.com'), 'token'],
    ['iat and others', (w: World) => (w.login.claims.extra = { iat: 1, foo: 'bar' }), 'token'],
    ['an empty iss', (w: World) => (w.login.claims.iss = ''), 'clientIdInvalid'],
  ])('%s', (_what, change, expected) => {
    expect(answerTo('healthy', change)).toBe(expected);
  });

  it.each(['none', 'HS256', 'RS384', 'RS512'])('alg %s is refused', (algorithm) => {
    expect(answerTo('healthy', ({ login }) => (login.assertion.algorithm = algorithm))).toBe('assertionInvalid');
  });

  it('refuses a tampered signature', () => {
    const subject = world('healthy');
    const [head, payload = '', signature] = loginAssertion(subject.login, NOW).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'admin@acme.example.com' })).toString('base64url');
    subject.login.assertion.text = `${head}.${changed}.${signature}`;
    expect(ask(subject)).toMatchObject({ step: 'signature', answer: 'assertionInvalid' });
  });
});

describe('hosts and audiences', () => {
  const table: [string, string, string, string][] = [
    ['healthy', LOGIN, LOGIN, 'token'],
    ['healthy', LOGIN, TEST, 'audienceInvalid'],
    ['healthy', LOGIN, 'https://acme.my.salesforce.com', 'audienceInvalid'],
    ['healthy', 'https://acme.my.salesforce.com', LOGIN, 'token'],
    ['healthy', 'https://acme.my.salesforce.com', 'https://acme.my.salesforce.com', 'token'],
    ['healthy-sandbox', TEST, TEST, 'token'],
    ['healthy-sandbox', TEST, LOGIN, 'audienceInvalid'],
    ['healthy-sandbox', 'https://acme--uat.sandbox.my.salesforce.com', TEST, 'token'],
    ['healthy-sandbox', 'https://acme--uat.sandbox.my.salesforce.com', LOGIN, 'token'],
    ['healthy-sandbox', LOGIN, LOGIN, 'notApproved'],
    ['healthy', TEST, TEST, 'notApproved'],
    ['healthy-external-client-app', TEST, TEST, 'clientAppNotInstalled'],
  ];
  it.each(table)('%s: %s with aud %s is answered %s', (name, instanceUrl, audience, expected) => {
    expect(answerTo(name, ({ login }) => Object.assign(login, { instanceUrl, audience }))).toBe(expected);
  });

  it('answers a user of another org by the org that holds the app (cli#3638)', () => {
    const devHub = world('healthy-external-client-app');
    const scratch = world('healthy-scratch').orgs[0]!;
    scratch.users[1]!.username = 'test-abc@example.com';
    scratch.apps = [];
    devHub.orgs.push(scratch);
    devHub.login.username = 'test-abc@example.com';
    const at = (instanceUrl: string, audience: string): string => {
      Object.assign(devHub.login, { instanceUrl, audience });
      return ask(devHub).answer;
    };
    const own = 'https://page-data-1234-dev-ed.scratch.my.salesforce.com';
    expect([at(own, own), at(TEST, TEST), at(LOGIN, LOGIN), at(own, LOGIN), at(own, TEST)]).toEqual([
      'clientAppNotInstalled',
      'clientAppNotInstalled',
      'notApproved',
      'clientAppNotInstalled',
      'clientAppNotInstalled',
    ]);
  });
});

describe('apps of another org', () => {
  it.each([
    ['nothing', () => undefined, 'connectedAppNotInstalled'],
    [
      'Approve Uninstalled Connected Apps',
      (w: World) => (w.orgs[0]!.profiles[1]!.approveUninstalledApps = true),
      'notApproved',
    ],
    [
      'an approval from before',
      (w: World) =>
        w.orgs[0]!.approvals.push({
          user: 'ci@acme.example.com',
          app: w.login.clientId,
          flow: 'web-server',
          exchanged: true,
          refreshToken: true,
          scopes: ['api', 'refresh_token'],
          revoked: false,
          approvedSecondsAgo: 9,
        }),
      'token',
    ],
  ])('with %s', (_what, change, expected) => {
    expect(answerTo('app-not-in-org-uninstalled', change)).toBe(expected);
  });
});

describe('what is recorded', () => {
  it('is a row once org and user are resolved, and no row before', () => {
    const rows = (name: string): string[] => {
      const subject = world(name);
      const state = createState(NOW, subject.usedAssertionIds);
      const request = loginTokenRequest(subject, NOW);
      recordJudgement(state, request, subject, judge(subject, state, request));
      return state.history.map(({ status }) => status);
    };
    expect(rows('healthy')).toEqual(['Success']);
    expect(rows('seed')).toEqual(['Failed: Not approved for access']);
    expect(rows('user-not-preauthorized')).toEqual(['Failed: Not approved for access']);
    expect(rows('user-inactive')).toEqual(['User is inactive']);
    expect(rows('user-frozen')).toEqual(['User is frozen']);
    expect(rows('ip-restricted')).toEqual(['Restricted IP']);
    expect(rows('login-rate-exceeded')).toEqual(['Login Rate Exceeded']);
    for (const name of [
      'wrong-http-request',
      'certificate-mismatch',
      'wrong-audience',
      'wrong-username',
      'app-not-in-org',
    ]) {
      expect(rows(name)).toEqual([]);
    }
  });

  it('refuses a jti that was used, and takes an assertion without one twice', () => {
    const subject = world('healthy', ({ login }) => (login.claims.extra = { jti: 'a' }));
    const state = createState(NOW);
    const request = loginTokenRequest(subject, NOW);
    recordJudgement(state, request, subject, judge(subject, state, request));
    expect(judge(subject, state, request)).toMatchObject({ step: 'time', answer: 'assertionInvalid' });
    subject.login.claims.extra = {};
    const plain = loginTokenRequest(subject, NOW);
    recordJudgement(state, plain, subject, judge(subject, state, plain));
    expect(judge(subject, state, plain).answer).toBe('token');
  });

  it('counts logins against the limit of an hour', () => {
    const subject = world('healthy', ({ orgs }) => (orgs[0]!.users[1]!.loginsThisHour = 3599));
    const state = createState(NOW);
    const request = loginTokenRequest(subject, NOW);
    recordJudgement(state, request, subject, judge(subject, state, request));
    expect(ask(subject, NOW + 1000, state).answer).toBe('loginRateExceeded');
    expect(ask(subject, NOW + 3_601_000, state).answer).toBe('token');
  });
});

describe('hours and addresses', () => {
  const hours = { timeZone: 'Europe/Berlin', days: { monday: [{ start: '08:00', end: '18:00' }] } };
  it.each([
    ['Monday 07:59 in Berlin', Date.UTC(2026, 10, 23, 6, 59), 'ipOrHoursRestricted'],
    ['Monday 08:00 in Berlin', Date.UTC(2026, 10, 23, 7, 0), 'token'],
    ['Monday 18:00 in Berlin', Date.UTC(2026, 10, 23, 17, 0), 'ipOrHoursRestricted'],
    ['Tuesday', Date.UTC(2026, 10, 24, 12, 0), 'ipOrHoursRestricted'],
  ])('%s', (_when, at, expected) => {
    expect(
      ask(
        world('healthy', ({ orgs }) => (orgs[0]!.profiles[1]!.loginHours = hours)),
        at,
      ).answer,
    ).toBe(expected);
  });

  it.each([
    ['10.0.0.5', 'token'],
    ['10.0.1.5', 'ipRestricted'],
    ['2001:db8::5', 'ipRestricted'],
  ])('from %s', (clientIp, expected) => {
    const change = (subject: World): void => {
      subject.clientIp = clientIp;
      subject.orgs[0]!.profiles[1]!.loginIpRanges = [{ start: '10.0.0.0', end: '10.0.0.255' }];
    };
    expect(answerTo('healthy', change)).toBe(expected);
  });
});

describe('approvals', () => {
  const seconds = (list: Partial<World['orgs'][0]['approvals'][0]>[]) => (subject: World) => {
    subject.orgs[0]!.approvals = list.map((entry) => ({
      user: 'ci@acme.example.com',
      app: 'Acme_CI',
      flow: 'web-server',
      exchanged: true,
      refreshToken: true,
      scopes: ['api', 'refresh_token'],
      revoked: false,
      approvedSecondsAgo: 100,
      ...entry,
    }));
  };
  const weak = { refreshToken: false, scopes: ['api'] };

  it.each([
    ['one with a refresh token', [{}], 'token'],
    ['one without', [weak], 'notApproved'],
    ['a revoked one', [{ revoked: true }], 'notApproved'],
    ['offline_access as scope', [{ scopes: ['api', 'offline_access'] }], 'token'],
    ['only refresh_token as scope', [{ scopes: ['refresh_token'] }], 'noValidScopes'],
    ['one and four later ones', [{ approvedSecondsAgo: 900 }, weak, weak, weak, weak], 'token'],
    ['one and five later ones', [{ approvedSecondsAgo: 900 }, weak, weak, weak, weak, weak], 'notApproved'],
    [
      'one in use and five later ones',
      [{ approvedSecondsAgo: 900, usedSecondsAgo: 1 }, weak, weak, weak, weak, weak],
      'token',
    ],
  ])('%s', (_what, list, expected) => {
    expect(answerTo('seed', seconds(list))).toBe(expected);
  });

  it('join their scopes', () => {
    const subject = world(
      'seed',
      seconds([{}, { scopes: ['web', 'refresh_token'] }, { scopes: ['id'], refreshToken: false }]),
    );
    expect([...(ask(subject).scopes ?? [])].sort()).toEqual(['api', 'web']);
  });

  it('end by inactivity, counted from their last use', () => {
    const policy = (subject: World): unknown =>
      (subject.orgs[0]!.apps[0]!.refreshTokenPolicy = { type: 'specific-inactivity', hours: 1 });
    const ask2 = (entry: object): string => answerTo('seed', (w) => (seconds([entry])(w), policy(w)));
    expect(ask2({ approvedSecondsAgo: 7200 })).toBe('notApproved');
    expect(ask2({ approvedSecondsAgo: 7200, usedSecondsAgo: 60 })).toBe('token');
  });
});

describe('propagation', () => {
  it('hides a new app, then shows it', () => {
    const subject = world('change-not-propagated');
    const state = createState(NOW);
    expect(ask(subject, NOW + 599_000, state).answer).toBe('clientIdInvalid');
    expect(ask(subject, NOW + 600_000, state).answer).toBe('token');
  });

  it.each(['change-not-propagated-assignment', 'change-not-propagated-scope'])('%s ends in time', (name) => {
    const subject = world(name);
    const state = createState(NOW);
    expect(ask(subject, NOW, state).answer).not.toBe('token');
    expect(ask(subject, NOW + 600_000, state).answer).toBe('token');
  });
});
