import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import type { FactStore } from '../../facts/store.js';
import { makeCertificate } from '../../remedies/certificate.js';
import { keysIn } from '../../simulator/load.js';
import type { KeyPair } from '../../simulator/complete-world.js';
import { keysNeeded, type StandIns } from '../../twin/keys.js';
import { Ledger } from '../../twin/ledger.js';
import { packageRoot } from '../package-root.js';

/** Test key pairs that come with the package: taking them is faster than making new ones. */
const READY = ['ci-2048', 'other-2048', 'expired-2048', 'big-4096'];

async function newPair(number: number): Promise<KeyPair> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const wishes = { name: `stand-in ${number}`, days: 365, now: Date.now() };
  return { privateKey, certificate: await makeCertificate(createPrivateKey(privateKey), wishes) };
}

/** As many different key pairs as a twin of these facts may need. No real key is among them. */
export async function standInsFor(facts: FactStore): Promise<StandIns> {
  const read = keysIn(join(packageRoot(), 'fixtures', 'keys'));
  const pairs: KeyPair[] = [];
  for (let number = 0; number < Math.max(keysNeeded(new Ledger(facts)), READY.length); number += 1) {
    const ready = READY[number];
    pairs.push(ready === undefined ? await newPair(number) : read(ready));
  }
  return (number) => pairs[number % pairs.length]!;
}
