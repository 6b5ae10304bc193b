import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { CAUSE_IDS } from '../../src/causes/index.js';
import { loginRequest, type EmbeddedOrg, type World } from '../../src/simulator/index.js';
import { closeAll, readReply, start, world, worldNames } from '../simulator/support/client.js';
import { reportOf, run } from '../support/cli.js';
import { loginOf, scratchFolder } from '../support/login.js';
import { factsOf } from '../support/world-facts.js';

const folder = scratchFolder();
afterEach(closeAll);

/** True when the client of a world sends something that the doctor never sends: then its transcript is triaged. */
function needsTranscript({ login }: World): boolean {
  const { request, assertion, claims } = login;
  const odd =
    request.asJson ||
    request.method !== 'POST' ||
    request.scope !== undefined ||
    request.grantType !== undefined ||
    request.contentType !== 'application/x-www-form-urlencoded';
  const oddClaims =
    claims.aud !== undefined ||
    claims.iss !== undefined ||
    claims.expiresIn !== 180 ||
    claims.omit.length > 0 ||
    Object.keys(claims.extra).length > 0;
  return (
    odd ||
    oddClaims ||
    assertion.text !== undefined ||
    assertion.algorithm !== 'RS256' ||
    assertion.suffix !== '' ||
    assertion.encoding !== 'base64url'
  );
}

/** Sends the world's own request over HTTP and writes the exchange down as a person would paste it. */
async function transcribe(org: EmbeddedOrg): Promise<string> {
  const { login } = org.world;
  const { url, method, headers, body } = loginRequest(login, Date.now(), org.loopback[login.instanceUrl]);
  const reply = await readReply(
    await fetch(url, { method, headers, redirect: 'manual', ...(body !== '' && { body }) }),
  );
  const target = url.replace(org.loopback[login.instanceUrl]!, login.instanceUrl);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${new URL(login.instanceUrl).host}`,
    'Accept: */*',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
    '',
  ];
  const answer = [
    `HTTP/1.1 ${reply.status}`,
    ...[...reply.headers].map(([name, value]) => `${name}: ${value}`),
    '',
    reply.text,
  ];
  const file = join(folder, 'transcript.txt');
  writeFileSync(file, [...lines, ...answer].join('\n'));
  return file;
}

/** The facts that a person would find when looking where the questions send them. */
function answersTo(questions: readonly { fact: string }[], subject: World, round: number): string {
  const asked = new Set(questions.map(({ fact }) => fact));
  const known = factsOf(subject, Date.now()).filter((fact) => 'value' in fact && asked.has(fact.name));
  const file = join(folder, `answers-${round}.json`);
  const facts = Object.fromEntries(known.map((fact) => [fact.name, 'value' in fact ? fact.value : null]));
  writeFileSync(file, JSON.stringify({ evidenceVersion: 1, facts }));
  return file;
}

// A world with just that fault, by the id of its cause. What only a keystore, a runner or another flow shows is not here.
const LOCAL = ['private-key-unreadable', 'private-key-malformed', 'private-key-unsupported', 'client-state-broken'];
const subjects = CAUSE_IDS.filter((id) => !LOCAL.includes(id));

it('has a simulated org for every cause that the endpoint can produce', () => {
  expect(subjects.filter((id) => !worldNames().includes(id))).toEqual([]);
});

// Nothing that an admin can look up tells these from their neighbours; the answer's own words, or time, do.
const STAYS_OPEN = new Set([
  'change-not-propagated',
  'assertion-replayed',
  'endpoint-unreachable',
  'platform-fault',
  'wrong-login-host',
]);

it('says of a login that works that its token is a JWT, which SOAP calls refuse', async () => {
  const { args, env } = loginOf(await start('token-format-jwt'), folder);
  const { code, out } = await run(args, { env });
  expect(code).toBe(0);
  expect(out).toMatch(/healthy[\s\S]*The access token is a JWT/);
});

describe.each(subjects.filter((id) => id !== 'token-format-jwt'))('an org whose only fault is %s', (cause) => {
  it('is named by the built command line, or by the answers to its questions', async () => {
    const subject = world(cause);
    const org = await start(subject);
    const evidence: string[] = [];
    const asked: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { args, env } = loginOf(org, folder);
      const extra = [...evidence.flatMap((file) => ['--evidence', file]), '--json'];
      const command = needsTranscript(subject) ? ['triage', await transcribe(org), ...extra] : [...args, ...extra];
      const result = await run(command, { env });
      const { diagnosis } = reportOf(result);
      const told = [diagnosis.cause?.id, ...diagnosis.alternatives.map(({ id }) => id)];
      expect({ round, err: result.err, told }).toEqual({
        round,
        err: expect.anything(),
        told: expect.arrayContaining([cause]) as unknown,
      });
      if (diagnosis.cause) {
        expect({ asked, named: diagnosis.cause.id, code: result.code }).toEqual({ asked, named: cause, code: 1 });
        return;
      }
      expect(result.code).toBe(3);
      if (STAYS_OPEN.has(cause)) return;
      expect(diagnosis.questions.length).toBeGreaterThan(0);
      asked.push(...diagnosis.questions.map(({ fact }) => fact));
      evidence.push(answersTo(diagnosis.questions, subject, round));
    }
    throw new Error(`not named after these questions: ${asked.join(', ')}`);
  });
});

afterAll(closeAll);
