import { afterEach, describe, expect, it } from '@jest/globals';

import { CAUSE_IDS } from '../../src/causes/index.js';
import { ANSWERS } from '../../src/answers/index.js';
import { createState, judge, loginTokenRequest } from '../../src/simulator/index.js';
import { expectedCauses, repair } from './support/repairs.js';
import { closeAll, logIn, start, testKey, world, worldNames, type TokenReply } from './support/client.js';

afterEach(closeAll);

/** Causes that arise before a request leaves the machine; no org can show them. */
const LOCAL = ['private-key-unreadable', 'private-key-malformed', 'private-key-unsupported', 'client-state-broken'];

async function callRest(token: Record<string, string>): Promise<string> {
  const response = await fetch(`${token['instance_url']}/services/data/v63.0/limits`, {
    headers: { authorization: `Bearer ${token['access_token']}` },
  });
  if (response.ok) return 'ok';
  const [{ errorCode, message }] = (await response.json()) as [{ errorCode: string; message: string }];
  const found = Object.entries(ANSWERS).find(([, a]) => a.error === errorCode && a.description === message);
  return found?.[0] ?? errorCode;
}

async function callSoap(token: Record<string, string>): Promise<string> {
  const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${token['access_token']}</sessionId></SessionHeader></e:Header><e:Body><getUserInfo/></e:Body></e:Envelope>`;
  const response = await fetch(`${token['instance_url']}/services/Soap/u/63.0`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body,
  });
  const text = await response.text();
  if (response.ok) return 'ok';
  const found = Object.entries(ANSWERS).find(([, a]) => text.includes(`${a.error}: ${a.description}`));
  return found?.[0] ?? text;
}

describe.each(worldNames())('%s', (name) => {
  const subject = world(name);
  const expected = subject.expect;

  it('says what is expected', () => {
    expect(expected).toBeDefined();
  });

  if (expected && !['unreachable', 'no-json'].includes(expected.answer)) {
    it('is judged as expected', () => {
      const now = Date.now();
      const { answer, step } = judge(
        subject,
        createState(now, subject.usedAssertionIds),
        loginTokenRequest(subject, now),
      );
      if (subject.login.request.grantType === 'client_credentials') expect(answer).toBe('grantTypeNotSupported');
      else expect({ answer, step }).toEqual({ answer: expected.answer, step: expected.step });
    });
  }

  it('answers its own login as expected over HTTP', async () => {
    const org = await start(subject);
    const reply: TokenReply = await logIn(org);
    expect(reply.answer).toBe(expected?.answer === 'page' ? 'no-json' : expected?.answer);
    if (reply.answer in ANSWERS) {
      expect(reply.status).toBe(400);
      expect(reply.headers.get('content-type')).toBe('application/json;charset=UTF-8');
      expect(reply.headers.get('date')).not.toBeNull();
    }
    if (reply.answer !== 'token' || !reply.json) return;
    if (expected?.api) expect(await callRest(reply.json)).toBe(expected.api);
    if (expected?.soap) expect(await callSoap(reply.json)).toBe(expected.soap);
  });
});

describe('repairing the causes in turn', () => {
  // Where there is no app yet, there is none to repair.
  it.each(worldNames().filter((name) => !name.startsWith('setup-')))('%s', async (name) => {
    const subject = world(name);
    const { then = [] } = subject.expect ?? {};
    const causes = expectedCauses(subject.expect?.causes ?? []);
    const answers: string[] = [];
    for (const cause of causes) {
      if (cause === 'algorithm-unsupported' && name.endsWith('-ec')) {
        subject.login.key = testKey('ci-2048').privateKey;
        subject.orgs[0]!.apps[0]!.certificate = testKey('ci-2048').certificate;
      }
      repair(subject, cause);
      const org = await start(subject);
      const reply = await logIn(org);
      answers.push(reply.answer);
      if (answers.length < causes.length) continue;
      expect(await callRest(reply.json ?? {})).toBe('ok');
    }
    expect(answers).toEqual([...then, 'token'].slice(0, causes.length));
    expect(then).toHaveLength(Math.max(causes.length - 1, 0));
  });
});

describe('the fixtures', () => {
  it('have a world for every cause that an org, the network or the API can show', () => {
    const names = worldNames();
    expect(CAUSE_IDS.filter((id) => !LOCAL.includes(id) && !names.includes(id))).toEqual([]);
  });

  it('name the cause in the file name', () => {
    for (const name of worldNames()) {
      const [first] = world(name).expect?.causes ?? [];
      const named = CAUSE_IDS.filter((id) => name.startsWith(id)).sort((a, b) => b.length - a.length)[0];
      if (named) expect([name, first]).toEqual([name, named]);
      else expect(name).toMatch(/^(healthy|seed|setup-|stacked-|switch-)/);
    }
  });

  it('have stacked worlds with two or more causes', () => {
    const stacked = worldNames().filter((name) => name.startsWith('stacked-'));
    expect(stacked.length).toBeGreaterThanOrEqual(8);
    for (const name of stacked) expect(world(name).expect?.causes.length).toBeGreaterThanOrEqual(2);
  });
});
