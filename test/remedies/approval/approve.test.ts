import { afterAll, describe, expect, it } from '@jest/globals';
import type { EmbeddedOrg, World } from '../../../src/simulator/index.js';
import { approve } from '../../../src/remedies/approval/approve.js';
import type { ApprovalEvent, ApprovalRequest, ApproveOptions } from '../../../src/remedies/approval/options.js';
import { closeAll, logIn, start, world } from '../../simulator/support/client.js';
import { visit, type Visit } from '../../support/visitor.js';
import { ask, freePort, useFreeCallback } from './support.js';

afterAll(closeAll);

const HOST = 'https://acme.my.salesforce.com';
const app = (subject: World) => subject.orgs[0]!.apps[0]!;

interface Case {
  readonly name?: string;
  readonly change?: (world: World) => void;
  readonly request?: Partial<ApprovalRequest>;
  readonly options?: Partial<ApproveOptions>;
  readonly visit?: Visit;
  /** What happens in place of a visit. */
  readonly instead?: (url: string, org: EmbeddedOrg) => Promise<unknown>;
}

async function run({ name = 'approval-missing', change, request = {}, options = {}, ...how }: Case) {
  const subject = world(name, change);
  const callback = await useFreeCallback(subject);
  const org = await start(subject);
  const events: ApprovalEvent[] = [];
  let visited: Promise<unknown> = Promise.resolve();
  const outcome = await approve(
    {
      origin: org.loopback[subject.login.instanceUrl]!,
      clientId: subject.login.clientId,
      username: subject.login.username,
      callback,
      waitMs: 20_000,
      ...request,
    },
    {
      network: { timeoutMs: 5000 },
      ...options,
      onEvent: (event) => {
        events.push(event);
        if (event.type === 'visit') visited = (how.instead ?? ((url) => visit(url, how.visit)))(event.url, org);
      },
    },
  );
  await visited;
  await expect(ask(callback)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(JSON.stringify(outcome)).not.toMatch(/aPrx|5Aep|00D[A-Za-z0-9]{12}/);
  return { outcome, org, events, callback };
}

describe('an approval', () => {
  it('counts, leaves no session behind, and lets the JWT login in', async () => {
    const { outcome, org } = await run({});
    expect(outcome).toEqual({
      ending: 'approved',
      scopes: ['api', 'refresh_token'],
      username: 'ci@acme.example.com',
      secretSent: false,
      accessTokenReturned: true,
      refreshToken: 'discarded',
      facts: [
        {
          name: 'approval.attempts',
          source: 'the approval in the browser',
          value: [
            {
              flow: 'web-server',
              exchanged: true,
              scopes: ['api', 'refresh_token'],
              username: 'ci@acme.example.com',
              host: org.loopback[HOST],
            },
          ],
        },
      ],
    });
    expect((await logIn(org)).answer).toBe('token');
  });

  it('is ended again where that is asked for, after it was of use', async () => {
    const seen: string[] = [];
    const subject = { org: undefined as EmbeddedOrg | undefined };
    const { outcome, org } = await run({
      request: { refreshToken: 'revoke' },
      options: { onApproved: async () => void seen.push((await logIn(subject.org!)).answer) },
      instead: async (url, running) => {
        subject.org = running;
        await visit(url);
      },
    });
    expect(seen).toEqual(['token']);
    expect(outcome.refreshToken).toBe('revoked');
    expect((await logIn(org)).answer).toBe('notApproved');
  });

  it('grants what is asked for, and all of the app where nothing is', async () => {
    const change = (subject: World) => (app(subject).scopes = ['api', 'web', 'refresh_token']);
    expect((await run({ change })).outcome.scopes).toEqual(['api', 'refresh_token']);
    expect((await run({ change, request: { scopes: [] } })).outcome.scopes).toEqual(['api', 'web', 'refresh_token']);
  });

  it('without a refresh token does not count', async () => {
    const { outcome, org } = await run({
      change: (subject) => {
        app(subject).scopes = ['api'];
        subject.behaviour.unlistedScopes = 'dropped';
      },
    });
    expect(outcome).toMatchObject({ ending: 'without-refresh-token', scopes: ['api'], accessTokenReturned: true });
    expect(outcome).not.toHaveProperty('refreshToken');
    expect((await logIn(org)).answer).toBe('notApproved');
  });

  it('of another user is told', async () => {
    const { outcome } = await run({ visit: { username: 'admin@acme.example.com' } });
    expect(outcome).toMatchObject({ ending: 'other-user', username: 'admin@acme.example.com' });
  });

  it('takes the name of the user in any case', async () => {
    expect((await run({ request: { username: 'CI@Acme.example.com' } })).outcome.ending).toBe('approved');
  });

  it('that is denied changes nothing', async () => {
    const { outcome, org } = await run({ visit: { decision: 'Deny' } });
    expect(outcome).toMatchObject({ ending: 'denied', facts: [] });
    expect(org.world.orgs[0]!.approvals).toEqual([]);
  });

  it('ends when nobody answers', async () => {
    const { outcome } = await run({ request: { waitMs: 50 }, instead: () => Promise.resolve() });
    expect(outcome).toEqual({ ending: 'timed-out', secretSent: false, facts: [] });
  });

  it('can be interrupted while it waits', async () => {
    const controller = new AbortController();
    const interrupted = run({
      options: { signal: controller.signal },
      instead: () => Promise.resolve(controller.abort()),
    });
    await expect(interrupted).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('tells of foreign requests once, and goes on', async () => {
    const { outcome, events } = await run({
      instead: async (url) => {
        const callback = new URL(url).searchParams.get('redirect_uri')!;
        expect((await ask(`${callback}?code=aPrxTheirs&state=theirs`)).status).toBe(400);
        expect((await ask(`${callback}?code=aPrxTheirs`)).status).toBe(400);
        await visit(url);
      },
    });
    expect(outcome.ending).toBe('approved');
    expect(events.filter(({ type }) => type === 'strange')).toEqual([{ type: 'strange', why: 'wrong-state' }]);
  });

  it('takes the address that was pasted', async () => {
    const pasted: { address?: (text: string) => void } = {};
    const problems: unknown[] = [];
    const { outcome } = await run({
      options: {
        askAddress: async (problem) => {
          const text = await new Promise<string>((resolve) => (pasted.address = resolve));
          problems.push(problem('https://acme.my.salesforce.com/'), problem(text));
          return text;
        },
      },
      instead: (url) => visit(url, { comeBack: (address) => Promise.resolve(pasted.address?.(address)) }),
    });
    expect(problems).toEqual(['other-address', undefined]);
    expect(outcome.ending).toBe('approved');
  });

  it('withdraws the question for an address when the browser came back by itself', async () => {
    let withdrawn = false;
    const { outcome } = await run({
      options: {
        askAddress: (_, signal) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => {
              withdrawn = true;
              reject(new Error('withdrawn'));
            }),
          ),
      },
    });
    expect([outcome.ending, withdrawn]).toEqual(['approved', true]);
  });
});

describe('an app that demands its consumer secret', () => {
  const change = (subject: World) => Object.assign(app(subject), { requiresSecret: true, consumerSecret: 'A1B2' });

  it('refuses without one', async () => {
    const { outcome, org } = await run({ change });
    expect(outcome).toMatchObject({
      ending: 'not-exchanged',
      refusal: { answer: 'clientCredentialsInvalid', error: 'invalid_client', status: 400 },
      secretSent: false,
      facts: [{ name: 'approval.attempts', value: [{ flow: 'web-server', exchanged: false }] }],
    });
    expect((await logIn(org)).answer).toBe('notApproved');
  });

  it('takes the one that is given, or asked for', async () => {
    expect((await run({ change, request: { clientSecret: 'A1B2' } })).outcome).toMatchObject({
      ending: 'approved',
      secretSent: true,
    });
    expect((await run({ change, options: { askSecret: () => Promise.resolve(' A1B2\n') } })).outcome).toMatchObject({
      ending: 'approved',
      secretSent: true,
    });
  });

  it('refuses a wrong one, and is not asked again', async () => {
    let asked = 0;
    const askSecret = () => Promise.resolve(`wrong ${(asked += 1)}`);
    const { outcome, org } = await run({ change, options: { askSecret } });
    expect([outcome.ending, outcome.secretSent, asked]).toEqual(['not-exchanged', true, 1]);
    const exchanges = org.attempts.filter(({ grantType }) => grantType === 'authorization_code');
    expect(exchanges).toHaveLength(2);
  });
});

describe('a refusal is known before a browser opens', () => {
  it.each<[string, Case, string]>([
    ['an unknown consumer key', { request: { clientId: '3MVG9nothing' } }, 'clientIdInvalid'],
    ['a callback URL that is not registered', { request: { callback: 'elsewhere' } }, 'redirectUriMismatch'],
    ['a blocked app', { change: (subject) => (app(subject).blocked = true) }, 'appBlocked'],
    ['an app that is not in the org', { name: 'app-not-in-org' }, 'clientAppNotFoundInBrowser'],
  ])('%s', async (_what, given, answer) => {
    const callback =
      given.request?.callback === undefined ? {} : { callback: `http://localhost:${await freePort()}/x` };
    const request = { ...given.request, ...callback };
    const { outcome, events } = await run({ ...given, request, instead: () => Promise.reject(new Error('opened')) });
    expect(outcome).toMatchObject({ ending: 'refused', refusal: { answer } });
    expect(events.map(({ type }) => type)).toEqual(['step']);
  });

  it('and so is a host that does not answer', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    const { outcome } = await run({ request: { origin } });
    expect(outcome).toMatchObject({ ending: 'no-page', refusal: { problem: expect.any(String) } });
  });
});

describe('a refusal after the login comes back by the redirect', () => {
  it.each<[string, Case, string]>([
    ['a user who is not pre-authorized', { name: 'user-not-preauthorized' }, 'accessDeniedByAdmin'],
    ['a connected app that is not installed', { name: 'app-not-in-org-uninstalled' }, 'connectedAppNotInstalled'],
    ['a scope that the app lacks', { change: (subject) => (app(subject).scopes = ['api']) }, 'scopeNotAllowed'],
  ])('%s', async (_what, given, answer) => {
    const { outcome } = await run(given);
    expect(outcome).toMatchObject({ ending: 'refused', refusal: { answer } });
    expect(outcome.facts).toMatchObject([{ name: 'authorize.answer', value: { error: outcome.refusal!.error } }]);
  });
});
