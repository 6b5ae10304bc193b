import { describe, expect, it } from '@jest/globals';
import { SEQUENCE } from '../../src/checks/index.js';
import { runChecks } from '../../src/checks/run.js';
import { readGivenFact } from '../../src/facts/evidence.js';
import { FactStore } from '../../src/facts/store.js';

/** What one check makes of a few facts. */
function resultOf(id: string, ...facts: string[]) {
  const check = SEQUENCE.filter((one) => one.id === id);
  return runChecks(check, new FactStore(facts.map(readGivenFact)))[0]!;
}

describe('high assurance', () => {
  it.each([
    ['app', 'policy/high-assurance'],
    ['user', 'policy/high-assurance-of-profile'],
  ])('is laid to the %s that demands it, and to nothing else', (who, code) => {
    const other = who === 'app' ? 'user' : 'app';
    const { findings } = resultOf('login-policy', `${who}.highAssurance=true`, `${other}.highAssurance=false`);
    expect(findings).toContainEqual(
      expect.objectContaining({ code, evidence: [expect.objectContaining({ fact: `${who}.highAssurance` })] }),
    );
  });
});

describe('the API', () => {
  const fine = ['token.scope=api', 'user.apiEnabled=true', 'org.apiAccessControl=false'];
  const refusal = 'INVALID_SESSION_ID","message":"This session is not valid for use with the REST API';

  it('is not called open when it refused a call, whatever the facts promise', () => {
    expect(resultOf('api-access', ...fine).status).toBe('pass');
    const { status, findings } = resultOf('api-access', ...fine, `api.answers=[{"errorCode":"${refusal}"}]`);
    expect(status).toBe('warn');
    expect(findings).toContainEqual(expect.objectContaining({ verdict: 'warn', code: 'api/call-refused' }));
  });
});

describe('a permission set whose licence cannot carry an app', () => {
  it('is named where the user has nothing else', () => {
    const { findings } = resultOf(
      'permitted-users',
      'app.permittedUsers=admin-approved',
      'user.assigned=false',
      'user.setsWithoutApps=["Acme_CI_Users"]',
    );
    expect(findings).toEqual([expect.objectContaining({ code: 'permitted-users/sets-without-apps' })]);
  });
});

it('fails where the hurdle is certainly not taken, although the cause is a guess', () => {
  const { status } = resultOf(
    'oauth-sessions',
    'app.permittedUsers=self-authorize',
    'app.name=Acme_CI',
    'user.sessions=[{"loginType":"OauthWebServer","createdAt":"2026-11-03T14:05:00Z","app":"Acme_CI"}]',
    'approval.tokens=[]',
  );
  expect(status).toBe('fail');
});

describe('a refusal in the Login History', () => {
  it('is told by its own row, wherever in the list that stands', () => {
    const refusal = { status: 'Restricted IP', at: '2026-11-18T09:30:02.000Z' };
    const success = { status: 'Success', at: '2026-11-17T16:45:02.000Z' };
    for (const rows of [
      [refusal, success],
      [success, refusal],
    ]) {
      const { findings } = resultOf('login-policy', `login.history=${JSON.stringify(rows)}`);
      expect(findings).toContainEqual(
        expect.objectContaining({
          code: 'policy/history-says-ip',
          evidence: [expect.objectContaining({ fact: 'login.history', value: [refusal] })],
        }),
      );
    }
  });
});

describe('the format of a token', () => {
  it('is not known from a token that nobody saw', async () => {
    const evidence = JSON.stringify({ access_token: '***', token_type: 'Bearer', scope: 'api' });
    const { examine, readPaste } = await import('../../src/index.js');
    const { checks } = examine(await readPaste(evidence, 'the answer'));
    expect(checks.find(({ id }) => id === 'access-token')).toMatchObject({ status: 'unknown' });
  });
});
