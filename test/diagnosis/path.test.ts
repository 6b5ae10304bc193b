import { describe, expect, it } from '@jest/globals';
import { gatePath } from '../../src/diagnosis/path.js';
import { examine } from '../../src/doctor.js';
import type { SourceFact } from '../../src/facts/store.js';

const answer = (error: string, description: string): SourceFact => ({
  name: 'token.answers',
  value: [{ url: 'https://acme.my.salesforce.com/services/oauth2/token', status: 400, error, description }],
  source: 'test',
});

function pathOf(...facts: SourceFact[]) {
  const { checks, diagnosis } = examine(facts);
  return Object.fromEntries(gatePath(checks, diagnosis).map(({ gate, status }) => [gate, status]));
}

describe('the way of a login', () => {
  it('stops at the hurdle of the cause; what comes before is proved by the answer, what comes after is not reached', () => {
    const path = pathOf(answer('invalid_app_access', 'user is not admin approved to access this app'));
    expect(path).toMatchObject({
      signature: 'proved-by-answer',
      audience: 'proved-by-answer',
      'admin-approval': 'failed',
      scopes: 'not-reached',
      use: 'not-reached',
    });
  });

  it('knows a hurdle by facts before it believes the answer', () => {
    const path = pathOf(answer('invalid_app_access', 'user is not admin approved to access this app'), {
      name: 'user.exists',
      value: true,
      source: 'test',
    });
    expect(path['user-known']).toBe('passed');
  });

  it('leaves out the approval that the policy does not ask for', () => {
    const policy: SourceFact = { name: 'app.permittedUsers', value: 'admin-approved', source: 'test' };
    expect(Object.keys(pathOf(answer('invalid_grant', 'audience is invalid'), policy))).not.toContain('self-approval');
  });

  it('stops at the API where only that refused, although the cause is usually met before', () => {
    const token: SourceFact = {
      name: 'token.answers',
      value: [{ url: 'https://acme.my.salesforce.com/services/oauth2/token', status: 200, token: true }],
      source: 'test',
    };
    const message = 'This session is not valid for use with the REST API';
    const refused: SourceFact = {
      name: 'api.answers',
      value: [{ status: 401, errorCode: 'INVALID_SESSION_ID', message }],
      source: 'test',
    };
    const path = pathOf(token, refused, { name: 'app.highAssurance', value: true, source: 'test' });
    expect(path).toMatchObject({ 'login-policy': 'proved-by-answer', issue: 'proved-by-answer', use: 'failed' });
  });

  it('names no stop where no cause is named', () => {
    expect(Object.values(pathOf(answer('invalid_grant', 'invalid assertion')))).not.toContain('failed');
  });
});
