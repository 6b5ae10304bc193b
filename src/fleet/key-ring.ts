import { createPrivateKey, type KeyObject } from 'node:crypto';
import { describePlace, loadKey, readKeyBytes, type KeyOpening, type KeyPlace } from '../sources/private-key.js';

/** So many keys are kept: shards often share one, and a fleet where each login has its own doesn't need them again. */
const MOST_KEYS = 64;
const LEAST_BITS = 2048;

/** The RSA key of a file that any library reads as it is; undefined for anything else. */
function plainKey(place: KeyPlace): KeyObject | undefined {
  try {
    const key = createPrivateKey(Buffer.from(readKeyBytes(place) ?? ''));
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS
      ? key
      : undefined;
  } catch {
    return undefined;
  }
}

/** The keys of a run. A key is parsed once for all logins that use it, and only a damaged one is looked at closely. */
export class KeyRing {
  readonly #keys = new Map<string, Promise<KeyObject | undefined>>();

  /** The key of a place; undefined if it can't sign, which an examination explains. */
  of(place: KeyPlace, opening: KeyOpening = {}): Promise<KeyObject | undefined> {
    if (place.kind === 'input') return Promise.resolve(undefined);
    const name = JSON.stringify([describePlace(place), opening.alias]);
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = this.#read(place, opening);
      if (this.#keys.size >= MOST_KEYS) this.#keys.delete(this.#keys.keys().next().value!);
      this.#keys.set(name, key);
    }
    return key;
  }

  async #read(place: KeyPlace, opening: KeyOpening): Promise<KeyObject | undefined> {
    const plain = plainKey(place);
    if (plain !== undefined) return plain;
    const { key } = await loadKey(place, opening);
    return key?.asymmetricKeyType === 'rsa' ? key : undefined;
  }
}
