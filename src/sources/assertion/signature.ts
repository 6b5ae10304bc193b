import { verify, type KeyObject } from 'node:crypto';
import type { SourceFact } from '../../facts/store.js';
import { thumbprintOf } from '../key/thumbprint.js';

/** Whether an assertion's RS256 signature verifies with a public key. */
function verifies(compact: string, key: KeyObject): boolean {
  const [header = '', claims = '', signature = ''] = compact.split('.');
  try {
    return verify('RSA-SHA256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

/** Facts about which known public key signed an assertion. */
export function judgeSignature(compact: string, keys: readonly KeyObject[], source: string): SourceFact[] {
  if (keys.length === 0) return [];
  const signer = keys.find((key) => verifies(compact, key));
  if (signer) return [{ name: 'assertion.signedBy', value: thumbprintOf(signer), source }];
  return [{ name: 'assertion.notSignedBy', value: [...new Set(keys.map(thumbprintOf))], source }];
}
