import { describe, expect, it } from '@jest/globals';
import { ANSWERS, type AnswerId } from '../../src/answers/index.js';
import { probePairs } from '../../src/sources/probe-plan.js';

const LOGIN = 'https://login.salesforce.com';
const TEST = 'https://test.salesforce.com';
const HOME = 'https://acme.my.salesforce.com';

function plan(origin: string, id: AnswerId, myDomain?: string, audience = origin): string[] {
  const answer = { url: `${origin}/services/oauth2/token`, status: 400, ...ANSWERS[id] };
  return probePairs({ origin, audience }, answer, myDomain).map((pair) => `${pair.origin}>${pair.audience}`);
}

describe('further attempts', () => {
  it('are made where a wrong host would answer the same', () => {
    expect(plan(LOGIN, 'notApproved')).toEqual([`${TEST}>${TEST}`]);
    expect(plan(LOGIN, 'notApproved', HOME)).toEqual([`${HOME}>${HOME}`, `${TEST}>${TEST}`]);
    expect(plan(HOME, 'audienceInvalid', undefined)).toEqual([`${HOME}>${LOGIN}`]);
    expect(plan(TEST, 'audienceInvalid', undefined, LOGIN)).toEqual([`${TEST}>${TEST}`, `${LOGIN}>${LOGIN}`]);
  });

  it.each<AnswerId>([
    'notAdminApproved',
    'refreshScopeRequired',
    'ipRestricted',
    'assertionExpired',
    'loginRateExceeded',
  ])('are not made after %s', (id) => {
    expect(plan(LOGIN, id, HOME)).toEqual([]);
  });

  it('are not made from a My Domain that was approved of nothing but the user', () => {
    expect(plan(HOME, 'notApproved', HOME)).toEqual([]);
  });

  it('are not made after a token, and not on loopback', () => {
    expect(probePairs({ origin: LOGIN, audience: LOGIN }, { url: LOGIN, status: 200 }, HOME)).toEqual([]);
    expect(plan('http://127.0.0.1:8080', 'notApproved', HOME)).toEqual([]);
  });
});
