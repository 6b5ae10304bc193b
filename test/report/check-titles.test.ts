import { describe, expect, it } from '@jest/globals';
import { defineCheck, warn } from '../../src/checks/check.js';
import { examine } from '../../src/doctor.js';
import type { SourceFact } from '../../src/facts/store.js';
import { toReport } from '../../src/report/document.js';

const ANSWERED_AT = '2026-11-27T12:00:00Z';

function titleOf(id: string, facts: readonly SourceFact[]): string {
  const { checks } = toReport(examine(facts), { version: '0' });
  return checks.find((check) => check.id === id)!.title;
}

function changedAt(value: string): SourceFact[] {
  return [
    { name: 'app.kind', value: 'connected-app', source: 'a test' },
    { name: 'app.permittedUsers', value: 'self-authorize', source: 'a test' },
    { name: 'app.changedAt', value, source: 'a test' },
    {
      name: 'token.answers',
      value: [{ url: 'https://acme.my.salesforce.com', status: 400, error: 'invalid_client_id', at: ANSWERED_AT }],
      source: 'a test',
    },
  ];
}

describe('the title of a check', () => {
  it('that passes is its passing title', () => {
    expect(titleOf('propagation', changedAt('2026-11-20T12:00:00Z'))).toBe('All recent changes have taken effect');
  });

  it('that warns is the first sentence of its warning', () => {
    expect(titleOf('propagation', changedAt('2026-11-27T11:57:00Z'))).toBe(
      'The app, the assignment or the org was changed minutes before the login',
    );
  });

  it('that warns without a sentence of its own is its failing title', () => {
    const rule = defineCheck({
      id: 'naming-rule',
      title: 'The user is a service user',
      failureTitle: 'The user is not a service user',
      gates: [],
      rejects: [],
      needs: ['assertion.subject'],
      examine: ({ facts }) => [warn('naming-rule/not-a-service-user', facts.cite('assertion.subject'))],
    });
    const { checks } = toReport(examine([], { checks: [rule] }), { version: '0' });
    expect(checks.find(({ id }) => id === 'naming-rule')!.title).toBe('The user is not a service user');
  });

  it('that fails is its failing title', () => {
    const grant: SourceFact = { name: 'request.grantType', value: 'password', source: 'a test' };
    expect(titleOf('token-request', [grant])).toBe("The token endpoint can't read the request");
  });
});
