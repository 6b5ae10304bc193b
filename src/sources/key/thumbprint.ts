import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** SHA-256 of the public key's SPKI DER, hex: the same for a private key, its public key and its certificate. */
export function thumbprintOf(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

const EDWARDS_BITS: Record<string, number> = { ed25519: 255, x25519: 255, ed448: 448, x448: 448 };

/** Modulus length of an RSA or DSA key, size of the curve otherwise. */
export function bitsOf(key: KeyObject): number | undefined {
  const details = key.asymmetricKeyDetails;
  if (details?.modulusLength !== undefined) return details.modulusLength;
  const curve = /\d{3}/.exec(details?.namedCurve ?? '')?.[0];
  return curve === undefined ? EDWARDS_BITS[key.asymmetricKeyType ?? ''] : Number(curve);
}
