import type { StandIns } from '../../src/twin/keys.js';
import { testKey } from '../simulator/support/client.js';

const NAMES = ['ci-2048', 'other-2048', 'expired-2048', 'big-4096'];

/** Test key pairs in place of keys that nobody has. */
export const standIns: StandIns = (number) => testKey(NAMES[number % NAMES.length]!);

/** The private key of a test certificate. */
export function privateKeyOf(certificate: string): string | undefined {
  return NAMES.map(testKey).find((pair) => pair.certificate === certificate)?.privateKey;
}
