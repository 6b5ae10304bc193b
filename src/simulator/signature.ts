import { createPublicKey, verify, type KeyObject } from 'node:crypto';

import { remembered } from './remembered.js';

/** Checks a signature against a certificate. */
export type Verifier = (signingInput: string, signature: Buffer, certificate: string) => boolean;

const publicKeyOf = remembered((certificate): KeyObject | undefined => {
  try {
    return createPublicKey(certificate);
  } catch {
    return undefined;
  }
});

/** Verifies RS256 with the certificate's public key. The certificate's dates are ignored (reported: SE 313488). */
export const verifyRs256: Verifier = (signingInput, signature, certificate) => {
  const key = publicKeyOf(certificate);
  return key?.asymmetricKeyType === 'rsa' && verify('RSA-SHA256', Buffer.from(signingInput), key, signature);
};
