import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sessionFromCli } from '../../../src/sources/org/cli-session.js';
import { SessionError, sessionFromEnvironment, type OrgSession } from '../../../src/sources/org/session.js';
import { currentCli, fakeSf, HIDDEN, type FakeCli, type FakeReply } from '../../support/fake-sf.js';
import { scratchFolder } from '../../support/login.js';

const scratch = scratchFolder();
const TOKEN = '00D5g00000AbCdE!AQ4AQHcanaryTOKENcanary.canary_canary0123456789abcdef';
const HOME = 'https://acme.my.salesforce.com';
const JWT = `${Buffer.from('{"alg":"RS256","canary":1}').toString('base64url')}.${Buffer.from('{"sub":"uid:005"}').toString('base64url')}.Y2FuYXJ5LXNpZ25hdHVyZQ`;

/** The message with which a session is refused: one sentence that holds no token. */
async function refusal(open: () => OrgSession | Promise<OrgSession> | undefined): Promise<string> {
  let thrown: unknown;
  try {
    await open();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(SessionError);
  const { message } = thrown as SessionError;
  expect(message).toMatch(/^\S[^\n]{15,300}$/);
  expect(message).not.toMatch(/canary|undefined|\[object/);
  return message;
}

describe('a session out of the environment', () => {
  it('needs the token and the URL of the instance', () => {
    expect(sessionFromEnvironment({ SF_ACCESS_TOKEN: ` ${TOKEN}\n`, SF_INSTANCE_URL: `${HOME}/` })).toEqual({
      accessToken: TOKEN,
      instanceUrl: HOME,
      source: 'SF_ACCESS_TOKEN',
    });
  });

  it('may have a token in JWT format', () => {
    const session = sessionFromEnvironment({ SF_ACCESS_TOKEN: JWT, SF_INSTANCE_URL: HOME });
    expect(session?.accessToken).toBe(JWT);
  });

  it.each([
    ['nothing', {}],
    ['a URL alone', { SF_INSTANCE_URL: HOME }],
    ['an empty token', { SF_ACCESS_TOKEN: '  ', SF_INSTANCE_URL: HOME }],
  ])('is none where there is %s', (_what, env) => {
    expect(sessionFromEnvironment(env)).toBeUndefined();
  });

  it.each([undefined, '', '  '])('is refused with a token and the URL %j', async (url) => {
    const message = await refusal(() => sessionFromEnvironment({ SF_ACCESS_TOKEN: TOKEN, SF_INSTANCE_URL: url }));
    expect(message).toContain('SF_INSTANCE_URL is not');
  });

  it.each(['***', HIDDEN, '[REDACTED]', '<token>', '$SF_TOKEN', 'canary', '00D5g00000AbCdE', `Bearer ${TOKEN}`, HOME])(
    'is refused with %j for a token',
    async (token) => {
      const message = await refusal(() => sessionFromEnvironment({ SF_ACCESS_TOKEN: token, SF_INSTANCE_URL: HOME }));
      expect(message).toContain('does not hold an access token');
    },
  );

  it.each([
    'https://acme.example.com',
    'https://acme.my.salesforce.com.evil.example',
    'http://acme.my.salesforce.com',
    'https://acme.lightning.force.com',
    'ftp://acme.my.salesforce.com',
    'no URL',
  ])('is refused for the instance %s', async (url) => {
    const message = await refusal(() => sessionFromEnvironment({ SF_ACCESS_TOKEN: TOKEN, SF_INSTANCE_URL: url }));
    expect(message).toMatch(/^SF_INSTANCE_URL: \S+ is not the instance URL of an org/);
  });

  it.each([TOKEN, `https://${TOKEN}@acme.example.com`])(
    'does not repeat a token that stands where the URL belongs',
    async (url) => {
      await refusal(() => sessionFromEnvironment({ SF_ACCESS_TOKEN: TOKEN, SF_INSTANCE_URL: url }));
    },
  );

  it.each(['http://127.0.0.1:8080', 'http://localhost:8080'])('may be of loopback: %s', (url) => {
    expect(sessionFromEnvironment({ SF_ACCESS_TOKEN: TOKEN, SF_INSTANCE_URL: url })?.instanceUrl).toBe(url);
  });

  it('may be of a host that was allowed by name', () => {
    const env = { SF_ACCESS_TOKEN: TOKEN, SF_INSTANCE_URL: 'https://proxy.acme.example' };
    expect(sessionFromEnvironment(env, ['proxy.acme.example'])?.instanceUrl).toBe('https://proxy.acme.example');
  });
});

const current = currentCli({ accessToken: TOKEN, instanceUrl: `${HOME}/` });
const SESSION = {
  accessToken: TOKEN,
  instanceUrl: HOME,
  source: 'the Salesforce CLI (admin)',
  username: 'admin@acme.example.com',
};
const ASKED_FOR_ORG = 'org display --target-org admin --json';
const ASKED_FOR_TOKEN = 'org auth show-access-token --target-org admin --json';

function open({ env }: FakeCli, target = 'admin'): Promise<OrgSession> {
  return sessionFromCli(target, env);
}

function shown(result: Record<string, unknown>): FakeReply {
  return { out: { status: 0, result, warnings: [] } };
}

describe('a session out of the Salesforce CLI', () => {
  it('is shown by a command of its own where the CLI hides tokens', async () => {
    const sf = fakeSf(scratch, current);
    expect(await open(sf)).toEqual(SESSION);
    expect(sf.calls()).toEqual([ASKED_FOR_ORG, ASKED_FOR_TOKEN]);
  });

  it('is shown with the org by an older CLI', async () => {
    const sf = fakeSf(scratch, {
      'org display': shown({ accessToken: TOKEN, instanceUrl: HOME, username: SESSION.username }),
    });
    expect(await open(sf)).toEqual(SESSION);
    expect(sf.calls()).toEqual([ASKED_FOR_ORG]);
  });

  it('may have a token in JWT format', async () => {
    const sf = fakeSf(scratch, currentCli({ accessToken: JWT, instanceUrl: HOME }));
    expect((await open(sf)).accessToken).toBe(JWT);
  });

  it.each(['Warning: a new version is available.\n', '\u001b[33mWarning\u001b[0m: slow disk\n\n'])(
    'is read behind %j',
    async (warning) => {
      const printed = Object.entries(current).map(([command, { out }]) => [
        command,
        { out: `${warning}${JSON.stringify(out)}\n` },
      ]);
      expect(await open(fakeSf(scratch, Object.fromEntries(printed) as typeof current))).toEqual(SESSION);
    },
  );

  it('is read behind a line with a brace in it', async () => {
    const { out } = current['org display']!;
    const printed = { ...current, 'org display': { out: `Warning: {proxy} is not set\n${JSON.stringify(out)}\n` } };
    expect(await open(fakeSf(scratch, printed))).toEqual(SESSION);
  });

  const noOrg = {
    name: 'NamedOrgNotFoundError',
    message: 'Parsing --target-org \n\tNo authorization information found for admin.\nSee more help with --help',
  };
  const expired = { name: 'RefreshTokenAuthError', message: 'Error authenticating with the refresh token' };
  const stale = { name: 'Error', message: `expired access/refresh token (${TOKEN})` };

  it.each<[string, Record<string, FakeReply>, string]>([
    ['an unknown alias', { 'org display': { out: { status: 1, ...noOrg }, exit: 1 } }, 'knows no org of that alias'],
    ['an unknown alias', { 'org display': { out: { status: 2, ...noOrg }, exit: 2 } }, 'knows no org of that alias'],
    ['an expired session', { 'org display': { out: { status: 1, ...expired }, exit: 1 } }, 'has expired; log in again'],
    [
      'a session that turns out to have expired',
      { ...current, 'org auth show-access-token': { out: { status: 1, ...stale }, exit: 1 } },
      'has expired; log in again',
    ],
    [
      'a session that the CLI knows to have expired',
      {
        ...current,
        'org display': shown({
          accessToken: HIDDEN,
          instanceUrl: HOME,
          username: SESSION.username,
          connectedStatus: 'Session expired or invalid',
        }),
      },
      'has expired; log in again',
    ],
    [
      'another failure',
      { 'org display': { out: { status: 1, name: 'Error', message: `it broke\nwith ${TOKEN}` }, exit: 1 } },
      'answers: it broke with [',
    ],
    ['a failure without words', { 'org display': { out: { status: 1 }, exit: 1 } }, 'an error without words'],
    ['text in place of JSON', { 'org display': { out: 'Oops, {canary\n' } }, 'ended with 0 and no JSON'],
    ['JSON that is cut off', { 'org display': { out: JSON.stringify(current).slice(0, 40) } }, 'no JSON'],
    ['JSON that is no object', { 'org display': { out: 'null\n' } }, 'no JSON'],
    ['no output', { 'org display': { out: '', exit: 1 } }, 'ended with 1 and no JSON'],
    ['no answer to the second command', { 'org display': current['org display']! }, 'ended with 127 and no JSON'],
    ['an org without a URL', { 'org display': shown({ accessToken: TOKEN }) }, '--target-org admin: '],
    [
      'a token that stays hidden',
      { ...current, 'org auth show-access-token': shown({ accessToken: HIDDEN }) },
      '--target-org admin: ',
    ],
    [
      'an instance that is no Salesforce host',
      currentCli({ accessToken: TOKEN, instanceUrl: 'https://acme.example.com' }),
      'https://acme.example.com is not the instance URL of an org',
    ],
    [
      'an instance that is not encrypted',
      currentCli({ accessToken: TOKEN, instanceUrl: 'http://acme.my.salesforce.com' }),
      'is not the instance URL of an org',
    ],
  ])('is refused after %s', async (_what, replies, told) => {
    const sf = fakeSf(scratch, replies);
    expect(await refusal(() => open(sf))).toContain(told);
    expect(sf.calls().join('\n')).not.toContain('canary');
  });

  it('is refused without a CLI, with the way to install one', async () => {
    const nowhere = join(scratch, 'empty');
    mkdirSync(nowhere);
    const message = await refusal(() => sessionFromCli('admin', { PATH: nowhere }));
    expect(message).toContain(
      'was not found; install it (npm install --global @salesforce/cli: a copy in node_modules is never run)',
    );
  });

  it.each(['', 'my org', 'admin;id', '$(id)', '`id`', 'a|b', 'a&b', '"', '*', '../x'])(
    'is refused for the alias %j before anything runs',
    async (alias) => {
      const sf = fakeSf(scratch, current);
      expect(await refusal(() => open(sf, alias))).toContain('is no alias and no username of an org');
      expect(sf.calls()).toEqual([]);
    },
  );

  it('is asked for with the username as it stands', async () => {
    const sf = fakeSf(scratch, current);
    await open(sf, 'ci+bot.x_1-a@acme.example.com');
    expect(sf.calls()[0]).toBe('org display --target-org ci+bot.x_1-a@acme.example.com --json');
  });
});
