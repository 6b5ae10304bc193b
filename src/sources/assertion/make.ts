import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose/jwt/sign';

/** The claims of an assertion that we make. */
export interface AssertionClaims {
  /** The consumer key. */
  readonly issuer: string;
  /** The username. */
  readonly subject: string;
  readonly audience: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** The lifetime of our assertions in seconds: enough for one request. */
export const ASSERTION_LIFETIME_SECONDS = 120;

/** Signs an assertion with RS256. It has `iss`, `sub`, `aud` and `exp`, but no `jti`, so it can't count as a replay. */
export async function makeAssertion(
  { issuer, subject, audience, expiresAt }: AssertionClaims,
  key: KeyObject,
): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(audience)
    .setExpirationTime(expiresAt)
    .sign(key);
}
