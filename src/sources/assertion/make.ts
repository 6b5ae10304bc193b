import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose/jwt/sign';

/** What an assertion of ours says. */
export interface AssertionClaims {
  /** The consumer key. */
  readonly issuer: string;
  /** The username. */
  readonly subject: string;
  readonly audience: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** Seconds that an assertion of ours is valid for: enough for one request. */
export const ASSERTION_LIFETIME_SECONDS = 120;

/** Signs an assertion with RS256. It carries `iss`, `sub`, `aud` and `exp`, and no `jti`, so that nothing can be a replay. */
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
