import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/** Checks a signature against a certificate. */
export type Verifier = (signingInput: string, signature: Buffer, certificate: string) => boolean;

const publicKeys = new Map<string, KeyObject | undefined>();

function publicKeyOf(certificate: string): KeyObject | undefined {
  if (!publicKeys.has(certificate)) {
    let key: KeyObject | undefined;
    try {
      key = createPublicKey(certificate);
    } catch {
      key = undefined;
    }
    publicKeys.set(certificate, key);
  }
  return publicKeys.get(certificate);
}

/** Verifies RS256 with the certificate's public key. The certificate's dates are ignored (reported: SE 313488). */
export const verifyRs256: Verifier = (signingInput, signature, certificate) => {
  const key = publicKeyOf(certificate);
  return key?.asymmetricKeyType === 'rsa' && verify('RSA-SHA256', Buffer.from(signingInput), key, signature);
};
