import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/doctor.js';
import { ScrubbedStore } from '../../../src/redaction/scrubbed-store.js';
import { cliAttempts } from '../../../src/salesforce/cli-attempts.js';
import { readReading } from '../../../src/sources/files/read.js';

const LOGIN = 'https://login.salesforce.com';
const TEST = 'https://test.salesforce.com';
const HOME = 'https://acme.my.salesforce.com';
const NOT_INSTALLED = 'External client app is not installed in this org';
const NOT_APPROVED = "user hasn't approved this consumer";

const print = (entries: string[], command = '') =>
  `${command}\nError (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: JwtAuthError::Error authenticating with JWT.\nErrors encountered:\n${entries.join('\n')}\n    at AuthInfo.authJwt (file.js:1:1)\n`;

async function pairs(text: string): Promise<string[]> {
  const store = new ScrubbedStore((await readReading(text, 'log.txt')).facts);
  const short = (url: string) => SHORT[url.replace('/services/oauth2/token', '')] ?? '?';
  return store
    .value('token.answers')!
    .map(({ url, audience, intended }) => `${short(url)}>${short(audience ?? '')}${intended ? '!' : ''}`);
}

const OTHER = 'https://audience.example.com';
const LOGINS = [LOGIN, `${LOGIN}/`, TEST, `${TEST}/`, `${HOME}/`];
const CALLS = LOGINS.flatMap((login) =>
  [LOGIN, TEST, `${LOGIN}/`, `${TEST}/`, HOME, OTHER].map((audience) => [login, audience] as const),
);
const SHORT: Readonly<Record<string, string>> = { [LOGIN]: 'L', [TEST]: 'T', [HOME]: 'D', [OTHER]: 'X' };
const origin = (url: string) => new URL(url).origin;

/** What the CLI prints for a call: crossed pairs of the generic hosts get another text, with their pair behind it. */
function printed(login: string, audience: string) {
  const attempts = cliAttempts(login, audience);
  const entries = attempts.map((one) => {
    const isCrossed = [LOGIN, TEST].includes(origin(one.login)) && origin(one.login) !== origin(one.audience);
    return isCrossed ? `audience is invalid  [audience=${one.audience} login=${one.login}]` : NOT_APPROVED;
  });
  const expected = attempts.map((one) => [SHORT[origin(one.login)]!, SHORT[origin(one.audience)]!] as const);
  return { entries, expected };
}

describe('a call', () => {
  it.each(CALLS)('of %s with the audience %s is decoded to all its attempts', async (login, audience) => {
    const { entries, expected } = printed(login, audience);
    const command = `SF_AUDIENCE_URL=${audience} sf org login jwt --instance-url=${login} -o a@b.co`;
    const decoded = await pairs(print(entries, command));
    expect(decoded).toEqual(expected.map(([to, as], index) => `${to}>${as}${index === 0 ? '!' : ''}`));
  });

  it.each(CALLS)('of %s with the audience %s is never decoded wrongly from the list alone', async (login, audience) => {
    const { entries, expected } = printed(login, audience);
    const decoded = await pairs(print(entries));
    expect(decoded).toHaveLength(expected.length);
    decoded.forEach((pair, index) => {
      const [to, as] = expected[index]!;
      expect(pair.replace('!', '')).toMatch(new RegExp(`^[${to}?]>[${as}?]$`));
    });
  });
});

describe('the list of the Salesforce CLI', () => {
  it.each([
    [2, LOGIN, ['L>L!', 'T>T']],
    [3, `${LOGIN}/`, ['L>L!', 'T>T', 'L>T']],
    [3, `${TEST}/`, ['T>T!', 'L>L', 'T>L']],
    [5, HOME, ['D>D!', 'T>T', 'L>L', 'D>?', 'D>?']],
    [4, HOME, ['?>?!', '?>?', '?>?', '?>?']],
  ])('of %d entries for %s', async (count, url, expected) => {
    expect(
      await pairs(print(Array<string>(count).fill(NOT_APPROVED), `$ sf org login jwt -r ${url} -o a@b.co`)),
    ).toEqual(expected);
  });

  it('gives its login URL away by the suffix of a crossed pair, also over a line break', async () => {
    const entries = [NOT_INSTALLED, NOT_INSTALLED, `audience is invalid  [audience=${LOGIN}\nlogin=${TEST}/]`];
    expect(await pairs(print(entries))).toEqual(['T>T!', 'L>L', 'T>L']);
  });

  it('stays open where the command line is not there', async () => {
    expect(await pairs(print([NOT_APPROVED, NOT_APPROVED]))).toEqual(['?>?!', '?>?']);
  });

  it('is found in JSON and in a log with times', async () => {
    const text = print([NOT_APPROVED, NOT_APPROVED], `sf org login jwt -r ${LOGIN}`);
    expect(await pairs(JSON.stringify({ name: 'JwtGrantError', message: text }))).toEqual(['L>L!', 'T>T']);
    expect(await pairs(text.replace(/^/gm, '[2026-11-17T09:44:06.140Z] '))).toEqual(['L>L!', 'T>T']);
  });

  it('does not take the entry of a crossed pair for the answer, nor another org for the right one', async () => {
    const verdict = async (text: string) => {
      const { diagnosis } = examine((await readReading(text, 'log.txt')).facts);
      return [diagnosis.cause?.id, ...diagnosis.alternatives.map(({ id }) => id)];
    };
    const artefact = print([NOT_INSTALLED, NOT_INSTALLED, 'audience is invalid'], `sf org login jwt -r ${TEST}/`);
    expect(await verdict(artefact)).toEqual([
      undefined,
      'wrong-login-host',
      'app-not-in-org',
      'wrong-username',
      'change-not-propagated',
      'app-blocked',
    ]);
    const devHub = print(
      [NOT_INSTALLED, NOT_INSTALLED, NOT_APPROVED, NOT_INSTALLED, NOT_INSTALLED],
      `sf org login jwt -r ${HOME}`,
    );
    expect((await verdict(devHub)).slice(0, 2)).toEqual(['app-not-in-org', 'wrong-login-host']);
  });
});

describe('several runs in one text', () => {
  const failed = print(
    [NOT_APPROVED, NOT_APPROVED, NOT_APPROVED, NOT_APPROVED, NOT_APPROVED],
    `$ sf org login jwt -r ${HOME} -o ci@acme.example.com`,
  );
  const worked = (user: string) =>
    `$ sf org login jwt -r ${HOME} -o ${user}\nSuccessfully authorized ${user} with org ID 00D5g00000AbCdEEAV\n`;
  const answersIn = async (text: string) => {
    const store = new ScrubbedStore((await readReading(text, 'log.txt')).facts);
    return (store.value('token.answers') ?? [])
      .filter(({ intended }) => intended !== false)
      .map(({ subject, token, description, order }) => [order, subject, token === true ? 'token' : description]);
  };

  it('are all told, each at its place', async () => {
    expect(await answersIn(`${worked('ci@acme.example.com')}${failed}`)).toEqual([
      [1, 'ci@acme.example.com', 'token'],
      [2, 'ci@acme.example.com', NOT_APPROVED],
    ]);
  });

  it('are healthy where the last one worked', async () => {
    const { diagnosis } = examine((await readReading(`${failed}${worked('ci@acme.example.com')}`, 'log.txt')).facts);
    expect(diagnosis.verdict).toBe('healthy');
  });

  it('compare the login with one that a caption sets apart', async () => {
    const text = `# as another user, same app\n${worked('etl@acme.example.com')}# the job itself\n${failed}`;
    const { facts } = await readReading(text, 'log.txt');
    expect(new ScrubbedStore(facts).value('controls')).toEqual([{ what: 'other-user', works: true }]);
    const removed = examine(facts).diagnosis.ruledOut.filter(({ by }) => by === 'contrast');
    expect(removed.map(({ cause }) => cause)).toContain('refresh-scope-missing');
  });
});

describe('a line of a list that a person quotes in a sentence', () => {
  const line = `audience is invalid [audience=${OTHER} login=${HOME}]`;

  it.each([
    `It always returns "${line}"`,
    `The answer was '${line}'.`,
    `We get \`${line}\`, whatever we try.`,
    `“${line}”`,
  ])('%s is read with its host, its audience and its words', async (sentence) => {
    const store = new ScrubbedStore((await readReading(sentence, 'mail.txt')).facts);
    expect(store.value('token.answers')).toEqual([
      expect.objectContaining({
        url: `${HOME}/services/oauth2/token`,
        audience: OTHER,
        description: 'audience is invalid',
      }),
    ]);
  });
});
