import { describe, expect, it } from '@jest/globals';
import { decodeAssertion } from '../../../src/sources/assertion/decode.js';

const part = (value: unknown, encoding: BufferEncoding = 'base64url') =>
  Buffer.from(JSON.stringify(value)).toString(encoding);
const claims = {
  iss: '3MVG9abcdefgh',
  sub: 'ci@acme.example.com',
  aud: 'https://login.salesforce.com',
  exp: 1_800_000_000,
};
const assertion = (payload: object = claims, header: object = { alg: 'RS256' }) =>
  `${part(header)}.${part(payload)}.c2ln`;

function facts(text: string): Record<string, unknown> {
  return Object.fromEntries(
    decodeAssertion(text, 'x').facts.map((fact) => [fact.name, 'value' in fact ? fact.value : undefined]),
  );
}

describe('an assertion', () => {
  it('tells its claims, and never itself', () => {
    expect(facts(assertion())).toEqual({
      'assertion.algorithm': 'RS256',
      'assertion.issuer': claims.iss,
      'assertion.subject': claims.sub,
      'assertion.audience': claims.aud,
      'assertion.expiresAt': claims.exp,
    });
  });

  it.each([
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'pem'],
    ['', 'empty'],
    ['abc', 'not-three-parts'],
    [`${assertion()}\n`, 'blanks'],
    [`${part({ alg: 'RS256' }, 'base64')}.${part(claims, 'base64')}.c2ln+/==`, 'standard-base64'],
    ['a.b.c.d.e', 'encrypted-jwt'],
    ['e30x.e30.c2ln', 'header-not-json'],
    [`${part({ alg: 'RS256' })}.bm90IGpzb24.c2ln`, 'claims-not-json'],
    [assertion({}), 'no-claims'],
    [assertion({ ...claims, sub: undefined }), 'missing-claim: sub'],
    [`${part({ alg: 'none' })}.${part(claims)}.`, 'unsigned'],
  ])('%j is malformed: %s', (text, problem) => {
    expect(facts(text)['assertion.problem']).toBe(problem);
  });

  it('may name the user by prn, hold exp as text, and aud as a list', () => {
    const { iss, exp } = claims;
    expect(facts(assertion({ iss, prn: 'a@b.co', aud: ['x'], exp: String(exp) }))).toMatchObject({
      'assertion.subject': 'a@b.co',
      'assertion.audience': ['x'],
      'assertion.expiresAt': exp,
    });
  });
});
