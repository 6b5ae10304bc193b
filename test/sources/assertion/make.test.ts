import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { makeAssertion, makeAssertionQuickly } from '../../../src/sources/assertion/make.js';
import { testKey } from '../../simulator/support/client.js';

const { privateKey } = testKey('ci-2048');
const claims = {
  issuer: '3MVG9key',
  subject: 'ci@acme.example.com',
  audience: 'https://login.salesforce.com',
  expiresAt: 4_000_000_000,
};

it.each([makeAssertion, makeAssertionQuickly])(
  '%p makes an assertion that verifies, with these claims and no others',
  async (make) => {
    const assertion = await make(claims, createPrivateKey(privateKey));
    const { payload, protectedHeader } = await jwtVerify(assertion, createPublicKey(privateKey));
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(payload).toEqual({ iss: claims.issuer, sub: claims.subject, aud: claims.audience, exp: claims.expiresAt });
  },
);
